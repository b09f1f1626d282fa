"""The channels that a statement came through: transcripts, readouts, broadcasts, interviews, other media."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from typing import cast as typed

from communique.actor.phrase import phrase_spans
from communique.model import Via, overlaps
from communique.parse import span_of
from communique.resources.vocabulary import wordlist
from communique.statement.draft import TOLD_ON, Draft

if TYPE_CHECKING:
    from spacy.tokens import Token

    from communique.model import Party, Statement
    from communique.model.statement import ViaKind
    from communique.statement.documents import Documents

_LEADS = wordlist("cues", "channel_leads")
_KEEPERS = frozenset({"by", "from", "of", "with", "on"})
_NEAREST = ("media",)
"""Kinds that take words over from others, so stand nearest to the report."""


def channels_of(
    draft: Draft,
    documents: Documents,
    *,
    speaker: Party | None,
    hearer: Party | None,
    outer: tuple[Draft, Statement] | None,
) -> tuple[Via, ...]:
    """The channels of a draft, nearest to the report first; the last one is its origin."""
    found = [*_in_sentence(draft, documents), *_telling(draft, documents), *_speaking(draft, documents, speaker)]
    if outer is not None:
        found.extend(outer[1].via)
        found.extend(_reporting(outer[0], documents, outer[1].speaker))
    if hearer is not None and _is_outlet(hearer, documents) and all(via.kind != "interview" for via in found):
        found.append(Via(hearer.spans, hearer.actor, "interview"))
    unique = {via.spans: via for via in sorted(found, key=lambda via: (via.kind not in _NEAREST, via.spans))}
    return tuple(unique.values())


def _in_sentence(draft: Draft, documents: Documents) -> Iterator[Via]:
    """Channels named beside the cue: "according to a transcript", "in an interview with", "translated live"."""
    if draft.verb is None:
        return
    for token in draft.verb.sent:
        lemma = token.lemma_.lower()
        if lemma == "translate" and any(c.lower_ == "live" for c in token.children):
            if not _inside(token, draft):
                yield Via((span_of(token.doc[token.i : token.i + 2]),), None, "broadcast")
            continue
        kind = documents.cues.channels.get(lemma)
        if kind is None and lemma in documents.cues.documents and documents.joint(token):
            kind = "joint statement"
        if kind is None or not _leads(token) or _inside(token, draft):
            continue
        yield Via(phrase_spans(token), _keeper(token, documents), typed("ViaKind", kind))


def _telling(draft: Draft, documents: Documents) -> Iterator[Via]:
    """The paper or medium that tells a quotation on: `"...," A said, the readout said`."""
    if draft.rule != TOLD_ON or draft.verb is None:
        return
    for token in draft.verb.sent:
        if token.dep_ == "nsubj" and draft.verb.i < token.i < token.head.i:
            party = documents.cast.party(token)
            outlet = party is not None and _is_outlet(party, documents)
            kind = "media" if outlet else documents.cues.channels.get(token.lemma_.lower())
            if kind is not None:
                actor = party.actor if party is not None else None
                yield Via(phrase_spans(token), actor, typed("ViaKind", kind))


def _speaking(draft: Draft, documents: Documents, speaker: Party | None) -> Iterator[Via]:
    """The paper that speaks, if it is a readout, a transcript or a joint statement."""
    token = draft.speaker
    if token is None or speaker is None or token.pos_ != "NOUN":
        return
    kind = documents.cues.channels.get(token.lemma_)
    if kind in {"transcript", "readout"}:
        yield Via(speaker.spans, speaker.actor, typed("ViaKind", kind))
    elif token.lemma_ in documents.cues.documents and documents.joint(token):
        yield Via(speaker.spans, speaker.actor, "joint statement")


def _leads(token: Token) -> bool:
    head = token.head
    return token.dep_ == "pobj" and head.lower_ in _LEADS and token.pos_ in {"NOUN", "PROPN"}


def _inside(token: Token, draft: Draft) -> bool:
    return any(overlaps(span_of(token), span) for span in draft.content)


def _keeper(token: Token, documents: Documents) -> str | None:
    """The actor who keeps the channel: "a transcript posted by the Kremlin", "a Kremlin video", "state television"."""
    for candidate in _owners(token):
        party = documents.cast.party(candidate)
        if party is not None and party.actor is not None:
            return party.actor
    party = documents.cast.party(token)
    return party.actor if party is not None else None


def _owners(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {"poss", "compound", "amod", "nmod"}:
            yield child
        elif child.dep_ == "prep" and child.lower_ in _KEEPERS:
            yield from (c for c in child.children if c.dep_ == "pobj")
    for inner in token.subtree:
        if inner.dep_ == "acl" and inner.tag_ == "VBN":
            yield from (c for by in inner.children if by.lower_ == "by" for c in by.children if c.dep_ == "pobj")


def _reporting(outer: Draft, documents: Documents, speaker: Party | None) -> Iterator[Via]:
    """The medium that reports a statement of somebody else."""
    if speaker is None:
        return
    kind = documents.cues.channels.get(outer.speaker.lemma_.lower()) if outer.speaker is not None else None
    if _is_outlet(speaker, documents):
        kind = "media"
    if kind is not None:
        yield Via(speaker.spans, speaker.actor, typed("ViaKind", kind))


def _is_outlet(party: Party, documents: Documents) -> bool:
    actor = documents.cast.actor(party.actor) if party.actor else None
    return actor is not None and actor.kind == "outlet"
