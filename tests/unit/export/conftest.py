"""A record of hostile reports, and exports of it and of the small record, made once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from communique.export.written import Written
from communique.record import open_record

ACTORS = Path(__file__).resolve().parents[2] / "small" / "actors.yaml"
LONG = "herring" * 1_430
"""A word of some 10,000 characters."""
ROWS = [
    {"id": "=cmd|'/c calc'!A1", "outlet": "@SUM(1+1)\u202e", "published": "2021-05-03", "url": "javascript:alert(1)",
     "title": "<script>alert(1)</script> Arden & Hale",
     "text": "Mira Arden met Jon Hale in Lorn on 3 May 2021. \u202eThe ministers\u202c <b onload=x>laughed</b>.\n\n"
             f"=1+1 said nothing. Arden promised Hale to open the {LONG} harbour by 1 June 2021.\x1b]0;owned\x07\n\n"
             '“]]> <!-- &lt; it, is; a\\ "quota"\tand so on,” Arden told Hale.'},
    {"id": "\u2066\x1b[31mref\n", "outlet": "Bay\r\nPost", "published": "2021-05-04", "url": 'https://bay.example/a b"<',
     "title": "+Hale\x07 'seizes' -boats", "text": "Telland seized two trawlers of Morvia on 4 May 2021, Jon Hale told Mira Arden.\n"
     "He vowed to hold talks in Lorn\nby 9 June 2021."},
]  # fmt: skip


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of reports that try to do harm."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    with open_record(folder / "r.db", actors=ACTORS, encoder=False) as record:
        assert record.read(folder / "rows.jsonl").read == len(ROWS)
    return folder / "r.db"


@pytest.fixture(scope="session")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], tuple[Path, Written]]:
    """The folder of an export of a record, and its account; each made once."""
    made: dict[tuple[Path, str], tuple[Path, Written]] = {}

    def make(path: Path, form: str) -> tuple[Path, Written]:
        if (path, form) not in made:
            target = tmp_path_factory.mktemp(form)
            with open_record(path, readonly=True) as record:
                made[path, form] = target, record.export(form, target, as_of="2021-06-15")
        return made[path, form]

    return make


@pytest.fixture(params=["small", "hostile"])
def record_path(request: pytest.FixtureRequest) -> Path:
    """Each record in turn."""
    path: Path = request.getfixturevalue(request.param)
    return path
