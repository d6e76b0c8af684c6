"""A table of the phrasebook: one kind of claim, and a wording for each of its situations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from narrator.facts.kind import Kind
from narrator.sources import Wording

FACT, PARAMETERS, REASON, EACH, BETWEEN, LIKE = "事实", "参数", "原因句", "每项", "分隔", "沿用"


@dataclass
class Table:
    """One kind of claim: which kind of fact it words, and how.

    parameters: names that the template fills in besides the figures, such as 主语.
    entries: the wordings, by situation; besides them 原因句 (how a reason is joined), 每项 and 分隔
        (how an enumeration is written).
    like: the table (沿用) whose entries hold here as well, unless this one has its own; like_at: the file
        and the line that say so.
    """

    name: str
    file: str
    line: int
    kind: Kind | None = None
    parameters: tuple[str, ...] | None = None
    entries: dict[str, Wording] = field(default_factory=dict)
    like: str = ""
    like_at: tuple[str, int] = ("", 0)


Book = Mapping[str, Table]
