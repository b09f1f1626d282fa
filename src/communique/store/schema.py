"""The record's SQL, made from the contract, plus the tables that only the store needs."""

from __future__ import annotations

from communique.resources.contract import Table, tables

VERSION = 12
"""`user_version` of a record written by this code; raised with each migration."""

PER_REPORT = ("mentions", "times", "statements", "figures", "event_mentions", "pledge_mentions")
"""Tables whose rows belong to one reading and go with it."""

_INDEXES = {
    "reports": ("ref", "story", "family", "url", "sha256"),
    "actors": ("kind",),
    "mentions": ("actor",),
    "times": ("report",),
    "statements": ("report", "utterance"),
    "figures": ("report", "comparison"),
    "event_mentions": ("report", "event"),
    "pledge_mentions": ("report", "pledge"),
    "events": ("story",),
    "utterances": ("story",),
    "comparisons": ("story",),
    "disagreements": ("story",),
    "copies": ("report", "of_report"),
}

_PRIVATE = (
    """CREATE TABLE IF NOT EXISTS report_source (
  report TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE,
  arrival INTEGER NOT NULL, title TEXT, stated_start TEXT, stated_end TEXT, alone_basis TEXT, marked TEXT NOT NULL
) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS report_source_arrival ON report_source(arrival)",
    """CREATE TABLE IF NOT EXISTS reading_actors (
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE, actor TEXT NOT NULL, digest INTEGER NOT NULL,
  PRIMARY KEY (report, actor)
) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS reading_actors_actor ON reading_actors(actor, digest)",
    """CREATE TABLE IF NOT EXISTS actor_values (
  actor TEXT NOT NULL, digest INTEGER NOT NULL, value TEXT NOT NULL, PRIMARY KEY (actor, digest)
) WITHOUT ROWID""",
    """CREATE TABLE IF NOT EXISTS quarantine (
  locator TEXT PRIMARY KEY, reason TEXT NOT NULL, stage TEXT NOT NULL
) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS user_files (name TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE IF NOT EXISTS link_keys (
  stretch INTEGER NOT NULL, key INTEGER NOT NULL, node INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  PRIMARY KEY (stretch, key, node)
) WITHOUT ROWID""",
    "CREATE TABLE IF NOT EXISTS link_keys_of (node INTEGER PRIMARY KEY, keys BLOB NOT NULL)",
    """CREATE TABLE IF NOT EXISTS link_near (
  kind TEXT NOT NULL, stretch INTEGER NOT NULL, node INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  vector BLOB NOT NULL, PRIMARY KEY (kind, stretch, node)
) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS link_near_node ON link_near(node)",
    """CREATE TABLE IF NOT EXISTS link_edges (
  a INTEGER NOT NULL, b INTEGER NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL, PRIMARY KEY (a, b)
) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS link_edges_b ON link_edges(b)",
    """CREATE TABLE IF NOT EXISTS link_read (
  a INTEGER NOT NULL, b INTEGER NOT NULL, told REAL NOT NULL, PRIMARY KEY (a, b)
) WITHOUT ROWID""",
    "CREATE INDEX IF NOT EXISTS link_read_b ON link_read(b)",
    """CREATE TABLE IF NOT EXISTS link_nodes (
  nr INTEGER PRIMARY KEY, kind TEXT NOT NULL, node TEXT NOT NULL, grp TEXT, UNIQUE (kind, node)
)""",
    "CREATE INDEX IF NOT EXISTS link_nodes_grp ON link_nodes(kind, grp)",
    """CREATE TABLE IF NOT EXISTS link_packed (
  kind TEXT NOT NULL, node TEXT NOT NULL, packed BLOB NOT NULL, PRIMARY KEY (kind, node)
)""",
    "CREATE TABLE IF NOT EXISTS redirects (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE IF NOT EXISTS judgement_log (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, entry TEXT NOT NULL
)""",
    """CREATE VIRTUAL TABLE IF NOT EXISTS reports_fts USING fts5(
  title, text, content='reports', content_rowid='nr', tokenize="unicode61 remove_diacritics 2"
)""",
    """CREATE TRIGGER IF NOT EXISTS reports_fts_insert AFTER INSERT ON reports BEGIN
  INSERT INTO reports_fts(rowid, title, text) VALUES (new.nr, new.title, new.text);
END""",
    """CREATE TRIGGER IF NOT EXISTS reports_fts_delete AFTER DELETE ON reports BEGIN
  INSERT INTO reports_fts(reports_fts, rowid, title, text) VALUES ('delete', old.nr, old.title, old.text);
END""",
    """CREATE TRIGGER IF NOT EXISTS reports_fts_update AFTER UPDATE OF title, text ON reports
  WHEN old.title IS NOT new.title OR old.text IS NOT new.text BEGIN
  INSERT INTO reports_fts(reports_fts, rowid, title, text) VALUES ('delete', old.nr, old.title, old.text);
  INSERT INTO reports_fts(rowid, title, text) VALUES (new.nr, new.title, new.text);
END""",
)
"""What the store needs for itself. Links know nodes by number: numbers take a third of an id's room, and what comes
together lies together. `link_keys_of` says under which keys a node stands. `marked` holds the roles that a page's markup
gave, so that it can be read again."""


def ddl() -> tuple[str, ...]:
    """The statements that make an empty record, in order."""
    made = [_create(table) for table in tables().values()]
    made += [
        f"CREATE INDEX IF NOT EXISTS {table}_{column} ON {table}({_quoted(column)})"
        for table, columns in _INDEXES.items()
        for column in columns
    ]
    return (*made, *_PRIVATE)


def _create(table: Table) -> str:
    lines = ["  nr INTEGER PRIMARY KEY"] if table.name == "reports" else []
    lines += [
        f"  {_quoted(column.name)} {column.sql_type}{'' if column.nullable else ' NOT NULL'}"
        for column in table.columns
    ]
    keys = ", ".join(map(_quoted, table.key))
    # The full-text index points to reports by number; a bare rowid would not outlive VACUUM.
    lines.append(f"  {'UNIQUE' if table.name == 'reports' else 'PRIMARY KEY'} ({keys})")
    if table.name in PER_REPORT or table.name == "copies":
        lines.append("  FOREIGN KEY (report) REFERENCES reports(id) ON DELETE CASCADE")
    return f"CREATE TABLE IF NOT EXISTS {table.name} (\n" + ",\n".join(lines) + "\n)"


def _quoted(name: str) -> str:
    return f'"{name}"'
