"""Where every figure and every word of the prose comes from: rule, situation, formula, cells of the data.

Made from a document's spans; carried along in a .docx as JSON; printed by `narrator explain`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NotRequired, TypedDict

from narrator.disclosure.value import Figure
from narrator.number import Multiple, Points, Rate, rounded
from narrator.problem import Spot, spot_as_data, tell_spot
from narrator.sources import Derived


class Number(TypedDict):
    """A printed number. 印: as printed; 算式: its formula, or "" for a number of the data; 来源: its parts."""

    印: str
    算式: str
    路径: str
    来源: NotRequired[list[Number]]


class WordingPlace(TypedDict):
    """A wording: the table and the entry, and where it stands."""

    规则: str
    文件: str
    行: int


class TemplateLine(TypedDict):
    """A line of a template or a table layout; its file is told by its form's folder and its name."""

    文件: str
    行: int


class TraceEntry(TypedDict):
    """A piece of a sentence and where it comes from.

    节: the headings above it.
    句: the sentence.
    文: the piece.
    规则, 文件, 行, 情形, 含义: the wording that chose the words, when one did.
    分句: the wordings inside it, of its reason.
    数: the numbers in it.
    文字: the places of what a writer wrote in it.
    模板: the lines on which words of templates may stand, when they are asked for; [] when none was found.
    """

    节: str
    句: str
    文: str
    规则: NotRequired[str]
    文件: NotRequired[str]
    行: NotRequired[int]
    情形: NotRequired[str]
    含义: NotRequired[str]
    分句: NotRequired[list[WordingPlace]]
    数: list[Number]
    文字: list[str]
    模板: NotRequired[list[TemplateLine]]


COMMA = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")  # in a number: 5,122.1
DIGITS = re.compile(r"-?\d+(?:\.\d+)?")
UNIT_BEHIND = re.compile(r"(?:%|万元|元)$")
# What stands behind a number of a kind.
SIGNS: Mapping[type, str] = {Points: "个百分点", Rate: "%", Multiple: "倍"}


def with_operands(source: Figure | Derived) -> Iterator[Figure | Derived]:
    """Return a figure and everything that it was computed from."""
    yield source
    if isinstance(source, Derived):
        for operand in source.operands:
            yield from with_operands(operand)


def sentence_around(string: str, start: int, end: int) -> str:
    """Return the sentence around the characters from `start` up to `end`: from one 。 to the next."""
    first = string.rfind("。", 0, start) + 1
    last = string.find("。", max(end - 1, start))
    return string[first : last + 1 if last >= 0 else len(string)].strip()


def find_entries(entries: Sequence[TraceEntry], wanted: str) -> list[TraceEntry]:
    """Return the entries that print a wanted figure (26.99, 3.07%), hold the word, or stand in that section.

    A figure is told as it is printed, with or without its commas, or with all its decimals. Those that print it go
    before those in which it only stands behind others.
    """
    if figure := asked_figure(wanted):
        alone = re.compile(rf"(?<![\d.,]){re.escape(figure)}(?![\d.])")

        def says(text: str) -> bool:
            """Return whether a text prints the figure, with or without commas."""
            return bool(alone.search(without_commas(text)))

        def has(numbers: list[Number], is_it: Callable[[Number], bool]) -> bool:
            """Return whether one of some numbers, or of those that they come from, is the wanted one."""
            return any(is_it(one) or has(one.get("来源", []), is_it) for one in numbers)

        found = [
            entry
            for entry in entries
            if says(entry["文"]) and has(entry["数"], lambda one: prints_as(one, figure))
        ]
        return found or [
            entry
            for entry in entries
            if has(entry["数"], lambda one: number_digits(one) == figure or says(one["算式"]))
        ]
    return [entry for entry in entries if wanted in entry["文"]] or [e for e in entries if wanted in e["节"]]


def asked_figure(wanted: str) -> str:
    """Return the digits of a figure that is asked for, without its commas and unit; "" for words."""
    figure = unicodedata.normalize("NFKC", wanted).strip()
    figure = without_commas(UNIT_BEHIND.sub("", figure).strip())
    return figure if DIGITS.fullmatch(figure) else ""


def without_commas(text: str) -> str:
    """Return a text with its numbers as they are without commas between their digits."""
    return COMMA.sub("", text)


