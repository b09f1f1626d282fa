"""Parts of nodes that the record keeps: what comes back is what was made."""

from __future__ import annotations

from communique.ingest import relink, remove
from communique.link.copy import Copies
from communique.link.story import Stories
from communique.store import Store
from made import keep, whole


def kept(store: Store) -> list[tuple[str, str, bytes]]:
    return [tuple(row) for row in store.query("SELECT kind, node, packed FROM link_packed ORDER BY kind, node")]


def test_parts_come_back_as_they_were_made(store: Store) -> None:
    keep(store, whole("a"))
    [id_] = [row["id"] for row in store.rows("reports")]
    for kind in (Stories(), Copies()):
        back = kind.load(store, [id_])[id_]
        store.query("DELETE FROM link_packed")
        made = kind.load(store, [id_])[id_]
        assert back.pack() == made.pack() != b""
        assert kind.compare(back, made).score >= 0.99


def test_parts_go_with_their_report_and_are_made_anew_with_the_links(store: Store) -> None:
    keep(store, whole("a"), whole("b"))
    before = kept(store)
    assert [kind for kind, _, _ in before] == ["family"] * 2 + ["story"] * 2
    store.query("UPDATE link_packed SET packed = x'00'")
    relink(store)
    assert kept(store) == before
    for report in store.rows("reports"):
        remove(store, report["id"])
    assert kept(store) == []
