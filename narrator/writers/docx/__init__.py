"""The .docx writer: a document as a WordprocessingML package, its XML written directly as strings.

`styles_file` reads styles.toml into a `look`; `section` cuts the document at its pages; `body` writes every
block with `paragraph`, `contents`, `table` and `run`; `styles` writes the look; `archive` zips it all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from narrator.document import Document
from narrator.problem import Unusable
from narrator.writers import styles_file
from narrator.writers.docx.archive import Part, Relation, packed, word_part
from narrator.writers.docx.body import body
from narrator.writers.docx.section import BLANK, NUMBERED, blank_footer, numbered_footer, sections
from narrator.writers.docx.styles import font_part, style_part
from narrator.writers.docx.theme import theme
from narrator.writers.look import Look


def write(document: Document, styles: Mapping[str, object], snapshot: Sequence[bytes] = ()) -> bytes:
    """Return a document as a .docx in the look that a parsed styles.toml describes.

    snapshot: what the document was made from, pieces of JSON in UTF-8 without characters that XML can not hold, to be carried
    along in the file; or nothing. The same input gives the same bytes. Raises Unusable with every problem of the styles, or with every style
    that the document names and the styles do not have.
    """
    return packed(document.title, *own_parts(document, styles), snapshot)


def own_parts(document: Document, styles: Mapping[str, object]) -> tuple[list[Part], list[Relation]]:
    """Return the parts that a document itself makes of a .docx, in the look that a parsed styles.toml describes, and the relations of the
    main one to them. Raises Unusable as `write` does.
    """
    look, parts_of_look = looks(styles)
    if missing := look.missing(document):
        raise Unusable(missing)
    cut = sections(document, look)
    parts = [word_part("document", "document.main", body(document, cut, look)), *parts_of_look]
    relations = [
        Relation("rIdStyles", "styles", "styles.xml"),
        Relation("rIdFonts", "fontTable", "fontTable.xml"),
        Relation("rIdTheme", "theme", "theme/theme1.xml"),
    ]
    footers = ((NUMBERED, "footer1", numbered_footer), (BLANK, "footer2", blank_footer))
    for identifier, name, footer in footers:
        if any(section.footer == identifier for section in cut):
            parts.append(word_part(name, "footer", footer(look).encode()))
            relations.append(Relation(identifier, "footer", f"{name}.xml"))
    return parts, relations


def looks(styles: Mapping[str, object]) -> tuple[Look, list[Part]]:
    """Return the look that the styles describe, and its parts of a .docx: the style sheet, the fonts and the theme; kept for the
    next report in it.
    """
    if not _KEPT or _KEPT[0][0] is not styles:
        look = styles_file.read(styles)
        kind = "application/vnd.openxmlformats-officedocument.theme+xml"
        parts = [
            word_part("styles", "styles", style_part(look).encode()),
            word_part("fontTable", "fontTable", font_part(look).encode()),
            Part("word/theme/theme1.xml", kind, theme(look).encode()),
        ]
        _KEPT[:] = [(styles, look, parts)]
    return _KEPT[0][1:]


_KEPT: list[tuple[Mapping[str, object], Look, list[Part]]] = []
