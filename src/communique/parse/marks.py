"""Marks of Markdown and HTML that text was saved with: blanked before anything reads the words.

Only blanks are put in their place, one for one, so every offset stands. What a reader of the page would see stays.
"""

from __future__ import annotations

import re

_ANY = re.compile(r"[*_#\]>~&]|---")
"""Without one of these there is no mark."""

_WHOLE = re.compile(
    r"!\[[^\]\n]{0,300}\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)"  # a picture
    r"|\[\^\w+\]:?"  # a footnote's number
    r"|<sup>\s*(?:st|nd|rd|th|\[?\d{1,3}\]?|[*†‡])\s*</sup>"  # an ordinal's ending, a footnote's number
    r"|<!--.*?-->|</?(?:a|abbr|b|big|blockquote|br|cite|code|del|div|em|figcaption|figure|font|h[1-6]|hr|i|img|ins|li|"
    r"mark|ol|p|picture|q|s|small|source|span|strike|strong|sub|sup|table|tbody|td|th|tr|u|ul)\b[^<>]{0,5000}>"
    r"|<https?://[^<>\s]+>"
    r"|&nbsp;|&ensp;|&emsp;|&shy;|&zwnj;"
    r"|(?m:^[ \t]*(?:(?:[*_-][ \t]*){3,}$|(?:\#[ \t]*){2,}$|\#{1,6}[ \t]+(?=\S)))",
    re.IGNORECASE | re.DOTALL,
)
_LINK = re.compile(
    r"\[(?P<words>(?:[^\[\]\n]|\[[^\[\]\n]*\]){1,500})\]"
    r"(?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"\n]*\")?\)|\[\d+\])"
)
_EMPHASIS = re.compile(
    r"(?<![\w*])(?P<star>\*{1,3})(?=[^\s*])(?P<words>[^*\n]{1,2000}?)(?<=\S)(?P=star)(?!\*)"
    r"|(?<!\*)(?P<two>\*{2,3})(?P<loose>[^*\n]{1,2000}?)(?P=two)(?!\*)"
    r"|(?<![\w_])(?P<bar>_{1,3})(?=[^\s_])(?P<low>[^_\n]{1,2000}?)(?<=\S)(?P=bar)(?![\w_])"
    r"|(?P<wave>~~)(?=\S)(?P<gone>[^~\n]{1,2000}?)(?P=wave)"
)
_ESCAPE = re.compile(r"\\(?=[*_\[\]#>~])")


def unmarked(text: str) -> str:
    """The text with its marks as blanks; of the same length, and the same where there are none."""
    if not _ANY.search(text):
        return text
    text = _WHOLE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    text = _LINK.sub(lambda match: _only(match, "words"), text)
    text = _EMPHASIS.sub(lambda match: _only(match, "words", "loose", "low", "gone"), text)
    return _ESCAPE.sub(" ", text)


def _only(match: re.Match[str], *names: str) -> str:
    """The match with all but the group that took part as blanks."""
    name = next(name for name in names if match[name] is not None)
    before, after = match.start(name) - match.start(), match.end() - match.end(name)
    return " " * before + match[name] + " " * after
