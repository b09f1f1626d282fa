"""The dossier as one HTML page that loads nothing and runs nothing."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique.export.dossier.gather import summary
from communique.export.dossier.passage import cited
from communique.export.dossier.views import Page, Question, Told
from communique.export.dossier.wordings import CHANGES
from communique.export.phrases import counted, signed
from communique.export.safe import terminal
from communique.model.pledge import STATUS_WORDS
from communique.relation import FORMULA

STATUSES = ("reported done", "reported dropped", "contested", "overdue", "due", "open")
SIGNS = {
    "conflict": "≠", "superseded": "→", "cannot tell": "?", "agree": "=",
    "reported done": "✓", "reported dropped": "✕", "contested": "≠", "overdue": "!", "due": "●", "open": "○",
}  # fmt: skip
"""One sign for each verdict and status, so that colour is never the only one."""

_VERDICTS = {"conflict": "differ on", "superseded": "corrected", "cannot tell": "cannot tell"}
_COMPARED = {"conflict": "differ", "superseded": "corrected", "cannot tell": "cannot tell", "agree": "agree"}
_SHORT = 28
"""Code points of an answer that the timeline repeats; longer ones are named by their question alone."""


def render(page: Page) -> str:
    """The page as HTML. Report text is escaped, and its control and direction characters are shown as codes."""
    style = files("communique.export.dossier").joinpath("templates/dossier.css").read_text(encoding="utf-8")
    template = _environment().get_template("page.html.j2")
    return template.render(
        page=page,
        style=Markup(style),  # noqa: S704 - a file of ours
        style_hash=f"sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}",
        summary=summary(page),
        formula=FORMULA,
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("communique.export.dossier"),
        autoescape=True,
        finalize=_inert,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.globals.update(
        counted=counted, changes=CHANGES, signs=SIGNS, verdicts=_VERDICTS, compared=_COMPARED, statuses=STATUSES,
        status_words=STATUS_WORDS, gist=gist, kept=kept, cited=cited, signed=signed,
    )  # fmt: skip
    return environment


def _inert(value: Any) -> Any:
    """What every `{{ }}` goes through before it is escaped: no control or direction character passes."""
    return terminal(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def gist(story: Told) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a story's reports do not answer alike, by verdict: each question with its answers where they are short."""
    named: dict[str, dict[str, list[Question]]] = {}
    for question in story.differ:
        named.setdefault(question.verdict, {}).setdefault(question.name, []).append(question)
    return [
        (
            verdict,
            [(name + (f" ×{len(asked)}" if len(asked) > 1 else ""), _answers(asked)) for name, asked in found.items()],
        )
        for verdict, found in named.items()
    ]


def _answers(asked: Sequence[Question]) -> str:
    values = [answer.value for question in asked for answer in question.answers]
    return " / ".join(values) if len(asked) == 1 and all(len(value) <= _SHORT for value in values) else ""


def kept(story: Told) -> Iterable[tuple[str, str, int]]:
    """How many pledges stand how and in which words, those with a date or an outcome."""
    counts = Counter((pledge.status, pledge.status_words) for pledge in story.pledges)
    ordered = sorted(counts.items(), key=lambda item: (STATUSES.index(item[0][0]), item[0][1]))
    return [(status, words, count) for (status, words), count in ordered if words != "open"]
