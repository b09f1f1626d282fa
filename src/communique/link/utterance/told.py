"""What a report tells in its own words, brought near to how it was said: "we will" is told as "they would"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.link.wording import stem
from communique.resources.wordings import load


def backshifted(forms: Sequence[str]) -> list[str]:
    """The forms with tenses and persons levelled and "that" left out; other words as their stems."""
    classes = load()
    kept = classes.negations | classes.deniers | classes.additives | classes.measures
    return [
        form if form in kept else classes.backshift.get(form) or stem(form)
        for form in forms
        if form not in classes.complementizers
    ]


def opposite(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one tells an act and the other the opposite one, which a denial turns round again: "not accept", "reject"."""
    one, other = ({stem(word) for word in side} for side in (left, right))
    one, other = one - other, other - one
    acts = [[{stem(word) for word in side} for side in pair] for pair in load().opposites]
    return any((one & act and other & undone) or (one & undone and other & act) for act, undone in acts)
