"""A small record made by hand: one quarrel told by two outlets, a report of everything, and one of nothing."""

from __future__ import annotations

from communique.store import Store
from made import ARDEN, BELOW, MORVIA, TELLAND, Draft, keep, whole

HEAD = "Arden and Below haggle over herring quotas in the Osk strait, where trawlers of both neighbours fish"
LINE = "“No trawler of ours will leave the strait before the herring quota is doubled”"
FREE = "“Before the herring quota is doubled, our trawlers are not going to leave the strait”"


def call(ref: str, medium: str, tons: int, words: str, *, outlet: str) -> Draft:
    text = (
        f"{HEAD}\nMira Arden of Morvia spoke to Jon Below of Telland by {medium} on 2031-05-03.\n{words}, she said.\n"
        f"They caught {tons} tons of herring in 2030. Telland seized a trawler on 2031-06-10."
    )
    draft = Draft(ref, text, title=HEAD, outlet=outlet, stated="2031-05-04")
    for name, actor in (("Mira Arden", ARDEN), ("Morvia", MORVIA), ("Jon Below", BELOW), ("Telland", TELLAND)):
        draft.mention(name, actor)
    day, later, year = (
        draft.time("2031-05-03", "2031-05-03"),
        draft.time("2031-06-10", "2031-06-10"),
        draft.time("2030", "2030"),
    )
    draft.event(
        f"spoke to Jon Below of Telland by {medium}",
        "CONSULT",
        ARDEN,
        BELOW,
        time=day,
        cameo="041",
        asked=(("medium", medium),),
    )
    draft.event("seized a trawler", "COERCE", TELLAND, MORVIA, time=later, mode="seize", cameo="171", score=0.4)
    draft.statement(words, ARDEN, addressee=draft.party(BELOW), score=0.7)
    draft.figure(
        f"{tons} tons", float(tons), unit="ton", about="herring", period="2030", time=year.id, measured_of=(TELLAND.id,)
    )
    return draft


def told(store: Store) -> None:
    """Write it."""
    keep(
        store,
        call("b-gull", "video", 800, FREE, outlet="The Gull"),
        call("a-heron", "phone", 900, LINE, outlet="The Heron"),
        whole("whole", outlet="Bay Post"),
        Draft("z-none", "Nothing is told here of anybody.", outlet="The Gull"),
    )
