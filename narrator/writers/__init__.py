"""Writers: a finished document as the bytes of a file, one writer per format. Used by `build`.

A writer takes the document, the styles of its form (styles.toml as parsed) and a snapshot of what it
was made from, or nothing; formats that carry nothing or have no look ignore the last two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from narrator.document import Document
from narrator.problem import Problem, Unusable
from narrator.writers import docx, text

Writer = Callable[[Document, Mapping[str, object], Sequence[bytes]], bytes]


def _plain(document: Document, _styles: Mapping[str, object], _snapshot: Sequence[bytes]) -> bytes:
    """Return a document as plain text."""
    return text.write(document).encode("utf-8", "replace")


def _web_page(document: Document, styles: Mapping[str, object], snapshot: Sequence[bytes]) -> bytes:
    """Return a document as a web page."""
    from narrator.writers import html  # not on the way to a .docx

    return html.write(document, styles, snapshot)


def _print(document: Document, styles: Mapping[str, object], snapshot: Sequence[bytes]) -> bytes:
    """Return a document as a PDF. Raises Unusable without LibreOffice."""
    from narrator.writers import pdf  # not on the way to a .docx

    return pdf.write(document, styles, snapshot)


def _workbook(document: Document, styles: Mapping[str, object], snapshot: Sequence[bytes]) -> bytes:
    """Return the public tables of a document as a workbook."""
    from narrator.writers import xlsx  # openpyxl is large, and only needed here

    return xlsx.write(document, styles, snapshot)


def _numbered(document: Document, styles: Mapping[str, object]) -> Document:
    """Return a document with the numbers of pages in its contents, as LibreOffice counts them."""
    from narrator.writers import page_numbers  # not on the way to a .docx

    return page_numbers.number_pages(document, styles)


def _to_be_numbered(document: Document, _styles: Mapping[str, object]) -> Document:
    """Return a document whose contents LibreOffice fills with page numbers when it prints it."""
    from narrator.writers import page_numbers  # not on the way to a .docx

    return page_numbers.have_pages_filled(document)


# The ending of the output file chooses the writer.
WRITERS: Mapping[str, Writer] = {
    ".docx": docx.write,
    ".html": _web_page,
    ".pdf": _print,
    ".txt": _plain,
    ".xlsx": _workbook,
}

# How a document gets the numbers of pages into its contents before it is written, by the ending of a file that has pages.
PAGED: Mapping[str, Callable[[Document, Mapping[str, object]], Document]] = {
    ".docx": _numbered,
    ".pdf": _to_be_numbered,
}


def find_writer(ending: str) -> Writer:
    """Return the writer of the files with an ending, in capitals too. Raises Unusable when there is none."""
    writer = WRITERS.get(ending.lower())
    if writer is None:
        what = f"不会写“{ending or '没有后缀的'}”文件"
        raise Unusable([Problem("", what, f"把报告文件的后缀改成{'、'.join(WRITERS)}")])
    return writer
