"""What a report was made from, as its .docx carries it along: read back by `readers.embedded`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from narrator.appearance import read_look
from narrator.data_file import Source
from narrator.document import Document
from narrator.edits import page_layout, report_lines
from narrator.recorded_trace import record_trace
from narrator.texts import status
from narrator.texts.status import Reason

UNHELD = (("\ufffe", r"\ufffe"), ("\uffff", r"\uffff"))  # by XML; of control characters JSON holds none


def make_snapshot(
    document: Document,
    source: Source,
    printed: Document | None = None,
    records: Mapping[str, str] | None = None,
    found: Sequence[Reason] | None = None,
) -> list[bytes]:
    """Return what a document was made from, and what it prints, each as JSON in UTF-8 (see `readers.embedded.Snapshot`): who asks
    for the first, as a check does, need not read the second.

    printed: the report on the data alone, when the document has texts that only Word has. records: what its
    reasons were written for, when more is known than the data says. found: the texts that the document asks for, when
    they were looked for already.
    """
    if found is None:
        found = status.find_reasons(source.disclosure, document, of_changes=True)
    if records is None:
        records = status.make_records(found, status.find_records(source.disclosure))
    return [
        dump_members(members_made_from(source, records, found)),
        dump_members(members_printed(document, source, printed or document)),
    ]


def dump_members(members: Iterable[tuple[str, object]]) -> bytes:
    """Return members of a snapshot as JSON in UTF-8."""
    # Of a long report, what one member is made of takes more memory than all of them in UTF-8.
    made: list[bytes] = []
    for name, value in members:
        made += (b"," if made else b"{", dump(name), b":", dump(value))
    return b"".join([*made, b"}"])


def members_made_from(
    source: Source, records: Mapping[str, str], found: Sequence[Reason]
) -> Iterator[tuple[str, object]]:
    """Return the members of a snapshot that say what a report was made from."""
    yield "格式", source.form.name
    yield "数据", source.text
    yield "短语", source.words.text if source.words else ""
    yield "情形", {one.path: str(one.situation) for one in found if one.situation}
    yield "原因记录", records


def members_printed(document: Document, source: Source, printed: Document) -> Iterator[tuple[str, object]]:
    """Return the members of a snapshot that say what a report prints, each made when it is asked for."""
    yield "出处", record_trace(document)
    yield "标题", document.title
    yield "原文", report_lines.dump(printed)
    yield "版式", page_layout.read_made(document, read_look(document, source.form))


def dump(value: object) -> bytes:
    """Return a value as JSON in UTF-8, without characters that XML can not hold: JSON has another way to write them."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)  # it is a tree
    for char, written in UNHELD:
        if char in text:
            text = text.replace(char, written)
    return text.encode()
