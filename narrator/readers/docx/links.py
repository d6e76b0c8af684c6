"""Where a report leads out of itself: links, pictures that stand elsewhere, fields that name a file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrator.readers.docx.package import Package, W

PUBLIC = re.compile(r"(?:https?://|mailto:|#)", re.IGNORECASE)  # what everybody can follow
# On a disk or in an office
FILE = re.compile(r"file:[^\s\"]+|[a-z]:\\[^\"]+|\\\\[^\s\"\\][^\"]+", re.IGNORECASE)
TEMPLATE = "/attachedTemplate"  # which nobody follows; a public report goes without it
INSTRUCTIONS, SIMPLE = f"{W}instrText", f"{W}fldSimple"


def find_private_targets(package: Package) -> list[str]:
    """Return the files and folders of somebody's own to which a report leads, each once. Raises Unusable."""
    return list(dict.fromkeys([*find_targets(package), *find_files_in_fields(package)]))


def find_targets(package: Package) -> Iterator[str]:
    """Return where relations lead out of the package, unless everybody can follow."""
    for name in package.names:
        if name.endswith(".rels"):
            for relation in package.parse(package.read(name)):
                where = relation.get("Target", "")
                if (
                    relation.get("TargetMode") == "External"
                    and not relation.get("Type", "").endswith(TEMPLATE)
                    and not PUBLIC.match(where)
                ):
                    yield where


def find_files_in_fields(package: Package) -> Iterator[str]:
    """Return the files that fields name in what they are told to do; an instruction may stand in several runs."""
    for name in package.names:
        if name.startswith("word/") and name.endswith(".xml"):
            content = package.read(name)
            if b"instrText" in content or b"fldSimple" in content:
                texts: list[str] = []
                simple: list[str] = []
                for root in package.pieces() if name == package.main else [package.parse(content)]:
                    texts += [one.text or "" for one in root.iter(INSTRUCTIONS)]
                    simple += [f'"{one.get(f"{W}instr", "")}"' for one in root.iter(SIMPLE)]
                yield from (found.strip() for found in FILE.findall("".join([*texts, *simple])))
