"""Which act a noun names, alone, with its compound, or with what it is done to."""

from __future__ import annotations

from spacy.tokens import Token

from communique.event import lexicon as lexicons
from communique.event.lexicon import Entry, Lexicon
from communique.event.tables import participants


def named_act(noun: Token, lexicon: Lexicon) -> Entry | None:
    """The act that a noun names, alone or with what it is done to: "the arrest", "the suspension of aid"."""
    named = names_of(noun)
    entry = next((lexicon.acts[name] for _, name in named if name in lexicon.acts), None)
    return entry or next((act for _, name in named if (act := made_from_verb(noun, name, lexicon)) is not None), None)


def names_of(noun: Token) -> list[tuple[Token, str]]:
    """A noun with its names in the lexicon: with its compound, alone, then what it counts ("a round of talks", "400 of ...")."""
    lemma = whole_lemma(noun)
    named = [(noun, f"{child.lemma_.lower()}_{lemma}") for child in noun.lefts if child.dep_ in {"compound", "amod"}]
    named.append((noun, lemma))
    if noun.pos_ == "PROPN":
        titles = (child.lemma_.lower() for child in noun.lefts if child.dep_ == "compound")
        named += [(noun, title) for title in titles if title in participants("accredited")]
    if lemma in lexicons.load().measures or noun.like_num:
        named += [(noun, child.lemma_.lower()) for child in noun.lefts if child.dep_ == "compound"]
        for child in noun.rights:
            if child.lower_ in {"of", "in"} and child.dep_ == "prep":
                named += [(n, n.lemma_.lower()) for t in child.children if t.dep_ == "pobj" for n in (t, *t.conjuncts)]
    return named


def made_from_verb(noun: Token, called: str, lexicon: Lexicon) -> Entry | None:
    """The act of a noun made from a verb with its object: "a suspension of aid"."""
    verb = lexicon.nominals.get(called)
    if verb is None:
        return None
    for child in noun.children:
        inner = (
            [t for t in child.children if t.dep_ == "pobj"]
            if child.lower_ == "of"
            else [child]
            if child.dep_ == "compound"
            else []
        )
        for _, name in (named for token in inner for named in names_of(token)):
            if (verb, name) in lexicon.objects:
                return lexicon.objects[verb, name]
    return None


def whole_lemma(token: Token) -> str:
    """The lemma, with a prefix that the tokeniser cut off: `cooperation` for "co-operation"."""
    lemma = token.lemma_.lower()
    if token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "co":
        return "co" + lemma
    return lemma
