"""The record of the quarrel, made by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import quarrel
from communique.config import Settings
from communique.record import Record
from communique.store import Store


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    with Store.open(":memory:") as store:
        quarrel.told(store)
        yield Record(store, Settings())
