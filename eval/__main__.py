"""`make eval`: every scorer on the labelled data, through the product's own export, held against floors.

    python -m eval                    score all tasks; exit 1 if a floor does not hold
    python -m eval statements times   only these
    python -m eval --update           raise the floors to what was reached; never lowers one
    python -m eval --allow-regression REASON --update   lower them, with the reason kept in the file

Each floor stands with the hash of the data it was reached on: other data, other floor.
"""

from __future__ import annotations

import argparse
import sys

from communique.config import Settings
from eval.floors import compare, load, save
from eval.tasks import OWN, SHARED, TASKS, score


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tasks", nargs="*", choices=[*OWN, *TASKS, []], help="only these tasks")
    parser.add_argument("--held", action="store_true", help="only tasks that have floors")
    parser.add_argument("--update", action="store_true", help="write floors")
    parser.add_argument("--allow-regression", metavar="REASON", help="let floors fall, with the reason")
    parser.add_argument("--encoder", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    known = {**OWN, **(TASKS if SHARED.is_dir() else {})}
    for name in sorted({*(args.tasks or TASKS)} - known.keys()):
        print(f"{name}: skipped, the labelled data (../shared) is not here")
    floors, failed = load(), 0
    for name in [n for n in args.tasks or known if n in known and (args.tasks or n in floors or not args.held)]:
        reached, data = score(known[name], Settings(workers=args.workers, encoder=args.encoder))
        verdicts = compare(floors.get(name), reached, data)
        for metric, value, floor, holds in verdicts:
            failed += not holds
            print(f"{name:<22} {metric:<28} {value:.3f}  floor {floor:.3f}  {'' if holds else 'BELOW'}", flush=True)
        if args.update:
            save(name, reached, data, regression=args.allow_regression)
    return 1 if failed and not args.update else 0


if __name__ == "__main__":
    sys.exit(main())
