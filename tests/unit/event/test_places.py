"""Which place an act has: a house or town by its bare name, what hangs on whom one met, and never the state that sent an envoy."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("President Karl Weiss of Norway met his Chilean colleague Ana Ruiz in Bujumbura.", "Bujumbura"),
        ("The Presidents of Finland and Uzbekistan met on Monday at Kastelo.", "Kastelo"),
        ("The Presidents of Finland and Uzbekistan met on Monday at NATO.", None),
        ("The Presidents of Finland and Uzbekistan met on Monday at COP30.", None),
        ("At the Orda residence, President Karl Weiss of Norway met President Ana Ruiz of Chile.", "Orda"),
        ("Peruvian jets struck two camps in Chile's Salal province.", "Salal"),
        ("Peruvian students demonstrated outside Chile's embassy on Monday.", None),
        ("Peruvian students demonstrated outside the embassy of Chile in Oslo on Monday.", "Oslo"),
        ("Norway called in the Ambassador of Chile over the raid.", None),
    ],
)
def test_places(text: str, place: str | None, coded: Any) -> None:
    parse, events = coded(text, published="2024-03-13")
    assert [parse.text(e.place_span) if e.place_span else None for e in events] == [place]
