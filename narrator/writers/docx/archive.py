"""The package: the parts of a .docx with their types and relations, zipped the same way every time."""

from __future__ import annotations

import io
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from narrator.writers.docx.escapes import (
    DECLARATION,
    RELATIONSHIPS,
    WORD,
    attribute,
    escape,
    legal,
)

SNAPSHOT = "urn:narrator:snapshot"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Names our snapshot among the data of a document; any other value would do, but it must not change.
_SNAPSHOT_ID = "{6E617272-6174-4F72-8000-736E61707368}"
# Zip files hold the time at which each part was written. Ours hold the first one that they can hold.
_THEN = (1980, 1, 1, 0, 0, 0)
# In UTF-8: how XML writes what means something to it, and what it can not hold at all: for that JSON knows another way, and
# the value read back is the same. (Of control characters JSON holds none but line ends.) An XML reader turns \r into \n
# unless it is escaped.
_ESCAPES = (
    (b"&", b"&amp;"),
    (b"<", b"&lt;"),
    (b">", b"&gt;"),
    (b"\r", b"&#13;"),
    (b"\xef\xbf\xbe", rb"\ufffe"),
    (b"\xef\xbf\xbf", rb"\uffff"),
)


class Part(NamedTuple):
    """A file of the package. kind: its content type, or "" for a plain .xml or .rels. xml: in UTF-8: a long report is
    held in memory once, and not as a string, which takes twice as much.
    """

    name: str
    kind: str
    xml: bytes


class Relation(NamedTuple):
    """What one part says of another: the last word of its type, and where it is."""

    identifier: str
    kind: str
    target: str


def word_part(name: str, kind: str, xml: bytes) -> Part:
    """Return the part word/<name>.xml of that kind of WordprocessingML."""
    return Part(f"word/{name}.xml", f"{_WORDPROCESSING}.{kind}+xml", xml)


def packed(title: str, parts: list[Part], relations: list[Relation], snapshot: bytes | None) -> bytes:
    """Return the .docx of the document with that title.

    parts: what it consists of. relations: what its main part refers to. snapshot: what it was made from,
    JSON in UTF-8, or None.
    """
    every = [
        Part("_rels/.rels", "", _relations(_TOP)),
        Part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", _core(title)),
        Part(
            "docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml", _APP
        ),
        *parts,
        word_part("settings", "settings", _SETTINGS.encode()),
    ]
    relations = [*relations, Relation("rIdSettings", "settings", "settings.xml")]
    if snapshot is not None:
        relations.append(Relation("rIdSnapshot", "customXml", "../customXml/item1.xml"))
        every += _snapshot_parts(snapshot)
    every.append(Part("word/_rels/document.xml.rels", "", _relations(relations)))
    every.insert(0, Part("[Content_Types].xml", "", _content_types(every)))
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for part in every:
            entry = ZipInfo(part.name, _THEN)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # the same on every machine
            # Level 3 takes half the time of the usual 6 for a file that is a sixth larger.
            archive.writestr(entry, part.xml, compresslevel=3)
    return file.getvalue()


_TOP = [
    Relation("rId1", "officeDocument", "word/document.xml"),
    Relation("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    Relation("rId3", "extended-properties", "docProps/app.xml"),
]

_APP = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/'
    'extended-properties"><Application>narrator</Application></Properties>'
).encode()

# Compatibility mode 15: laid out as Word 2013 and later do. No updateFields: Word would ask on opening.
_SETTINGS = (
    f'{DECLARATION}<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/>'
    '<w:defaultTabStop w:val="420"/>'
    '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>'
    + "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    + '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
)


def _core(title: str) -> bytes:
    """Return the part with the title and the language of the document."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(legal(title))}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"
    ).encode()


def _snapshot_parts(snapshot: bytes) -> list[Part]:
    """Return the snapshot as data of the document, which Word and LibreOffice keep when they save it."""
    snapshot.decode()  # what is not UTF-8 is refused here, and not by who opens the file
    string = snapshot
    for char, escaped in _ESCAPES:
        string = string.replace(char, escaped)
    item = b"".join((f'{DECLARATION}<snapshot xmlns="{SNAPSHOT}">'.encode(), string, b"</snapshot>"))
    properties = (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_CUSTOM_XML}" ds:itemID="{_SNAPSHOT_ID}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{SNAPSHOT}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    return [
        Part("customXml/item1.xml", "", item),
        Part("customXml/itemProps1.xml", kind, properties.encode()),
        Part(
            "customXml/_rels/item1.xml.rels",
            "",
            _relations([Relation("rId1", "customXmlProps", "itemProps1.xml")]),
        ),
    ]


def _relations(relations: list[Relation]) -> bytes:
    """Return the part that lists relations."""
    return (
        f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="{relation.identifier}" Target="{relation.target}" Type="'
            f'{relation.kind if ":" in relation.kind else f"{RELATIONSHIPS}/{relation.kind}"}"/>'
            for relation in relations
        )
        + "</Relationships>"
    ).encode()


def _content_types(parts: list[Part]) -> bytes:
    """Return the part that lists the content type of each part."""
    return (
        f'{DECLARATION}<Types xmlns="{_CONTENT_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/{attribute(part.name)}" ContentType="{part.kind}"/>'
            for part in parts
            if part.kind
        )
        + "</Types>"
    ).encode()
