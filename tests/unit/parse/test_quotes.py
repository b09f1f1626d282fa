"""Quotation marks: which stretches of a text are quoted."""

from __future__ import annotations

import pytest

from communique.model import Block
from communique.parse.quotes import pieces_inside_marks, quotations


def inside(text: str, *span: int) -> list[str]:
    found = quotations(text, [Block((0, len(text)), "body")])
    return list(pieces_inside_marks(text, (span[0], span[1]) if span else (0, len(text)), found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We sail,” she said.", ["We sail,"]),
        ("'We sail,' she said.", ["We sail,"]),
        ("‘We sail,’ she said.", ["We sail,"]),
        ("``We sail,'' she said.", ["We sail,"]),
        ("«We sail», she said, „and we row“.", ["We sail", "and we row"]),
        ("'We don't sail,' she said, 'before the '90s are over.'", ["We don't sail,", "before the '90s are over."]),
        ("'We told the ministers' aides to wait,' she said.", ["We told the ministers' aides to wait,"]),
        ("‘We told the ministers’ aides’ cooks to wait,’ she said.", ["We told the ministers’ aides’ cooks to wait,"]),
        ("'We keep our promises' was all that the ministers' aides heard.", ["We keep our promises"]),
        ("The ministers' talks and the traders' hopes don't fail.", []),
        ("'21 boats sail,' she said.", ["21 boats sail,"]),
        ("In the '90s the ministers' boats sailed.", []),
        ("In the '90s 'boats' sailed.", ["boats"]),
        ("'Let 'em come,' she said.", ["Let 'em come,"]),
        ("Let 'em hear \"We sail\" from the ministers' aides.", ["We sail"]),
        ("'He told us \"never\" twice,' she said.", ['He told us "never" twice,']),
        ("“He told us ‘never’ twice,” she said.", ["He told us ‘never’ twice,"]),
        ("“We sail.\n\n“We row.”", ["We sail.", "We row."]),
        ("“We sail, she said.", []),
    ],
)
def test_what_stands_inside_marks(text: str, expected: list[str]) -> None:
    assert inside(text) == expected


def test_of_a_stretch_only_what_it_holds_is_quoted() -> None:
    text = "The envoy said 'we sail at dawn, and the crews know it' on Monday."
    assert inside(text, text.index("envoy"), text.index(",")) == ["we sail at dawn"]
    assert inside(text, text.index("on Monday"), len(text)) == []
