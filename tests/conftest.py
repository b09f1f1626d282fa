"""Fixtures that every test shares: the parse pipeline loads once a process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.model import Report
from communique.parse import Parse, Pipeline, load, parse
from communique.read import make_report

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
