"""Which mentions may be one pledge: same side, and the same head verb, object or telling word."""

from __future__ import annotations

from communique.link.pledge.features import PledgeNode

TELLING = 3.5
"""Least weight of a word of the act that makes a key."""


def keys(node: PledgeNode) -> set[str]:
    """Keys by side with each telling word, the kind of act with its object, the words in a report's versions and story."""
    about = {word for word, value in node.stems.items() if value >= TELLING}
    about |= {f"{node.kind}:{actor}" for actor in node.mention.objects}
    about |= {f"{told_in}:{node.mention.act.casefold()}" for told_in in (node.ref, node.story) if told_in}
    return {f"{side}|{word}" for side in node.sides for word in about}
