"""What the paragraphs that a report words itself are written with, and what is noted as they are: figures that are asked about,
and data that only sentences say."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass

from narrator.disclosure.value import Record
from narrator.facts.operand import Publication
from narrator.learning.figures import Place, Places
from narrator.learning.phrase_tables import Phrases, free_name


@dataclass
class Asked:
    """A figure that is asked about. sentence: where it stands. number: as printed. name: what it is called until somebody
    says what it is. candidates: the places that it may be."""

    sentence: str
    number: str
    name: str
    candidates: tuple[Place, ...]


@dataclass
class Hint:
    """What the base says of figures: a kind of fact, of the figures at these paths, and how its reason is called in a
    template."""

    kind: str
    paths: tuple[str, ...]
    reason: str


class Notebook:
    """What the paragraphs of a report are written with as those of a template, and what is noted on the way.

    year: of the accounts. department: its name, "" when the report does not say it. rows: names of rows, by path. answers:
    what a person said of figures that were asked about, by the sentence and the number as printed. publication: what a reader knows of
    figures. record: last year's data.
    """

    def __init__(
        self,
        places: Places,
        phrases: Phrases,
        hints: list[Hint],
        year: int,
        department: str,
        rows: Mapping[str, Mapping[str, str]],
        answers: Mapping[tuple[str, str], str],
        publication: Publication,
        record: Record,
    ) -> None:
        self.publication, self.record = publication, record
        self.places, self.phrases, self.hints = places, phrases, hints
        self.year, self.department, self.rows, self.answers = year, department, rows, answers
        self.asked: list[Asked] = []
        self.stated: dict[str, object] = {}  # data that only sentences say, by path
        self.own: dict[str, tuple[str, str]] = {}  # kind and description of data of its own, by path
        self.unprinted: set[str] = set()  # patterns of budgets that no sentence prints

    def own_place(
        self, words: str, kind: str, value: object, description: str, row: str = ""
    ) -> tuple[str, str]:
        """Return the path and the expression of a new figure or text of the data, named by the words before it. row: of which
        row or item it is, "" for none."""
        name = "".join(re.findall(r"[\u4e00-\u9fff]+", words))[-16:] or kind
        if not row:
            path = free_name(f"其他数据.{name}", self.own)
            self.own[path] = (kind, description)
            self.stated[path] = value
            return path, path
        free = free_name(f"{row}.{name}", self.stated)
        self.own[f"{pattern_of_row(row)}.{free.rpartition('.')[2]}"] = (kind, description)
        self.stated[free] = value
        return free, f"项.{free.rpartition('.')[2]}"

    def is_free(self, place: Place, number: object) -> bool:
        """Return whether a place may have a number: the data do not say another one for it."""
        return place.value is not None or self.stated.get(place.path, number) == number


def pattern_of_row(row: str) -> str:
    """Return the pattern of the paths of all rows of which one is at a path: 预算绩效.项目.[], 支出决算表.各科目.*."""
    return f"{row.rpartition('[')[0]}.[]" if row.endswith("]") else f"{row.rpartition('.')[0]}.*"


def free_item(path: str, taken: Container[str]) -> str:
    """Return the path of the next item of a list."""
    number = 1
    while f"{path}[{number}]" in taken:
        number += 1
    return f"{path}[{number}]"
