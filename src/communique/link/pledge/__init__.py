"""Pledges: which mentions tell one promise."""

from __future__ import annotations

from communique.link.pledge.decide import Pledges
from communique.link.pledge.rows import pledge_rows

__all__ = ["Pledges", "pledge_rows"]
