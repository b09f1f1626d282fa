"""Words and their weights."""

from __future__ import annotations

import math

import pytest

from communique.link.words import LONGEST, Packed, cosine, telling_runs, vector, weight, words


def test_words_meet_in_their_normal_form() -> None:
    assert words("The Minister’s ships, THE MINISTER'S ship: 2.5 crowns") == [
        "the", "minister", "ship", "the", "minister", "ship", "2.5", "crown",
    ]  # fmt: skip
    assert words("press gas bus") == ["press", "gas", "bus"]


def test_common_words_weigh_nothing_and_rare_ones_much() -> None:
    assert weight("the") == 0.0
    assert 0 < weight("minister") < weight("lighthouse") <= weight("a word that nobody has written")


def test_a_vector_has_length_one() -> None:
    found = vector("The lighthouse keeper told the minister of a shipwreck.", "Shipwreck at the lighthouse")
    assert math.isclose(sum(value * value for value in found.values()), 1.0)
    assert "lighthouse keeper" in found
    assert "the" not in found


def test_the_title_counts_twice() -> None:
    plain = vector("A shipwreck near the lighthouse.")
    titled = vector("A shipwreck near the lighthouse.", "Shipwreck")
    assert titled["shipwreck"] / titled["lighthouse"] > plain["shipwreck"] / plain["lighthouse"]


def test_only_the_head_of_a_long_text_counts() -> None:
    head = "The lighthouse stands. " * LONGEST
    assert vector(head) == vector(head + "A shipwreck was found in the fog.")


def test_nothing_in_common_and_all_in_common() -> None:
    a, b = vector("The lighthouse burned at night."), vector("Herring prices doubled.")
    assert cosine(Packed.of(a), Packed.of(b)) == 0.0
    assert cosine(Packed.of(a), Packed.of(a)) == pytest.approx(1.0)
    c = vector("The lighthouse was rebuilt.")
    assert cosine(Packed.of(a), Packed.of(c)) == cosine(Packed.of(c), Packed.of(a)) > 0


def test_an_empty_text_is_like_nothing() -> None:
    assert vector("") == {}
    assert cosine(Packed.of({}), Packed.of(vector("Herring prices doubled."))) == 0.0


def test_two_texts_keep_the_same_telling_runs() -> None:
    common = "the frigate Petrel struck the reef of Osk and sank in the night before the pilots came".split()
    kept = [telling_runs(text, size=4, least=10.0) for text in (["x", *common], [*common, "y", "z"])]
    assert len(kept[0] & kept[1]) >= 5
    assert telling_runs("it was in the middle of the".split(), size=4, least=10.0) == set()
    assert telling_runs(common[:3], size=4, least=0.0) == set()
