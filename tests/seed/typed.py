"""Types the published accounts of 朝阳市科学技术局 (document.txt, with all its faults) into a .docx.

    python tests/seed/typed.py 报告.docx

Prose, tables and attachments are as published, word for word and figure for figure. Only where the labels of
merged cells stand in the attachments is the form's: the source is the text of a PDF, which does not say.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).parent
LEFT, ABOVE = "←", "↑"  # a cell that is merged into the one on its left, or above
MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
    '<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
OF_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>'
    "</Relationships>"
)
STYLES = (
    f'<?xml version="1.0" encoding="UTF-8"?><w:styles {MAIN}>'
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="T2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="C"><w:name w:val="toc 1"/></w:style></w:styles>'
)
HEADINGS = ((re.compile(r"第[一二三四五]部分"), "T1"), (re.compile(r"[一二三四五六七八九]、\S{4,24}$"), "T2"))


def paragraph(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{look}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def cell(text: str, columns: int = 1, merge: str = "") -> str:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{paragraph(text)}</w:tc>"


def table(rows: list[list[str]]) -> str:
    """ROWS as a table; a cell ← runs on from the left, ↑ from above."""
    width = max(map(len, rows))
    body = "".join(
        f"<w:tr>{''.join(cells([*row, *[''] * (width - len(row))], below))}</w:tr>"
        for row, below in zip(rows, [*rows[1:], []], strict=True)
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{'<w:gridCol/>' * width}</w:tblGrid>{body}</w:tbl>"


def cells(row: list[str], below: list[str]) -> Iterator[str]:
    """The cells of ROW, above the row BELOW."""
    for at, text in enumerate(row):
        if text == LEFT:
            continue
        end = next((n for n in range(at + 1, len(row)) if row[n] != LEFT), len(row))
        if text == ABOVE:
            merge = '<w:vMerge w:val="continue"/>'
        elif below[at : at + 1] == [ABOVE]:
            merge = '<w:vMerge w:val="restart"/>'
        else:
            merge = ""
        yield cell("" if text == ABOVE else text, end - at, merge)


def style_of(text: str) -> str:
    return next(
        (
            style
            for pattern, style in HEADINGS
            if pattern.match(text) and len(text) < 40 and not text.endswith("。")
        ),
        "",
    )


def sections() -> dict[str, list[str]]:
    """document.txt by its headings: 目录, 正文, 决算表, 附件."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (HERE / "document.txt").read_text("utf-8").splitlines():
        if line.startswith("# "):
            name = line[2:]
        elif line.strip():
            found.setdefault(name, []).append(line)
    return found


def body() -> Iterator[str]:
    parts = sections()
    yield paragraph("辽宁省朝阳市科学技术局")
    yield paragraph("2023 年度部门决算")
    yield paragraph("目 录")
    yield from (paragraph(line, "C") for line in parts["目录"])
    yield from (paragraph(line, style_of(line)) for line in parts["正文"])
    yield from printed(parts["决算表"], "T2")
    yield from printed(parts["附件"], "")


def printed(lines: list[str], title: str) -> Iterator[str]:
    """LINES with their tables; TITLE: the style of the tables' titles."""
    rows: list[list[str]] = []
    for line in lines:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            yield table(rows)
            rows = []
        yield paragraph(line, title if line.endswith("表") and "公开" not in line else style_of(line))
    if rows:
        yield table(rows)


def typed() -> bytes:
    """The .docx."""
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document {MAIN}><w:body>{"".join(body())}<w:sectPr/></w:body></w:document>'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (
            ("[Content_Types].xml", TYPES),
            ("_rels/.rels", RELATIONS),
            ("word/document.xml", document),
            ("word/_rels/document.xml.rels", OF_DOCUMENT),
            ("word/styles.xml", STYLES),
        ):
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text)
    return content.getvalue()


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(typed())
