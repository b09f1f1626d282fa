"""The pages for newcomers are true: their commands run on the bundled examples, their Python runs, their links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import click
import pytest

from communique.cli import group, main
from communique.record import open_record

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
GUIDES = [ROOT / "README.md", DOCS / "tutorial.md", *sorted((DOCS / "how-to").glob("*.md"))]
PAGES = [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]
READING = {"read", "reread", "remove", "doctor", "demo", "clutter", "judge"}
"""Commands that read, change the record or learn from many reports: held against the command line only."""
MAY_FIND_NOTHING = {"quarantine"}

_BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    for found in _BLOCK.finditer(page.read_text("utf-8")):
        yield found[1], found[2]


def commands(page: Path) -> Iterator[list[str]]:
    for kind, text in blocks(page):
        if kind == "sh":
            yield from (words for line in text.splitlines() if (words := shlex.split(line, comments=True)))


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled examples, read by rules alone."""
    path = tmp_path_factory.mktemp("examples") / "affair.db"
    with (
        as_file(files("communique.resources").joinpath("examples")) as folder,
        open_record(path, actors=folder / "actors.yaml", encoder=False) as record,
    ):
        record.read(folder / "reports")
        shutil.copy(folder / "actors.yaml", path.parent / "actors.yaml")
    return path


@pytest.fixture
def desk(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A folder as the pages suppose it, and what their placeholders stand for."""
    (tmp_path / "demo").mkdir()
    for name in ("affair.db", "demo/demo.db", "my.db"):
        shutil.copy(examples, tmp_path / name)
    shutil.copy(examples.parent / "actors.yaml", tmp_path / "actors.yaml")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COMMUNIQUE_RECORD", raising=False)
    with open_record(examples, readonly=True) as record:
        [pair] = [pair for line in record.utterances(altered=True) for pair in line["pairs"] if pair["altered"]][:1]
    return {"STATEMENT": pair["a"], "OTHER": pair["b"], "FORMAT": "jsonl", "FOLDER": "out"}


def filled(words: list[str], places: dict[str, str]) -> list[str]:
    ids = iter((places["STATEMENT"], places["OTHER"]))
    return [next(ids) if word == "ID" else places.get(word, word) for word in words]


def parsed(words: list[str]) -> click.Command:
    """The command of a line, its arguments held against what it takes."""
    command: click.Command = group
    context = click.Context(group, **group.context_settings)
    while isinstance(command, click.Group):
        names = [word for word in words if word in command.commands]
        if not names:
            break
        command = command.commands[names[0]]
        rest = words[words.index(names[0]) + 1 :]
        if isinstance(command, click.Group) and any(word in command.commands for word in rest):
            words = rest
            continue
        for param in command.params:  # whether a file exists is not the page's to say
            if isinstance(param.type, click.Path):
                param.type.exists = False
        context = command.make_context(names[0], list(rest), parent=context)
        return context.command
    raise AssertionError(words)


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_every_command_of_a_guide_works(
    page: Path, desk: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = 0
    for words in commands(page):
        if words[0] == "export" and "=" in words[1]:
            monkeypatch.setenv(*words[1].split("=", 1))
        if words[0] != "communique":
            continue
        arguments = filled(words[1:], desk)
        ran += 1
        if arguments[0] in READING:
            parsed(arguments)
            continue
        monkeypatch.setattr(sys, "argv", ["communique", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        told = capsys.readouterr()
        allowed = {0, 1, None} if arguments[0] in MAY_FIND_NOTHING else {0, None}
        assert ended.value.code in allowed, (words, told.err)
    assert ran or not page.read_text("utf-8").count("communique ")


@pytest.mark.parametrize("page", [p for p in GUIDES if "python" in dict(blocks(p))], ids=lambda page: page.stem)
def test_the_python_of_a_guide_runs_and_what_it_prints_is_something(
    page: Path, desk: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    space: dict[str, object] = {}
    for kind, text in blocks(page):
        if kind == "python":
            exec(compile(text, str(page), "exec"), space)
            assert capsys.readouterr().out.strip() or "print(" not in text, text
            continue
        for words in (shlex.split(line, comments=True) for line in text.splitlines()):
            if words[:1] == ["export"]:
                monkeypatch.setenv(*words[1].split("=", 1))
            if words[:2] == ["communique", "export"]:  # what the Python of the page reads
                monkeypatch.setattr(sys, "argv", filled(words, desk))
                with pytest.raises(SystemExit) as ended:
                    main()
                assert not ended.value.code, words


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:|#", link):
            assert (page.parent / link.partition("#")[0]).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_named_in_passing_is_there(page: Path) -> None:
    for name in re.findall(r"`communique ([a-z]+)\b", page.read_text("utf-8")):
        assert name in group.commands, name


def test_every_how_to_is_reachable_from_the_readme() -> None:
    linked: set[Path] = set()
    todo = [ROOT / "README.md"]
    while todo:
        page = todo.pop()
        if page.is_dir():
            todo += page.glob("*.md")
        if page in linked or page.suffix != ".md":
            continue
        linked.add(page)
        links = re.findall(r"\]\(([^)\s#]+)", page.read_text("utf-8"))
        todo += [Path(os.path.normpath(page.parent / link)) for link in links if not re.match(r"[a-z]+:", link)]
    assert set(DOCS.rglob("*.md")) - linked == set()


def test_the_help_lists_every_command_once_with_its_whole_first_sentence() -> None:
    told = group.get_help(click.Context(group, info_name="communique", terminal_width=200, max_content_width=200))
    for name, command in group.commands.items():
        assert len(re.findall(rf"^  {name} +\S", told, re.MULTILINE)) == 1, name
        assert command.get_short_help_str(200).split()[-1] in told
    assert "..." not in told.partition("Read reports")[2]
