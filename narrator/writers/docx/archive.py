"""The package: the parts of a .docx with their types and relations, zipped the same way every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from struct import Struct
from typing import NamedTuple
from zlib import DEFLATED, MAX_WBITS, compressobj, crc32

from narrator.writers.docx.escapes import (
    DECLARATION,
    RELATIONSHIPS,
    WORD,
    attribute,
    escape,
    legal,
)

SNAPSHOT = "urn:narrator:snapshot"
SNAPSHOT_PARTS = ("customXml/item1.xml", "customXml/item2.xml")
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_WORDPROCESSING = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Name what we carry along among the data of a document; any other values would do, but they must not change.
_SNAPSHOT_IDS = ("{6E617272-6174-4F72-8000-736E61707368}", "{6E617272-6174-4F72-8000-7072696E7464}")
# How XML writes what means something to it. Its readers turn \r into \n unless it is escaped.
_ESCAPES = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b"\r", b"&#13;"))


_PIECE = 1 << 15  # bytes of the snapshot that are escaped at once


class Part(NamedTuple):
    """A file of the package. kind: its content type, or "" for a plain .xml or .rels. xml: in UTF-8; in pieces where it is of this
    report alone: the whole of a long one is never held in memory.
    """

    name: str
    kind: str
    xml: bytes | Iterable[bytes]

    @property
    def pieces(self) -> Iterable[bytes]:
        """Its XML, in pieces."""
        return [self.xml] if isinstance(self.xml, bytes) else self.xml


class Relation(NamedTuple):
    """What one part says of another: the last word of its type, and where it is."""

    identifier: str
    kind: str
    target: str


def word_part(name: str, kind: str, xml: bytes | Iterable[bytes]) -> Part:
    """Return the part word/<name>.xml of that kind of WordprocessingML."""
    return Part(f"word/{name}.xml", f"{_WORDPROCESSING}.{kind}+xml", xml)


def packed(title: str, parts: list[Part], relations: list[Relation], snapshot: Sequence[bytes]) -> bytes:
    """Return the .docx of the document with that title; see `package_parts`."""
    return zipped(package_parts(title, parts, relations, snapshot))


class Deflated(NamedTuple):
    """What stands in a zip file. size, check: how many bytes it was, and their check sum."""

    content: bytes
    size: int
    check: int


# What a zip file says of each entry before it and at its end, and there of itself (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.16)
LOCAL, CENTRAL, END = Struct("<4s5H3L2H"), Struct("<4s6H3L5H2L"), Struct("<4s4H2LH")
VERSION = 20  # of the format; and nothing of the machine on which it was made
FIRST_DAY = 1 << 5 | 1  # 1980-01-01, the first that a zip file can hold
READABLE = 0o600 << 16


def zipped(parts: Iterable[Part]) -> bytes:
    """Return the zip file that holds some parts: the same on every machine and at all times."""
    entries: list[bytes] = []
    listed: list[bytes] = []
    at = 0
    for name, _, xml in parts:
        content, size, check = deflate_alike(xml) if isinstance(xml, bytes) else deflate(xml)
        path = name.encode()
        told = VERSION, 0, DEFLATED, 0, FIRST_DAY, check, len(content), size, len(path), 0
        entries += (LOCAL.pack(b"PK\3\4", *told), path, content)
        listed += (CENTRAL.pack(b"PK\1\2", VERSION, *told, 0, 0, 0, READABLE, at), path)
        at += LOCAL.size + len(path) + len(content)
    count, length = len(listed) // 2, sum(map(len, listed))
    return b"".join([*entries, *listed, END.pack(b"PK\5\6", 0, 0, count, count, length, at, 0)])


def deflate(pieces: Iterable[bytes]) -> Deflated:
    """Return pieces, one after the other, as they stand in a zip file."""
    # Level 1 takes two fifths of the time of the usual 6 for a file that is a quarter larger.
    compressor = compressobj(1, DEFLATED, -MAX_WBITS)
    content: list[bytes] = []
    size = check = 0
    for piece in pieces:
        content.append(compressor.compress(piece))
        size += len(piece)
        check = crc32(piece, check)
    return Deflated(b"".join([*content, compressor.flush()]), size, check)


@lru_cache(maxsize=100)
def deflate_alike(xml: bytes) -> Deflated:
    """Return what most reports in a form have alike, as it stands in a zip file."""
    return deflate([xml])


def package_parts(
    title: str, parts: list[Part], relations: list[Relation], snapshot: Sequence[bytes]
) -> list[Part]:
    """Return all parts of the .docx of the document with that title, in order.

    parts: what it consists of. relations: what its main part refers to. snapshot: what it was made from, JSON in
    UTF-8, as many pieces as there are parts for them; or nothing.
    """
    every = [
        Part("_rels/.rels", "", _relations(_TOP)),
        Part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml", _core(title)),
        Part(
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            _APP,
        ),
        *parts,
        word_part("settings", "settings", _SETTINGS.encode()),
    ]
    relations = [*relations, Relation("rIdSettings", "settings", "settings.xml")]
    for number, (name, piece) in enumerate(zip(SNAPSHOT_PARTS, snapshot, strict=False), 1):
        relations.append(Relation(f"rIdSnapshot{number}", "customXml", f"../{name}"))
        every += _snapshot_parts(number, piece)
    every.append(Part("word/_rels/document.xml.rels", "", _relations(relations)))
    return [Part("[Content_Types].xml", "", _content_types(every)), *every]


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


def _snapshot_parts(number: int, piece: bytes) -> list[Part]:
    """Return a piece of the snapshot as data of the document, which Word and LibreOffice keep when they save it. number: of the
    piece."""
    item = chain([f'{DECLARATION}<snapshot xmlns="{SNAPSHOT}">'.encode()], escaped(piece), [b"</snapshot>"])
    properties = (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_CUSTOM_XML}" ds:itemID="{_SNAPSHOT_IDS[number - 1]}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{SNAPSHOT}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    return [
        Part(SNAPSHOT_PARTS[number - 1], "", item),
        Part(f"customXml/itemProps{number}.xml", kind, properties.encode()),
        Part(
            f"customXml/_rels/item{number}.xml.rels",
            "",
            _relations([Relation("rId1", "customXmlProps", f"itemProps{number}.xml")]),
        ),
    ]


def escaped(json: bytes) -> Iterator[bytes]:
    """Return JSON in UTF-8, without characters that XML can not hold, as the text of an element, in pieces."""
    start = 0
    while start < len(json):
        end = json.find(b",", start + _PIECE) + 1 or len(json)  # which is no part of a character
        piece = json[start:end]
        for char, written in _ESCAPES:
            piece = piece.replace(char, written)
        yield piece
        start = end


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
