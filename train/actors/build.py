"""Build the actor tables of the package from CLDR, ../shared/sources/actors and the hand tables beside this file.

    python train/actors/build.py

Needs babel only and reads nothing from the network. `factbook.py`, `cities.py` and `given_names.py` make the
extracts in `hand/` from public packages; each names its own.
"""

from __future__ import annotations

import bodies
import offices
import places
import states


def main() -> None:
    """Write states.csv, offices.csv, offices_bysa.csv, people.csv, places.csv, bodies.csv and outlets.csv."""
    rows = states.build()
    offices.build(rows)
    places.build(rows)
    bodies.build()


if __name__ == "__main__":
    main()
