"""What a noun inside a phrase is, where it is no party: another name, a town's state, the next clause's subject."""

from __future__ import annotations

from spacy.tokens import Token

from communique.event.clause import listed_subject
from communique.event.tables import participants


def alias(noun: Token) -> bool:
    """Whether a name in line only gives another name: "the so-called Islamic State, or ISIS"."""
    first = noun.left_edge.i
    before = [token.text for token in noun.doc[max(0, first - 3) : first]]
    return noun.dep_ == "conj" and noun.pos_ == "PROPN" and before[-1:] == ["or"] and "," in before[:2]


def begins_clause(noun: Token) -> bool:
    """Whether the parser took the subject of a further clause into a list: "sent troops to the border and Chile closed it"."""
    after = next((token for token in noun.doc[noun.i + 1 : noun.i + 3] if not token.is_space), None)
    return after is not None and listed_subject(after) == [noun]


def placing(token: Token) -> bool:
    """Whether a state only says where a town lies: "met the king in Salvos, Varo"."""
    first = token.left_edge.i
    if first < 2 or token.ent_type_ != "GPE" or token.doc[first - 1].text != ",":
        return False
    town = token.doc[first - 2]
    return town.ent_type_ == "GPE" and town.dep_ == "pobj" and town.head.lower_ in _AT


def of_title(token: Token) -> bool:
    """Whether a people's name only begins a title that the parser cut off: "met with French Adviser Luc Amar"."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    return token.ent_type_ == "NORP" and following is not None and following.pos_ == "PROPN" and token.dep_ == "pobj"


def quality(noun: Token) -> bool:
    """Whether a noun tells what somebody shows or holds, not a body: "the president's leadership"."""
    return noun.lower_ in participants("qualities") and any(child.dep_ == "poss" for child in noun.children)


def means(noun: Token) -> bool:
    """Whether a noun for people names a means here: "by force"."""
    return noun.lower_ == "force" and not any(
        child.dep_ in {"amod", "compound", "poss", "det"} for child in noun.children
    )


_AT = frozenset({"in", "at", "near", "outside"})
