"""The CAMEO codes that several rules ask for by name; what only one asks for stands beside it."""

from __future__ import annotations

TO_COOPERATE, TO_MEET = "030", "036"
"""What is promised or accepted; an invitation or a meeting to come."""
CONSULTED, WIRED, VISIT = "040", "041", "042"
"""Talks of no kind told; by phone or video; a journey to somebody."""
TIES = "050"
"""Diplomatic cooperation of no kind told."""
PRAISE = "051"
ACCORD = "057"
"""An accord signed."""
SUMMONED = "114"
"""A formal complaint: a note handed over, an envoy called in."""
SHOW, DEPLOYED = "150", "154"
"""Military power shown; forces moved."""
RECALLED = "161"
"""Diplomatic relations reduced: an envoy recalled."""
SANCTIONS, CURB = "163", "172"
"""Sanctions and embargoes; bans and limits by a state's administration."""
ON_DEEDS = frozenset({PRAISE, "111", "112"})
"""Praise and blame, whose reason is another act."""
