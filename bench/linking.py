"""Growth: processor seconds of linking per thousand reports, as an archive grows.

    python -m bench.linking                       1,000, 3,000 and 10,000 reports
    python -m bench.linking --sizes 200 400 800
    python -m bench.linking --model               with the sentence model, instead of a stand-in of the same shape

Reports come in batches, as reading brings them; writing their rows is counted, making their readings is not. Seconds per
thousand are the mean over all reports so far; beside them stands what the last thousand cost: if that stays, the next
thousand will cost the same. The growth of both from the smallest size to the largest is printed last; exit 1 if that of the
mean is more than FLAT.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import resource
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from bench.corpus import archive
from bench.light import PlainVectors, light
from communique.ingest import BATCH, write
from communique.link import meaning
from communique.read import make_report
from communique.store import Store

SIZES = (1_000, 3_000, 10_000)
FLAT = 0.25
"""Most growth of the mean."""
LAST = 1_000
"""Reports over which what the last cost is measured."""


def grow(sizes: tuple[int, ...], *, path: Path) -> list[tuple[int, float, float, float]]:
    """(reports, seconds per thousand, seconds of the last thousand, peak megabytes) at each size."""
    rows = archive(max(sizes))
    spent: list[float] = []
    found = []
    with Store.open(path) as store:
        while batch := list(islice(rows, BATCH)):
            readings = [
                light(make_report(row["text"], ref=row["id"], title=row["title"], outlet=row["outlet"],
                                  published=row.get("published"), language="en"))
                for row in batch
            ]  # fmt: skip
            start = time.process_time()
            write(store, readings)
            spent.append((time.process_time() - start) / len(batch))
            done = len(spent) * BATCH
            if done in sizes:
                last = spent[-min(LAST, done) // BATCH :]
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
                found.append((done, 1000 * sum(spent) / len(spent), 1000 * sum(last) / len(last), peak))
                _print(found[-1])
    return found


def _print(row: tuple[int, float, float, float]) -> None:
    print("{:>7,} reports  {:7.2f} s/1,000  last thousand {:7.2f} s  peak {:5.0f} MB".format(*row), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), help=f"multiples of {BATCH}")
    parser.add_argument("--model", action="store_true", help="use the sentence model")
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    args = parser.parse_args()
    if not args.model:
        vectors = PlainVectors()
        meaning._session = lambda *_: vectors  # type: ignore[attr-defined,assignment] # noqa: SLF001 - the bench's stand-in
    with tempfile.TemporaryDirectory() as folder, cProfile.Profile() as profile:
        if not args.profile:
            profile.disable()
        found = grow(tuple(args.sizes), path=Path(folder) / "bench.db")
    if args.profile:
        pstats.Stats(profile).sort_stats("cumtime").print_stats(45)
    growth, last = (found[-1][column] / found[0][column] - 1 for column in (1, 2))
    told = f"from {found[0][0]:,} to {found[-1][0]:,} reports: mean {growth:+.0%}, last thousand {last:+.0%}"
    print(f"seconds per thousand {told} (asked: the mean within {FLAT:.0%})")
    return 1 if growth > FLAT else 0


if __name__ == "__main__":
    sys.exit(main())
