"""The commands by what they are for, as `communique --help` lists them."""

from __future__ import annotations

import click

_NOUNS = (
    "stories disagreements reports statements utterances refrains figures comparisons events pledges relation actors "
    "copies times"
)
SECTIONS: tuple[tuple[str, str], ...] = (
    ("Read reports", "read reread remove relink demo"),
    ("See what is in them", f"timeline {_NOUNS} search"),
    ("Look closer, and judge", "show why diff judge"),
    ("Hand it on", "dossier export"),
    ("Look after the record", "status verify quarantine clutter doctor"),
)
"""Each section's title and its commands in order; a command that stands in none is listed last, under `More`."""
ALIASES = {"relations": "relation"}
"""Tables of the record whose command has another name."""
_WHOLE = 200
"""Longest first sentence of a help, which click would cut at 45."""


class Sections(click.Group):
    """A group whose help lists its commands in sections, each with its whole first sentence."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or of the table of that name."""
        return super().get_command(ctx, ALIASES.get(cmd_name, cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sections."""
        left = dict.fromkeys(self.list_commands(ctx))
        for title, names in (*SECTIONS, ("More", " ".join(left.keys() - _placed()))):
            rows = [
                (name, command.get_short_help_str(_WHOLE))
                for name in names.split()
                if (command := self.get_command(ctx, name)) is not None
            ]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)


def _placed() -> set[str]:
    return {name for _, names in SECTIONS for name in names.split()}
