"""What can go wrong, in one tree.

CommuniqueError
  UsageError            the caller asked for something that cannot be; exit code 2
    NotFound            no such report, row, actor or file
    BadFilter           a filter value that cannot be read
  Refused               an input that can never become a report (it is quarantined with this reason)
  RecordError           the record's file cannot be used
    RecordTooNew        it was written by a later version
    RecordBroken        a span, hash or key does not hold
"""

from __future__ import annotations


class CommuniqueError(Exception):
    """Base of every error that this package raises on purpose; its message tells what to do."""


class UsageError(CommuniqueError):
    """The caller asked for something that cannot be."""


class NotFound(UsageError):
    """No such report, row, actor or file."""


class BadFilter(UsageError):
    """A filter value that cannot be read."""


class Refused(CommuniqueError):
    """An input that can never become a report. `reason` is one clear line, `locator` names the input."""

    def __init__(self, reason: str, *, locator: str) -> None:
        super().__init__(f"{locator}: {reason}")
        self.reason = reason
        self.locator = locator


class RecordError(CommuniqueError):
    """The record's file cannot be used."""


class RecordTooNew(RecordError):
    """The record was written by a later version of this package."""


class RecordBroken(RecordError):
    """A span, hash or key in the record does not hold."""
