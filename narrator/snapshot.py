"""What a report was made from, as its .docx carries it along: read back by `readers.embedded`."""

from __future__ import annotations

import json
from collections.abc import Mapping

from narrator.appearance import read_look
from narrator.data_file import Source
from narrator.document import Document
from narrator.edits import page_layout, report_lines
from narrator.texts import status
from narrator.trace import trace


def make_snapshot(
    document: Document,
    source: Source,
    printed: Document | None = None,
    records: Mapping[str, str] | None = None,
) -> bytes:
    """Return what a document was made from, as JSON in UTF-8 (see `readers.embedded.Snapshot`).

    printed: the report on the data alone, when the document has texts that only Word has. records: what its
    reasons were written for, when more is known than the data says.
    """
    found = status.find_reasons(source.disclosure, document)
    if records is None:
        records = status.make_records(found, status.find_records(source.disclosure))
    made_from = {
        "格式": source.form.name,
        "数据": source.text,
        "短语": source.words.text if source.words else "",
        "出处": trace(document),
        "标题": document.title,
        "原文": report_lines.dump(printed or document),
        "版式": page_layout.read_made(document, read_look(document, source.form)),
        "情形": {one.path: str(one.situation) for one in found if one.situation},
        "原因记录": records,
    }
    return json.dumps(made_from, ensure_ascii=False, separators=(",", ":")).encode()
