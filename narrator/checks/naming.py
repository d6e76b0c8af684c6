"""What a reader calls a place in the data: by the table's number in the form in use, the row and the column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from narrator.disclosure.lookup import shape_at
from narrator.disclosure.number_shapes import CountShape
from narrator.disclosure.public_tables import PUBLIC_TABLES, public_table
from narrator.disclosure.value import PART

UNSAID = ("各科目", "决算数")  # parts of a path that the tables do not print beside a figure


@lru_cache(maxsize=100_000)
def called(path: str, label: str = "") -> str:
    """Return what a reader calls a path: 支出决算表.各科目.206.项目支出 is 「支出决算表 206 项目支出」 when
    the label, which is what the form in use calls the table, is 支出决算表; without a label the table keeps
    its name.
    """
    parts = path.split(".") if "[" not in path else list(steps_in_words(path))
    if parts and parts[0] in PUBLIC_TABLES:
        table = parts[0]
        parts = [part for part in parts if part != "各科目"]
        if len(parts) > 2 and parts[-1] in UNSAID and table != "三公经费表":
            parts.pop()
        parts[0] = label or table
    return " ".join(parts)


def called_in(path: str, labels: Mapping[str, str]) -> str:
    """Return what a reader calls a path, by what the form calls its public tables."""
    return called(path, table_label(path, labels))


def table_label(path: str, labels: Mapping[str, str]) -> str:
    """Return what the form calls the public table of a path; "" when there is none. A number of things (保有量, 批次) stands
    in the prose and in no public table: it bears the name of the table in the data and not the number of one that is printed.
    """
    return "" if is_count(path) else labels.get(public_table(path), "")


@lru_cache(maxsize=20_000)
def is_count(path: str) -> bool:
    """Return whether a path is that of a number of things beside a public table."""
    table = PUBLIC_TABLES.get(public_table(path))
    return table is not None and isinstance(shape_at(table, path.split(".")[1:]), CountShape)


def steps_in_words(path: str) -> Iterator[str]:
    """Yield the steps of a path as people call them: an item of a list is 第2项."""
    for found in PART.finditer(path):
        quoted, number, name = found.groups()
        yield name or (f"第{number}项" if number else quoted)
