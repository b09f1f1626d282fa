"""Finding the actors of one report.

1 names        tables and parse united, labels voted on, full names and their parts joined
2 places       capitals that act become their states
3 bodies       "Foreign Ministry" gets its state
4 titles       before names, in apposition, in statements of identity
5 left to right  titles and nouns that point back, plurals, groups, sources, pronouns
"""

from __future__ import annotations

from spacy.tokens import Token

from communique.actor import pronouns
from communique.actor.bodies import compose_named
from communique.actor.cast import Cast
from communique.actor.clause import speaks
from communique.actor.close import close
from communique.actor.described import called_before
from communique.actor.names import find_names
from communique.actor.offices import known_holders
from communique.actor.places import settle_places
from communique.actor.resolve import Resolver
from communique.actor.scene import Scene
from communique.actor.titles import Phrase, noun_of, read_phrase, tie_phrase
from communique.parse import Parse, span_of
from communique.resources.gazetteer import Gazetteer


def find_actors(parse: Parse, gazetteer: Gazetteer) -> Cast:
    """Everybody that the report mentions, as far as that needs no date."""
    scene = Scene(parse, gazetteer)
    find_names(scene)
    settle_places(scene)
    compose_named(scene)
    phrases, loose, tokens, speakers = _candidates(scene)
    open_phrases = [phrase for phrase in phrases if tie_phrase(phrase, scene) is None]
    unsure = [phrase for phrase in loose if tie_phrase(phrase, scene) is None and phrase.head.dep_ == "attr"]
    known_holders(scene)
    open_phrases += called_before(scene, phrases, loose)
    Resolver(scene, speakers).run(open_phrases, unsure, tokens)
    return close(scene)


def _candidates(scene: Scene) -> tuple[list[Phrase], list[Phrase], list[Token], dict[int, Token]]:
    """One pass over the tokens.

    Gives the phrases headed by nouns for actors, those headed by other nouns beside a name, the pronouns, and who
    speaks which quotation.
    """
    words = scene.words
    nouns = (
        words.person_gender.keys()
        | words.body_kind.keys()
        | words.composed
        | words.staffs
        | words.groups
        | words.plural_kind.keys()
    )
    phrases: list[Phrase] = []
    loose: list[Phrase] = []
    tokens: list[Token] = []
    said: dict[int, Token] = {}
    for number, doc in scene.docs():
        for token in doc:
            pos = token.pos_
            if pos in {"PRON", "DET"} and token.lower_ in pronouns.ALL and not pronouns.of_style(token):
                tokens.append(token)
            elif pos in {"NOUN", "PROPN"} and _parted(token):
                continue
            elif pos in {"NOUN", "PROPN"} and noun_of(token, scene) in nouns and scene.over(token) is None:
                phrases.append(read_phrase(token, scene, number=number))
            elif pos == "NOUN" and _beside(token, scene):
                loose.append(read_phrase(token, scene, number=number))
            elif pos == "NUM" and _bare_two(token):
                tokens.append(token)
            if speaks(token):
                start = span_of(token)[0]
                if scene.quotation(start) < 0:
                    said.setdefault(scene.sentence_index(start), token)
    return phrases, loose, tokens, _speakers(scene, said)


def _parted(token: Token) -> bool:
    """Whether the token only ends a word with hyphens: "chief" of "editor-in-chief", whom "editor" names."""
    doc, at = token.doc, token.i
    return at > 2 and doc[at - 1].text == doc[at - 3].text == "-" and doc[at - 2].lower_ in {"in", "at"}


def _bare_two(token: Token) -> bool:
    """Whether the token is "two" in "the two" without a noun."""
    alone = token.lower_ == "two" and token.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj"}
    return alone and token.i > 0 and token.nbor(-1).lower_ == "the"


def _beside(token: Token, scene: Scene) -> bool:
    """Whether a noun of no list stands where it describes somebody.

    That is before a name, in apposition, or as what somebody is said to be.
    """
    if token.tag_ != "NN" or token.ent_type_ in {"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"}:
        return False
    if token.dep_ in {"compound", "nmod"}:
        name = scene.over(token.nbor()) if token.i + 1 < len(token.doc) else None
        return name is not None and name.entity is not None and name.entity.kind == "person" and name.head == token.head
    if token.dep_ == "appos":
        return scene.over(token.head) is not None
    return token.dep_ == "attr" and any(child.dep_ == "det" for child in token.lefts)


def _speakers(scene: Scene, said: dict[int, Token]) -> dict[int, Token]:
    """Quotation number -> the subject that speaks it, found in the sentences that it runs over."""
    found: dict[int, Token] = {}
    for number, span in enumerate(scene.speeches):
        first, last = scene.sentence_index(span[0]), scene.sentence_index(span[1] - 1)
        token = next((said[i] for i in range(first, last + 1) if i in said), None)
        if token is not None:
            found[number] = token
    return found
