"""XML by hand: the escapes that keep any text from breaking the file, and the namespaces.

Parts are written as strings, because building a tree of elements first takes ten times as long.
"""

from __future__ import annotations

from functools import lru_cache

from narrator.disclosure.text_shapes import UNPRINTABLE

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# Attribute values lose their line breaks and tabs unless these are escaped.
_BLANKS = str.maketrans({"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


def legal(string: str) -> str:
    """Return a text with a visible � for each character that XML can not hold."""
    return string if string.isprintable() else UNPRINTABLE.sub("\ufffd", string)


def escape(string: str) -> str:
    """Return a text as the content of an element; the caller sees to characters that XML can not hold."""
    if "&" in string:
        string = string.replace("&", "&amp;")
    if "<" in string:
        string = string.replace("<", "&lt;")
    if ">" in string:
        string = string.replace(">", "&gt;")
    return string


@lru_cache(maxsize=1000)  # names of a form's styles and tables, most of them
def attribute(string: str) -> str:
    """Return a text as the value of an attribute, between double quotes."""
    written = escape(legal(string)).replace('"', "&quot;")
    return written if string.isprintable() else written.translate(_BLANKS)


def count_latin(string: str) -> int:
    """Return how many characters of a text are ASCII, which take half the room of the others."""
    return len(string.encode("ascii", "ignore"))
