"""Small .docx packages from a few lines of XML: paragraphs p, runs r, controls sdt, tables tbl, parts by their kind."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from narrator.document import Document
from narrator.readers.docx import package
from narrator.readers.docx.docx_report import Report, read_package

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ROOTS = {
    "styles": "styles",
    "comments": "comments",
    "footnotes": "footnotes",
    "header": "hdr",
    "footer": "ftr",
}


def relations(targets: Mapping[str, str]) -> str:
    """A .rels part: the kind of each relation → where it leads."""
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if ":" in kind else f"{RELATIONS}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return file.getvalue()


def parts(
    body: str, more: Mapping[str, str] = {}, main: str = "document.xml", kind: str = "document.main"
) -> dict[str, str | bytes]:
    """The parts of a package with BODY in its main part, and MORE parts by their kind: styles, comments …"""
    overrides = {f"/word/{main}": kind, **{f"/word/{name}.xml": name for name in more}}
    types = "".join(
        f'<Override PartName="{name}" ContentType="{TYPES}.{one}+xml"/>' for name, one in overrides.items()
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": relations({"officeDocument": f"word/{main}"}),
        f"word/_rels/{main}.rels": relations({name: f"{name}.xml" for name in more}),
        f"word/{main}": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        **{
            f"word/{name}.xml": f"<w:{ROOTS[name]} {NAMES}>{xml}</w:{ROOTS[name]}>"
            for name, xml in more.items()
        },
    }


def read_whole(body: str, **more: str) -> Report:
    """The report with BODY and MORE parts, as it is read."""
    return read_package(package.open_package(Path("a.docx"), zipped(parts(body, more))))


def read(body: str, **more: str) -> Document:
    """Its document."""
    return read_whole(body, **more).document


def p(content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def r(text: str, look: str = "") -> str:
    inside = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{text}</w:t></w:r>'


def sdt(tag: str, content: str, more: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/>{more}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def style(name: str, inside: str, kind: str = "paragraph") -> str:
    """A style whose name is its identifier."""
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{inside}</w:style>'


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc>{f'<w:tcPr>{properties}</w:tcPr>' if properties else ''}{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def field(instruction: str, result: str) -> str:
    """A field over one or several runs; what is not in paragraphs."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return mark("begin") + code + mark("separate") + result + mark("end")
