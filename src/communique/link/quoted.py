"""The quotations of a stored report."""

from __future__ import annotations

from functools import lru_cache

from communique.model import Block
from communique.model.report import ANALYSED
from communique.parse.marks import unmarked
from communique.parse.quotes import Quotation, quotations
from communique.store.rows import Row


def quoted_of(report: Row) -> tuple[Quotation, ...]:
    """All quotations of a stored report's analysed blocks in text order, from its `text` and `blocks`."""
    return quoted_in(report["text"], tuple(Block((b["span"][0], b["span"][1]), b["role"]) for b in report["blocks"]))


@lru_cache(maxsize=256)
def quoted_in(text: str, blocks: tuple[Block, ...]) -> tuple[Quotation, ...]:
    """All quotations of a text's analysed blocks in text order."""
    return quotations(unmarked(text), [block for block in blocks if block.role in ANALYSED])