def number_digits(one: Number) -> str:
    """Return the digits of a number, without commas and the sign behind it."""
    signs = [sign for sign in SIGNS.values() if one["印"].endswith(sign)]
    return without_commas(one["印"].removesuffix(signs[0]) if signs else one["印"])


def prints_as(one: Number, figure: str) -> bool:
    """Return whether a figure, digits without commas, is a number as it is printed, or rounded to as many decimals as the
    figure has."""
    digits = number_digits(one)
    if digits == figure:
        return True
    places = len(figure.partition(".")[2])
    if not DIGITS.fullmatch(digits) or len(digits.partition(".")[2]) <= places:
        return False
    return rounded(Decimal(digits), Decimal(1).scaleb(-places)) == Decimal(figure)


def as_data(entries: Sequence[TraceEntry], lines: Mapping[str, Spot]) -> list[dict[str, object]]:
    """Return entries for programs: with the line of data.json, or the cell, at each place. lines: as of `tell_entries`."""

    def placed(one: Number) -> dict[str, object]:
        """Return a number with the lines or cells of what it comes from."""
        inner = {"来源": [placed(part) for part in one["来源"]]} if "来源" in one else {}
        return {**one, **inner, **spot_as_data(lines.get(one["路径"]))}

    def written(path: str) -> dict[str, object]:
        """Return the path of a text with the line or cell in which it stands."""
        return {"路径": path, **spot_as_data(lines.get(path))}

    return [
        {
            **one,
            "数": [placed(number) for number in one["数"]],
            "文字": [written(path) for path in one["文字"]],
        }
        for one in entries
    ]


def no_title(path: str) -> str:
    """Return no title: where the form of a trace is not known."""
    return ""


def no_relation(path: str) -> Iterable[str]:
    """Return no relation: where the form of a trace is not known."""
    return ()


def tell_entries(
    entries: Sequence[TraceEntry],
    lines: Mapping[str, Spot],
    entitled: Callable[[str], str] = no_title,
    related: Callable[[str], Iterable[str]] = no_relation,
) -> Iterator[str]:
    """Return entries as lines to print, sentence by sentence.

    lines: where the paths stand in data.json. entitled: gives the number and the title of the public table in
    which a path stands, see `Form.entitled`. related: gives what is declared of the figure at a path, a line each; it
    is told once in all.
    """
    before: set[str] = set()

    def place(path: str) -> str:
        """Return a path with the table and the line or cell in which it stands, as far as these are known."""
        where = [entitled(path), tell_spot(lines[path]) if path in lines else ""]
        return f"{path}（{'，'.join(filter(None, where))}）" if any(where) else path

    def related_once(path: str) -> Iterable[str]:
        """Return what is declared of the figure at a path; nothing when that was told before."""
        new = path not in before
        before.add(path)
        return related(path) if new else ()

    section = said = None
    for entry in entries:
        if entry["节"] != section:
            section, said = entry["节"], None
            if section:  # else it stands before all headings, as on the cover
                yield f"\n【{section}】"
        if entry["句"] != said:
            said = entry["句"]
            yield f"\n  {said}"
        if "规则" in entry:
            yield f"    〔{entry['文']}〕"
            where = f"{entry['规则']}（{entry['文件']}，第{entry['行']}行）"
            yield f"      措辞：{where}；情形“{entry['情形']}”：{entry['含义']}"
        for one in entry.get("分句", []):
            yield f"      措辞：{one['规则']}（{one['文件']}，第{one['行']}行）"
        told: set[str] = set()
        for figure in entry["数"]:
            yield from tell_number(figure, place, related_once, "      ", told)
        for path in entry["文字"]:
            yield f"      文字：{place(path)}"
        for line in entry.get("模板", []):
            yield f"      模板里的话：{line['文件']}，第{line['行']}行"


def tell_number(
    one: Number,
    place: Callable[[str], str],
    related: Callable[[str], Iterable[str]],
    indent: str,
    told: set[str],
) -> Iterator[str]:
    """Return a number with its parts as lines; a cell of the data that was told before is not told again.

    place: what to call the place of a path. related: what is declared of the figure at a path. indent: what stands
    before each line.
    """
    if not one["路径"]:
        yield f"{indent}{one['印']} = {one['算式']}"
        for part in one.get("来源", []):
            yield from tell_number(part, place, related, indent + "  ", told)
    elif one["路径"] not in told:
        told.add(one["路径"])
        yield f"{indent}{one['印']}  {place(one['路径'])}"
        yield from (f"{indent}  {line}" for line in related(one["路径"]))
