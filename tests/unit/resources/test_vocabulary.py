"""Word lists: one for each class of words, read from the tables."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from communique.resources.gazetteer import _surname
from communique.resources.vocabulary import wordlist

TABLES = ("names", "function_words", "time_words", "plover/participants", "plover/wording")


@pytest.mark.parametrize("table", TABLES)
def test_a_list_holds_no_word_twice(table: str) -> None:
    raw = yaml.safe_load(files("communique.resources").joinpath(f"{table}.yaml").read_text(encoding="utf-8"))
    for name, held in raw.items():
        given = held.split() if isinstance(held, str) else held
        assert len(given) == len(wordlist(table, name)), name


def test_a_list_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        wordlist("names", "nonsense")


@pytest.mark.parametrize("suffix", ["Jr", "Sr", "Sr.", "III"])
def test_a_generation_is_no_surname(suffix: str) -> None:
    assert next(iter(_surname(f"Joseph Doe {suffix}", "USA"))) == "doe"
