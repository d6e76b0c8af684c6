"""The filters of a form's templates: what one may do with a list of the data. A closed, visible set."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from narrator.disclosure.branch_shapes import CODE_PARTS, LEVELS
from narrator.disclosure.value import Count, Figure, Listing, Percentage, Record, Words, join_path
from narrator.number import Amount, Score


def level(name: str) -> Callable[..., Listing]:
    """The filter that keeps the rows of one level, below some of the rows or codes above."""

    def keep(rows: Listing, *above: object) -> Listing:
        """Return the rows of the level, those below one of the rows or codes that are given."""
        codes = tuple(str(row.fields["科目编码"]) if isinstance(row, Record) else str(row) for row in above)
        return Listing(
            row
            for row in rows
            if isinstance(row, Record)
            and str(row.fields["级次"]) == name
            and (not codes or str(row.fields["科目编码"]).startswith(codes))
        )

    return keep


def with_figures(rows: Listing, *columns: str) -> Listing:
    """Return the rows in which one of the columns does not print as zero, and those above such a row in the list: a 类
    is there when any 项 of it is, though what was spent on it prints as 0.00.
    """
    records = [row for row in rows if isinstance(row, Record)]
    there = {id(row): row for row in records if any(is_something(row.fields[column]) for column in columns)}
    if len(there) == len(records):
        return Listing(records)
    codes = [str(row.fields["科目编码"]) for row in there.values() if "科目编码" in row]
    above = {code[:length] for code in codes for length in range(1, len(code))}
    return Listing(row for row in records if id(row) in there or str(row.fields.get("科目编码")) in above)


def is_something(value: object) -> bool:
    """Return whether a value is a figure that does not print as zero."""
    match value.value if isinstance(value, Figure) else None:
        case Amount() as amount:
            return bool(amount.published)
        case Count(number) | Score(number) | Percentage(number):
            return bool(number)
    return False


def where(rows: Listing, column: str, wanted: str) -> Listing:
    """Return the rows whose column holds the wanted text."""
    return Listing(row for row in rows if isinstance(row, Record) and str(row.fields[column]) == wanted)


def column(rows: Listing, path: str) -> Listing:
    """Return the values of a path (资金.年度资金总额.全年预算数) in every row."""
    return Listing(dig(row, path) for row in rows)


def between(rows: Listing, column: str, low: int, high: int = 10**9) -> Listing:
    """Return the rows whose score in a column is at least `low` and below `high`."""

    def holds(value: object) -> bool:
        """Return whether a value is a score in the range."""
        return (
            isinstance(value, Figure) and isinstance(value.value, Score) and low <= value.value.points < high
        )

    return Listing(row for row in rows if isinstance(row, Record) and holds(row[column]))


def take(record: Record, name: object) -> object:
    """Return the text of a name in texts whose names are not known beforehand; an empty one when not given."""
    key = str(name)
    return record.fields.get(key, Words("", join_path(record.path, key), "文字", given=False))


def code_part(row: Record, level: str) -> Words:
    """Return the digits of a row's code that are those of a level (08 of 款 in 2050803); none when it stands above that level. Raises
    TypeError when there is no such level."""
    if str(level) not in CODE_PARTS:
        raise TypeError(f"“码段”的括号里要写级次：从{'、'.join(CODE_PARTS)}中选")
    name, digits = CODE_PARTS[str(level)]
    return Words(str(row.fields["科目编码"])[digits], join_path(row.path, name))


def nth(rows: Listing, number: int) -> Listing:
    """Return the item with a number (from 1) by itself; nothing when there are fewer."""
    return Listing(rows[number - 1 : number] if number > 0 else ())


def across(row: Record, *columns: str) -> Listing:
    """Return columns of one row as rows of their own, each with its 名称, the template's own word, and its
    数.
    """
    rows: list[Any] = [{"名称": column, "数": row[column]} for column in columns]
    return Listing(Record(fields, row.path) for fields in rows)


def dig(value: Any, path: str) -> Any:
    """Return what stands at a path below a value. Raises KeyError or the like when nothing does."""
    for name in path.split("."):
        value = value[name]
    return value


LEVEL_FILTERS = {f"{name}级": name for name in LEVELS.values()}
FILTERS: Mapping[str, Callable[..., object]] = {
    **{name: level(one) for name, one in LEVEL_FILTERS.items()},
    "有数": with_figures,
    "选": where,
    "取列": column,
    "分数段": between,
    "第": nth,
    "各列": across,
    "取": take,
    "码段": code_part,
}
OF_RECORDS = ("各列", "取", "码段")  # what takes a record; the others take a list
