"""The command line on a small record: every command, its exit code, its formats, and what hostile text does to it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from communique.cli import group, main
from communique.resources.contract import tables
from communique.store import Store

TESTS = Path(__file__).resolve().parents[1]
REPORTS = TESTS / "small" / "reports"
ACTORS = str(TESTS / "small" / "actors.yaml")
LISTS = ("stories", "disagreements", "reports", "statements", "utterances", "refrains", "figures", "comparisons", "events",
         "pledges", "copies", "times", "actors")  # fmt: skip
QUICK = ("--no-encoder", "--actors", ACTORS)


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def rows(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command in a folder of its own: `run("stories", stdin=b"...")`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_RECORD", raising=False)

    def call(*arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "argv", ["communique", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        return Result(int(ended.value.code or 0), told.out, told.err)

    return call


@pytest.fixture
def copy(small: Path, run: Run, tmp_path: Path) -> Path:
    """A copy of the small record under the default name, in the folder where commands run."""
    return Path(shutil.copy(small, tmp_path / "communique.db"))


# help, version, usage


def commands() -> list[list[str]]:
    found = [[name] for name in sorted(group.commands)]
    found += [
        [name, inner] for name, c in sorted(group.commands.items()) for inner in sorted(getattr(c, "commands", {}))
    ]
    return [[], *found]


def test_the_commands_are_those_that_were_promised() -> None:
    promised = "read stories statements figures events pledges relation actors show why diff search status verify quarantine remove reread relink export doctor demo timeline dossier"
    assert set(promised.split()) <= set(group.commands)


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_help(run: Run, command: list[str]) -> None:
    for flag in ("--help", "-h"):
        result = run(*command, flag)
        assert (result.code, result.err) == (0, "")
        assert result.out.startswith(f"Usage: {' '.join(['communique', *command])}")


def test_version(run: Run) -> None:
    assert run("--version").out.startswith("communique, version ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["dance"], "No such command"),
        (["stories", "--colour"], "No such option"),
        (["stories", "--format", "xml"], "xml"),
        (["stories", "--limit", "-1"], "-1"),
        (["show"], "Missing argument"),
        (["read"], "Missing argument"),
        (["read", "nowhere.txt"], "nowhere.txt"),
        (["relink"], "relink --all"),
        (["export", "word", "out"], "word"),
        (["read", ".", "--workers", "0"], "workers"),
        (["read", ".", "--actors", "nowhere.yaml"], "nowhere.yaml"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_wrong_usage_ends_with_2_and_says_what_is_wrong(run: Run, arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert result.out == ""
    assert says in result.err
    assert "Traceback" not in result.err


# where the record is


def test_without_a_record_it_says_how_to_name_one(run: Run) -> None:
    result = run("stories")
    assert result.code == 2
    assert result.err == "communique: no record named: give --record FILE or set COMMUNIQUE_RECORD\n"


def test_a_record_that_is_missing_is_not_made_by_asking(run: Run, tmp_path: Path) -> None:
    for command in (["stories"], ["verify"], ["reread"], ["relink", "--all"], ["remove", "x"]):
        result = run(*command, "--record", "no.db")
        assert result.code == 2, command
        assert "communique read INPUT --record no.db" in result.err
    assert list(tmp_path.iterdir()) == []


def test_the_record_by_option_environment_default_and_as_the_only_one(
    run: Run, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("status", "--record", str(small)).code == 0
    monkeypatch.setenv("COMMUNIQUE_RECORD", str(small))
    assert run("status").code == 0
    monkeypatch.delenv("COMMUNIQUE_RECORD")
    shutil.copy(small, tmp_path / "mine.db")
    only = run("status")
    assert (only.code, only.err) == (0, "record: mine.db\n")
    shutil.copy(small, tmp_path / "other.db")
    two = run("status")
    assert two.code == 2
    assert "here are mine.db, other.db" in two.err
    shutil.copy(small, tmp_path / "communique.db")
    default = run("status")
    assert (default.code, default.err) == (0, "")


def test_what_is_no_record_says_so(run: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear all, this is a letter. " * 60)
    result = run("stories", "--record", "letter.db")
    assert result.code == 2
    assert "letter.db cannot be opened as a record" in result.err


@pytest.mark.parametrize("command", ["stories", "verify", "search herring", "export jsonl out", "relink --all"])
def test_a_damaged_record_is_told_without_a_traceback(run: Run, copy: Path, command: str) -> None:
    whole = copy.read_bytes()
    for damaged in (whole[: len(whole) // 3], whole[:8192] + b"\xff" * (len(whole) - 12288) + whole[-4096:]):
        copy.write_bytes(damaged)
        result = run(*command.split())
        assert result.code in {1, 2}
        assert "Traceback" not in result.err + result.out


def test_a_later_record_says_to_upgrade(run: Run, copy: Path) -> None:
    with Store.open(copy) as store:
        store.query("PRAGMA user_version = 99")
    assert "upgrade communique" in run("stories").err


# listings


@pytest.mark.parametrize("noun", LISTS)
def test_every_noun_in_every_format(run: Run, copy: Path, noun: str) -> None:
    formed = {form: run(noun, "--format", form) for form in ("table", "json", "jsonl", "csv")}
    codes = {result.code for result in formed.values()}
    assert len(codes) == 1
    rows = formed["json"].rows
    assert codes == {0 if rows else 1}
    assert [json.loads(line) for line in formed["jsonl"].out.splitlines()] == rows
    in_csv = list(csv.DictReader(io.StringIO(formed["csv"].out)))
    assert len(in_csv) == len(rows)
    head = formed["csv"].out.splitlines()[0].split(",")
    assert [column.name for column in tables()[noun].columns] == head[: len(tables()[noun].columns)]
    if rows:
        assert list(in_csv[0]) == list(rows[0]) == head
        assert formed["table"].out.strip()
    else:
        assert (formed["table"].out, formed["table"].err) == ("", "nothing found\n")


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_output_to_a_file_is_what_goes_to_stdout(run: Run, copy: Path, tmp_path: Path, form: str) -> None:
    shown = run("events", "--format", form)
    kept = run("events", "--format", form, "-o", "out.txt")
    assert kept.out == ""
    assert (tmp_path / "out.txt").read_text("utf-8") == shown.out


def test_output_that_cannot_be_written(run: Run, copy: Path) -> None:
    for form in ("json", "table"):
        result = run("events", "--format", form, "-o", "no/such/folder/out.json")
        assert result.code == 2
        assert result.err.startswith("communique: no/such/folder/out.json cannot be written")


@pytest.mark.parametrize(
    "command",
    ["statements --speaker Arden", "statements --altered", "events --actor XMO --with XTE", "pledges --open --as-of 2021-05-03",
     "figures --conflict", "stories --conflict", "events --until 2021-05-31 --type consult", "statements --outlet 'The Heron'",
     "events --type consult", "statements --min-score 0.1", "relation XMO XTE", "relation Morvia 'Jon Hale'", "search herring",
     "search herring quotas --limit 1", "actors --type state", "timeline", "timeline --actor Arden"],
)  # fmt: skip
def test_questions_with_answers(run: Run, copy: Path, command: str) -> None:
    import shlex

    result = run(*shlex.split(command))
    assert (result.code, result.err) == (0, "")
    assert len(result.out) > 40


def test_what_a_window_leaves_out_for_want_of_a_date_is_told(run: Run, copy: Path) -> None:
    assert run("events", "--since", "2021-05", "--until", "2021-05-31").err == "left out: 1 undated\n"


@pytest.mark.parametrize(
    "command",
    [
        "events --since 2050",
        "statements --speaker Hale --type wish",
        "search lighthouse",
        "refrains",
        "timeline --since 2050",
    ],
)
def test_questions_without_an_answer_end_with_1(run: Run, copy: Path, command: str) -> None:
    result = run(*command.split())
    assert result.code == 1


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ("events --actor Atlantis", "no actor 'Atlantis'"),
        ("reports --outlet Heronn", "no outlet 'Heronn' in the record; close: The Heron"),
        ("figures --type Herring", "'Herring' is no type of figures"),
        ("actors --type fish", "'fish' is no type of actors"),
        ("events --since soon", "write 2025, 2025-01 or 2025-01-21"),
        ("pledges --as-of soon", "is no date"),
        ("show nothing", "'nothing'"),
        ("show 9f", "at least 4 characters"),
        ("stories --story nowhere", "'nowhere'"),
        ("dossier -o page.html --story nowhere", "'nowhere'"),
        ("why nothing", "'nothing'"),
        ("diff nothing nothing", "'nothing'"),
        ("remove nothing", "`communique reports`"),
        ("relation Atlantis XMO", "no actor 'Atlantis'"),
    ],
)
def test_questions_that_cannot_be_ended_with_2(run: Run, copy: Path, command: str, says: str) -> None:
    result = run(*command.split())
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("communique: ")
    assert says in result.err
    assert result.err.count("\n") == 1


def test_the_relation_prints_its_formula_and_its_events(run: Run, copy: Path) -> None:
    out = run("relation", "XMO", "XTE").out
    assert "net = cooperation - conflict" in out
    assert "sums of PLOVER intensities" in " ".join(out.split())
    assert "CONSULT" in out
    assert "2021-05" in out
    assert run("relation", "XMO", "XTE", "--format", "json").rows[0]["period"] == "2021-05"


def test_relations_without_the_other_side_are_listed_by_pair(run: Run, copy: Path) -> None:
    assert "Morvia – Telland" in run("relation", "XMO").out
    assert run("relations").out == run("relation").out
    assert run("relations", "--format", "csv").out.startswith("a,b,first,last,")
    refused = run("relation", "XMO", "--by", "quarter")
    assert (refused.code, "relation A B --by quarter" in refused.err) == (2, True)


def test_why_no_clutter_was_learned(run: Run, copy: Path) -> None:
    learned = run("clutter", "learn", str(copy))
    assert learned.code == 1
    assert learned.err.startswith("0 lines of 0 sites; ")
    assert "different texts in the record: read more of them" in learned.err


# one row


def test_show_why_and_diff(run: Run, copy: Path) -> None:
    [utterance] = [row for row in run("utterances", "--altered", "--format", "json").rows][:1]
    one, other = utterance["statements"][:2]
    shown = run("show", one)
    assert shown.code == 0
    assert "»" in shown.out
    assert "herring" in shown.out
    assert shown.out.index("»") < shown.out.index("  speaker: “"), "words first"
    assert re.search(r"  speaker: “\w+” \d+-\d+, actor ", shown.out), "the words, and no span told twice"
    assert run("show", one, "--format", "json").rows["id"] == one
    explained = run("why", utterance["id"])
    assert explained.code == 0
    linked = re.findall(r"^  (\w+) ~ (\w+)  0\.\d+ ", explained.out, re.MULTILINE)
    assert {id_ for pair in linked for id_ in pair} == set(utterance["statements"])
    differing = run("diff", one, other)
    assert differing.code == 0
    assert "[-" in differing.out
    assert "{+" in differing.out
    assert re.match(r"A: .+, \S+\nB: .+, \S+\n", differing.out)
    assert run("diff", one, one).code == 1


def test_show_takes_a_ref_and_every_kind_of_id(run: Run, copy: Path) -> None:
    assert run("show", "coast-wire").code == 0
    for noun in ("stories", "figures", "events", "pledges", "comparisons", "times", "actors"):
        id_ = run(noun, "--format", "json").rows[0]["id"]
        shown = run("show", id_).out
        assert shown.startswith(f"{noun} {id_}")
        assert not re.search(r"[{\[][\"{]", shown)
        assert run("why", id_).code == 0


# keeping


def test_status_verify_quarantine(run: Run, copy: Path) -> None:
    status = run("status")
    assert status.code == 0
    assert re.search(r"^reports +6$", status.out, re.MULTILINE)
    assert re.search(r"^quarantined +2$", status.out, re.MULTILINE)
    verified = run("verify")
    assert (verified.code, verified.out) == (0, "")
    assert "hold" in verified.err
    listed = run("quarantine", "--format", "json")
    assert [row["locator"] for row in listed.rows] == ["empty", "rows:4"]
    assert "the file is empty" in run("quarantine").out


def test_verify_ends_with_1_where_something_does_not_hold(run: Run, copy: Path) -> None:
    with Store.open(copy) as store:
        store.query("UPDATE reports SET text = replace(text, 'herring', 'gherkin') WHERE ref = 'gull'")
    result = run("verify")
    assert result.code == 1
    assert "does not have its hash" in result.out


def test_export(run: Run, copy: Path, tmp_path: Path) -> None:
    result = run("export", "jsonl", "out")
    assert (result.code, result.out) == (0, "")
    assert "reports.jsonl: 6" in result.err
    assert len(list((tmp_path / "out").iterdir())) == len(tables())


def test_export_to_what_is_a_file(run: Run, copy: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    result = run("export", "jsonl", "out")
    assert result.code == 2
    assert "name a folder" in result.err
    assert (tmp_path / "out").read_text() == "mine"


def test_doctor(run: Run) -> None:
    result = run("doctor")
    assert result.code == 0
    assert "FAIL" not in result.out
    assert "FTS5" in result.out
    missing = run("doctor", "--pipeline", "no_such_pipeline")
    assert missing.code == 1
    assert "FAIL pipeline" in missing.out


# reading


def test_read_remove_reread_relink(run: Run, tmp_path: Path) -> None:
    first = run("read", str(REPORTS / "coast-wire.txt"), str(REPORTS / "gull.txt"), *QUICK)
    assert (first.code, first.out) == (0, "")
    assert first.err == "2 read\n"
    again = run("read", str(REPORTS / "coast-wire.txt"), *QUICK)
    assert again.err == "0 read, 1 known already\n"
    stories = run("stories", "--format", "json").rows
    assert run("relink", "--all").code == 0
    assert run("reread", *QUICK).err == "2 reread\n"
    assert run("reread", "--stale", *QUICK).err == "0 reread\n"
    assert run("stories", "--format", "json").rows == stories
    assert run("remove", "gull").err == "1 removed\n"
    assert [row["ref"] for row in run("reports", "--format", "json").rows] == ["coast-wire"]


def test_standard_input(run: Run) -> None:
    text = b"Mira Arden met Jon Hale in Lorn on 3 May 2021.\n"
    assert run("read", "-", *QUICK, stdin=text).err == "1 read\n"
    assert run("reports", "--format", "json").rows[0]["ref"] == "stdin"
    rows = b'{"id": "one", "text": "Telland banned barley."}\n{"id": "two"}\n'
    result = run("read", "-", *QUICK, stdin=rows)
    assert result.err == "1 read, 1 refused (see `communique quarantine`)\n"
    assert result.code == 0
    text = "Die Fischer der Meerenge haben am Montag beschlossen, ihre Boote nicht mehr auszufahren, weil der Hafen gesperrt ist."
    assert run("read", "-", *QUICK, stdin=text.encode()).err == "1 read, 1 of them in a language that is not analysed\n"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("nulls.txt", b"The ships\x00 sailed.", "null bytes"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "binary"),
        ("page.html", b"<html><body><p></p></body></html>", "no article"),
        ("rows.jsonl", b'{"text": "half\n', "not JSON"),
        ("half.jsonl", b'{"text": "A half \\ud800 character sailed."}\n', "half a character"),
        ("number.jsonl", b'{"text": 5}\n', "no text"),
        ("pipe.txt", None, "not a regular file"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason_and_the_run_goes_on(
    run: Run, tmp_path: Path, name: str, content: bytes | None, reason: str
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("Telland banned barley on Monday.")
    if content is None:
        os.mkfifo(folder / name)
    else:
        (folder / name).write_bytes(content)
    result = run("read", "in", *QUICK)
    assert result.code == 0
    assert result.err == "1 read, 1 refused (see `communique quarantine`)\n"
    [row] = run("quarantine", "--format", "json").rows
    assert reason in row["reason"]
    assert "\n" not in row["reason"]


def test_what_was_read_otherwise_than_given_is_a_problem_of_its_report(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "old.txt").write_bytes("“Not yet,” said José Müller.".encode("cp1252"))
    (folder / "rows.jsonl").write_text('{"id": "late", "text": "Telland banned barley.", "published": "tomorrow"}\n')
    (folder / "good.txt").write_text("Telland banned barley on Monday.")
    assert run("read", "in", *QUICK).err == "3 read (2 with problems, see `communique reports --format json`)\n"
    told = {
        "good": [],
        "late": ["read: published 'tomorrow' is no date"],
        "old": ["read: no UTF-8, decoded as windows-1252"],
    }
    for again in (False, True):
        if again:
            run("reread", *QUICK)
        assert {row["ref"]: row["problems"] for row in run("reports", "--format", "json").rows} == told


def test_strict_reading_ends_with_1_where_anything_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text("Telland banned barley on Monday.")
    assert run("read", "--strict", "good.txt", *QUICK).code == 0
    assert run("read", "--strict", "good.txt", "empty.txt", *QUICK).code == 1


def test_nothing_that_can_be_read_ends_with_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert run("read", "empty.txt", *QUICK).code == 1


def test_what_was_refused_and_is_mended_leaves_quarantine(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    run("read", "a.txt", *QUICK)
    assert run("quarantine").code == 0
    (tmp_path / "a.txt").write_text("Telland banned barley on Monday.")
    run("read", "a.txt", *QUICK)
    assert run("quarantine").code == 1


@pytest.mark.parametrize("content", [b"- name: Morvia\n  kynd: state\n", b"\xff\xfe\xfa", b"{", b"name: x"])
def test_actors_that_cannot_be_read_say_why(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mine.yaml").write_bytes(content)
    for command in (
        ["read", str(REPORTS / "gull.txt"), "--no-encoder", "--actors", "mine.yaml"],
        ["actors", "check", "mine.yaml"],
    ):
        result = run(*command)
        assert result.code == 2, command
        assert "mine.yaml" in result.err
        assert "Traceback" not in result.err


def test_own_actors_are_checked_and_kept(run: Run) -> None:
    assert run("actors", "check", ACTORS).err.endswith("4 actors, all in order\n")
    assert run("actors", "add", ACTORS).code == 0
    run("read", str(REPORTS / "gull.txt"), "--no-encoder")
    assert run("events", "--actor", "Mira Arden").code == 0


# other people's text


def raw(text: str) -> list[str]:
    """Control and direction characters in an output, line ends aside."""
    marks = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    return [c for c in text if (unicodedata.category(c) == "Cc" and c != "\n") or c in marks]


def test_hostile_text_is_inert_everywhere(run: Run, copy: Path) -> None:
    with Store.open(copy, readonly=True) as store:
        assert any(raw(row["text"]) for row in store.rows("reports")), "else this tries nothing"
        [report] = store.rows("reports", "text LIKE '%' || char(27) || '%'")
    commands = [[noun, "--format", form] for noun in LISTS for form in ("table", "json", "jsonl", "csv")]
    commands += [
        ["timeline"],
        ["search", "harbour"],
        ["search", "harbour", "--format", "csv"],
        ["relation", "XMO", "XTE"],
        ["quarantine"],
    ]
    commands += [[verb, id_] for verb in ("show", "why") for id_ in ("bay-post-1", report["id"])]
    commands += [["show", report["id"], "--format", "json"], ["diff", report["id"], "bay-post-1"]]
    for command in commands:
        result = run(*command)
        assert result.code in {0, 1}, command
        assert raw(result.out + result.err) == [], command


def test_the_dossier_is_one_inert_file(run: Run, copy: Path, tmp_path: Path) -> None:
    result = run("dossier", "-o", "page.html", "--actor", "Arden", "--since", "2021", "--as-of", "2021-12-31")
    assert (result.code, result.out) == (0, "")
    assert re.fullmatch(r"page.html: \d+ stories, \d+ reports\n", result.err)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert raw(page) == []
    assert "<script" not in page.casefold()
    assert "Shown: stories with actor Arden, since 2021." in page
    assert run("dossier", "-o", "page.html", "--since", "2050").code == 1
    assert run("dossier", "-o", "no/such/page.html").code == 2
    assert run("dossier").code == 2


def test_a_hostile_ref_and_file_name_are_inert(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    name = "\x1b[31m\u202egull"
    (folder / f"{name}.txt").write_text("Mira Arden banned barley of Telland on 3 May 2021.")
    (folder / f"{name} empty.txt").write_text("")
    results = [run("read", "in", *QUICK), run("reports"), run("events"), run("show", name), run("why", name), run("quarantine"), run("timeline"),
               run("remove", f"{name}x"), run("events", "--actor", name), run("read", name)]  # fmt: skip
    for result in results:
        assert raw(result.out + result.err) == [], result


def test_csv_holds_no_formula(run: Run, copy: Path) -> None:
    cells = [cell for row in csv.reader(io.StringIO(run("reports", "--format", "csv").out)) for cell in row]
    assert any(cell.startswith("'=HYPERLINK(") for cell in cells)
    assert not any(re.match(r"\s*[=+@]|\s*-(?!\d)", cell) for cell in cells)


# as a process of its own


def process(
    *arguments: str, cwd: Path, env: dict[str, str] | None = None, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "communique", *arguments]
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **(env or {})}, input=stdin, capture_output=True, timeout=300, check=False
    )


def test_no_color_and_no_progress_in_a_pipe(copy: Path) -> None:
    for env in ({"NO_COLOR": "1"}, {"TERM": "xterm-256color"}):
        done = process("stories", cwd=copy.parent, env=env)
        assert done.returncode == 0
        assert b"\x1b" not in done.stdout + done.stderr


def test_no_color_is_honoured_on_a_terminal(copy: Path) -> None:
    import pty

    def shown(env: dict[str, str]) -> bytes:
        leader, follower = pty.openpty()
        started = subprocess.Popen(
            [sys.executable, "-m", "communique", "stories"], cwd=copy.parent, stdout=follower, stderr=subprocess.DEVNULL,
            env={**{k: v for k, v in os.environ.items() if k != "NO_COLOR"}, "TERM": "xterm-256color", **env},
        )  # fmt: skip
        os.close(follower)
        read = b""
        try:
            while part := os.read(leader, 65536):
                read += part
        except OSError:  # how Linux tells that the other end is closed
            pass
        finally:
            os.close(leader)
        assert started.wait(timeout=120) == 0
        return read

    assert b"\x1b[1m" in shown({})
    assert not re.search(rb"\x1b\[[0-9;]*3[0-9]m", shown({"NO_COLOR": "1"}))


def test_a_terminal_of_another_encoding_does_not_stop_it(copy: Path) -> None:
    done = process("statements", cwd=copy.parent, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C"})
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_a_reader_that_goes_away_is_no_error(copy: Path) -> None:
    script = f"{sys.executable} -m communique statements --format json | head -c 10"
    done = subprocess.run(["sh", "-c", script], cwd=copy.parent, capture_output=True, timeout=120, check=False)
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr
    assert len(done.stdout) == 10
