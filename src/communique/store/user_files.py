"""The user's own resource files, kept in the record: what read it once reads it again, on another machine too."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import replace
from pathlib import Path

from communique.config import Settings
from communique.errors import UsageError
from communique.resources import gazetteer
from communique.store.database import Store

NAMES = ("actors", "clutter")
"""Settings that name a file of the user's."""


def remember(store: Store, settings: Settings) -> Settings:
    """Keep the files that the settings name; for those they do not name, the settings with the files kept before.

    Raises UsageError if one cannot be read.
    """
    named = {name: getattr(settings, name) for name in NAMES}
    rows = [(name, _text(path)) for name, path in named.items() if path is not None]
    if rows:
        with store.transaction():
            store.execute("INSERT OR REPLACE INTO user_files VALUES (?, ?)", rows)
    return recall(store, settings)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"{path} cannot be read: {exc}") from exc


def recall(store: Store, settings: Settings) -> Settings:
    """The settings with the files that the record keeps, where they name none."""
    kept = {row["name"]: row["text"] for row in store.query("SELECT name, text FROM user_files")}
    for name in NAMES:
        if name in kept and getattr(settings, name) is None:
            path = _file(name, kept[name])
            settings = replace(settings, actors=path) if name == "actors" else replace(settings, clutter=path)
    return settings


def gazetteer_of(store: Store) -> gazetteer.Gazetteer:
    """The gazetteer that read the record: the tables and the user's own actors."""
    return gazetteer.load(recall(store, Settings()).actors)


def _file(name: str, text: str) -> Path:
    """A file with that text, named by its hash, so that workers can read it."""
    digest = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
    path = Path(tempfile.gettempdir()) / f"communique-{name}-{digest}.yaml"
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
    return path
