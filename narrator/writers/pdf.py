"""The .pdf writer: the same pages as the .docx, printed by LibreOffice where it is installed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

from narrator.document import Document
from narrator.problem import Unusable
from narrator.writers import docx, office

_HINT = "；或者生成 .docx，用Word或WPS另存为PDF"
# What differs between two runs, in the places where LibreOffice writes it.
_TIME = re.compile(rb"(?<=/CreationDate\(D:)\d{14}[^)]*")
_NAMES = re.compile(rb"(?<=/DocChecksum /)[0-9A-F]{32}|(?<=<)[0-9A-F]{32}(?=>)")


def write(document: Document, styles: Mapping[str, object], snapshot: Sequence[bytes] = ()) -> bytes:
    """Return a document as a .pdf in the look that a parsed styles.toml describes.

    snapshot: nothing is carried along. Raises Unusable when LibreOffice is not there or can not print it, and with
    every problem of the styles.
    """
    report = docx.write(document, styles)
    try:
        return without_time(office.convert(report, ".pdf", "做PDF"))
    except Unusable as error:
        raise Unusable(one._replace(hint=one.hint + _HINT) for one in error.problems) from None


def without_time(pdf: bytes) -> bytes:
    """Return a PDF that says nothing of when it was made: the same report gives the same bytes. No byte moves, for the
    file counts them."""
    plain = _NAMES.sub(b"0" * 32, _TIME.sub(lambda found: b"19800101000000Z'"[: len(found[0])], pdf))
    name = hashlib.md5(plain, usedforsecurity=False).hexdigest().upper().encode()
    return _NAMES.sub(name, plain)
