"""The swap of names itself: it goes both ways, and spans go along."""

from __future__ import annotations

from eval.swap import DAYS, MONTHS, NAMES, WORDS, compare, swap, swap_names
from hypothesis import given, settings
from hypothesis import strategies as st

SOME = st.sampled_from(
    "Russia Russian Putin US us U.S. United States Xi may May Monday five ten 245 2.17 2024 47th 50bn G7 and the ’s - , “ ” said".split()
)
TEXTS = st.lists(SOME, max_size=20).map(" ".join)


def test_no_word_is_swapped_twice() -> None:
    words = [word for pairs in (NAMES, DAYS, MONTHS, WORDS) for pair in pairs for word in pair]
    assert len(set(words)) == len(words)


def test_names_in_any_case_but_not_inside_words() -> None:
    assert swap_names("Russia’s RUSSIA russia Russian-Chinese Russians, Prussia; the US asked us") == (
        "Serbia’s SERBIA serbia Serbian-Vietnamese Serbians, Prussia; the UK asked us"
    )


def test_numbers_but_not_years_and_names_with_digits() -> None:
    assert swap("2.17 million, 245, 47th, 50bn, in 2024 and 1998, G7, on May 9").text == (
        "3.28 million, 356, 58th, 60bn, in 2024 and 1998, G7, on June 1"
    )


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_swapping_names_twice_gives_the_text_back(text: str) -> None:
    assert swap_names(swap_names(text)) == text


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_a_span_goes_along_with_its_words(text: str, start: int, length: int) -> None:
    """Of spans that begin and end between words, the words swapped are the words there."""
    swapped = swap(text)
    words = text.split(" ")
    first, last = start % len(words), min(start % len(words) + length, len(words))
    at = len(" ".join(words[:first])) + (first > 0)
    end = at + len(" ".join(words[first:last]))
    a, b = swapped.span((at, end))
    if "United" not in words and "States" not in words and "U.S." not in words:
        assert swapped.text[a:b] == swap(text[at:end]).text


def test_what_differs_in_its_edges_alone_is_near() -> None:
    from collections import Counter

    rows = Counter([("a", (0, 10), "x"), ("a", (20, 30), "x"), ("b", (0, 10), "x")])
    came = Counter([("a", (0, 10), "x"), ("a", (20, 28), "x"), ("b", (0, 10), "y")])
    [found] = compare({"rows": rows}, {"rows": came}).values()
    assert (found.same, len(found.missing), len(found.instead), found.near) == (1, 2, 2, 1)
    assert round(found.share, 3) == 0.333
    assert round(found.loosely, 3) == 0.667
