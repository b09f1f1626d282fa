"""Fixtures that every test shares: the parse pipeline loads once a process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from communique.model import Report
from communique.parse import Parse, Pipeline, load, parse
from communique.read import make_report

settings.register_profile("repeatable", derandomize=True, database=None)
settings.load_profile("repeatable")
"""The same examples on every run: what fails here fails for everybody. `--hypothesis-profile default` looks for new ones."""

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def nlp() -> Pipeline:
    return load()


@pytest.fixture(scope="session")
def parsed(nlp: Pipeline) -> Callable[..., Parse]:
    """Parse a text as a report: `parsed("Text.", title=...)`."""

    def make(text: str, **metadata: str) -> Parse:
        return parse(make_report(text, ref="case", **metadata), nlp)

    return make


@pytest.fixture(scope="session")
def report() -> Callable[..., Report]:
    def make(text: str, ref: str = "case", **metadata: str) -> Report:
        return make_report(text, ref=ref, **metadata)

    return make


@pytest.fixture(scope="session")
def shared() -> Path:
    """The labelled data beside the repository; tests that need it are skipped, visibly, where it is missing."""
    if not SHARED.is_dir():
        pytest.skip("the labelled data (../shared) is not here")
    return SHARED


SMALL = Path(__file__).parent / "small"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the small reports, read once through the whole journey; take a copy to change it."""
    from communique.record import open_record

    path = tmp_path_factory.mktemp("small") / "small.db"
    with open_record(path, actors=SMALL / "actors.yaml", encoder=False) as record:
        record.read(SMALL / "reports")
    return path
