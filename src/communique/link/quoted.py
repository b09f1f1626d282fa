"""The quotations of a stored report."""

from __future__ import annotations

from functools import lru_cache

from communique.model import Block
from communique.model.report import ANALYSED
from communique.parse.marks import unmarked
from communique.parse.quotes import Quotation, quotations
from communique.store.rows import Row


def quoted_in(report: Row) -> tuple[Quotation, ...]:
    """All quotations of a report's analysed blocks in text order, from its `text` and `blocks`."""
    return _quoted(report["text"], tuple(Block((b["span"][0], b["span"][1]), b["role"]) for b in report["blocks"]))


@lru_cache(maxsize=256)
def _quoted(text: str, blocks: tuple[Block, ...]) -> tuple[Quotation, ...]:
    return quotations(unmarked(text), [block for block in blocks if block.role in ANALYSED])
