"""`make bench`: words per second of the bare parse and of the journey on the same text, in one run.

The text is the seed reports repeated to 200 (the bundled examples where ../shared is missing). Every measurement runs in a
process of its own, on one thread, so that peak memory is its own. Speeds differ between machines and hours: read the ratios.

    python -m bench             parse, journey with and without the encoder, whole reads with one and two workers
    python -m bench --reports 20
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
REPORTS = 200


def texts(count: int) -> list[str]:
    folder = SEEDS if SEEDS.is_dir() else Path(str(files("communique.resources").joinpath("examples/reports")))
    found = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    return [found[index % len(found)] for index in range(count)]


def measure(what: str, count: int) -> dict[str, float]:
    """Seconds of processor and of clock, and words, of one measurement in this process; loading is not counted."""
    listed = texts(count)
    words = sum(len(text.split()) for text in listed)
    run = {"parse": _parse, "rules": _rules, "journey": _journey, "read": _read, "read 2": _read2, "cold": _cold}[what]
    cpu, clock = run(listed)
    return {"words": words, "cpu": cpu, "clock": clock, "peak": _peak()}


def _peak() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024


def _timed(run: object) -> tuple[float, float]:
    cpu, clock = time.process_time(), time.perf_counter()
    run()  # type: ignore[operator]
    return time.process_time() - cpu, time.perf_counter() - clock


def _parse(listed: list[str]) -> tuple[float, float]:
    from communique.parse import load
    from communique.read import make_report

    nlp = load()
    blocks = [report.text[s:e] for i, text in enumerate(listed) for report in [make_report(text, ref=str(i))]
              for s, e in (block.span for block in report.analysed)]  # fmt: skip
    nlp("Load everything once.")
    return _timed(lambda: [nlp(block) for block in blocks])


def _stages(listed: list[str], *, encoder: bool) -> tuple[float, float]:
    from communique.config import Settings
    from communique.pipeline import read_report, tools
    from communique.read import make_report

    loaded = tools(Settings(encoder=encoder))
    reports = [make_report(text, ref=str(i)) for i, text in enumerate(listed)]
    read_report(reports[0], loaded)
    return _timed(lambda: [read_report(report, loaded) for report in reports])


def _rules(listed: list[str]) -> tuple[float, float]:
    return _stages(listed, encoder=False)


def _journey(listed: list[str]) -> tuple[float, float]:
    return _stages(listed, encoder=True)


def _into_record(listed: list[str], workers: int) -> tuple[float, float]:
    import communique
    from communique.config import Settings
    from communique.pipeline import tools

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "reports.jsonl"
        rows = (json.dumps({"id": f"r{i}", "text": text}) for i, text in enumerate(listed))
        source.write_text("\n".join(rows), encoding="utf-8")
        if workers == 1:
            tools(replace(Settings(), workers=1))
        with communique.open(Path(folder) / "bench.db", workers=workers) as record:
            return _timed(lambda: record.read(source))


def _read(listed: list[str]) -> tuple[float, float]:
    return _into_record(listed, 1)


def _read2(listed: list[str]) -> tuple[float, float]:
    return _into_record(listed, 2)


def _cold(listed: list[str]) -> tuple[float, float]:
    """The five seeds from a cold start to the finished record, by the command itself."""
    with tempfile.TemporaryDirectory() as folder:
        for index, text in enumerate(listed[:5]):
            (Path(folder) / f"{index}.txt").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "communique", "read", folder, "--record", str(Path(folder) / "cold.db")]
        return _timed(lambda: subprocess.run(command, check=True, capture_output=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=REPORTS)
    parser.add_argument("--only", help="one measurement, printed as JSON")
    args = parser.parse_args()
    if args.only:
        print(json.dumps(measure(args.only, args.reports)))
        return
    found = {what: _apart(what, args.reports) for what in ("parse", "rules", "journey", "read", "read 2")}
    cold = _apart("cold", 5)
    bare = found["parse"]
    print(f"{args.reports} reports, {bare['words']:.0f} words; one thread a process")
    for what, got in found.items():
        cpu = got["cpu"] if what != "read 2" else float("nan")
        print(f"{what:<9} {got['words'] / got['clock']:8.0f} words/s  {cpu / bare['cpu']:6.2f} x parse (processor)  "
              f"{got['clock'] / bare['clock']:6.2f} x parse (clock)  peak {got['peak']:5.0f} MB")  # fmt: skip
    print(f"five seeds, cold start to finished record: {cold['clock']:.1f} s")


def _apart(what: str, count: int) -> dict[str, float]:
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "bench", "--only", what, "--reports", str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    main()
