"""Which mentions may be one pledge: same side, and the same head verb, object or telling word."""

from __future__ import annotations

from communique.link.pledge.features import PledgeNode

TELLING = 3.5
"""Least weight of a word of the act that makes a key."""


def keys(node: PledgeNode) -> set[str]:
    """Keys by side with each telling word, the kind of act with its object or story, the words in versions of one report."""
    about = {word for word, value in node.stems.items() if value >= TELLING}
    about |= {f"{node.kind}:{actor}" for actor in node.mention.objects}
    if node.story:
        about.add(f"{node.story}:{node.kind}")
    about.add(f"{node.ref}:{node.mention.act.casefold()}")
    return {f"{side}|{word}" for side in node.sides for word in about}
