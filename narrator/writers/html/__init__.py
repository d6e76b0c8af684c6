"""The .html writer: a document as one file that any browser shows and prints on A4, without narrator and without
scripts.

`pages` writes the blocks section by section with `inline` and `grid`; `css` writes the look. The page on which texts
are written (`narrator open`) is made of the same pieces, with marks of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from narrator.document import Document
from narrator.problem import Unusable
from narrator.writers.docx import looks
from narrator.writers.docx.escapes import escape, legal
from narrator.writers.html.css import style_sheet
from narrator.writers.html.pages import write_pages

# Whatever a text says, the file runs nothing and fetches nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write(document: Document, styles: Mapping[str, object], snapshot: Sequence[bytes] = ()) -> bytes:
    """Return a document as an HTML file, UTF-8, in the look that a parsed styles.toml describes.

    snapshot: nothing is carried along. The same input gives the same bytes. Raises Unusable with every problem of the
    styles, or with every style that the document names and the styles do not have.
    """
    look = looks(styles)[0]
    if missing := look.missing(document):
        raise Unusable(missing)
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(legal(document.title))}</title>\n<style>\n{style_sheet(document, look)}</style>\n</head>\n"
        f"<body>\n<main>\n{write_pages(document, look)}</main>\n</body>\n</html>\n"
    ).encode()
