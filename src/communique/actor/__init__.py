"""Stage 3: who is mentioned. Names, titles, plurals and pronouns, tied to actors where the text allows it."""

from __future__ import annotations

from communique.actor.cast import Cast
from communique.actor.find import find_actors
from communique.actor.settle import settle

__all__ = ["Cast", "find_actors", "settle"]
