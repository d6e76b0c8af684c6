"""Spot every figure and every word of the prose comes from: rule, situation, formula, cells of the data.

Made from a document's spans; carried along in a .docx as JSON; printed by `narrator explain`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NotRequired, TypedDict, TypeGuard

from narrator.disclosure.value import Figure, Words
from narrator.document import Document, Heading, Paragraph, Span, Text
from narrator.number import Amount, Multiple, Points, Rate
from narrator.problem import Spot, spot_as_data, tell_spot
from narrator.sources import Derived, Said, Slot


class Number(TypedDict):
    """A printed number. 印: as printed; 算式: its formula, or "" for a number of the data; 来源: its parts."""

    印: str
    算式: str
    路径: str
    来源: NotRequired[list[Number]]


class Rule(TypedDict):
    """A wording: the table and the entry, and where it stands."""

    规则: str
    文件: str
    行: int


class Entry(TypedDict):
    """A piece of a sentence and where it comes from.

    节: the headings above it. 句: the sentence. 文: the piece. 规则, 文件, 行, 情形, 含义: the wording that
    chose the words, when one did; 分句: the wordings inside it, of its reason. 数: the numbers in it. 文字: the places of what a writer wrote in it.
    """

    节: str
    句: str
    文: str
    规则: NotRequired[str]
    文件: NotRequired[str]
    行: NotRequired[int]
    情形: NotRequired[str]
    含义: NotRequired[str]
    分句: NotRequired[list[Rule]]
    数: list[Number]
    文字: list[str]


PLACED = {"规则": str, "文件": str, "行": int}
SIGNS = ((Points, "个百分点"), (Rate, "%"), (Multiple, "倍"))  # what stands behind a number of a kind
DEEPEST = 20  # formulas within one another


def read(raw: object) -> list[Entry]:
    """Return the trace that a report carries along, from parsed JSON. Raises ValueError when it is none."""
    if not isinstance(raw, list) or not all(map(is_entry, raw)):
        raise ValueError("no trace")
    return raw


def is_entry(raw: object) -> bool:
    """Return whether parsed JSON is an entry that `trace` made."""
    return (
        has(raw, {"节": str, "句": str, "文": str, "数": list, "文字": list})
        and all(is_number(one, DEEPEST) for one in raw["数"])
        and all(isinstance(path, str) for path in raw["文字"])
        and ("规则" not in raw or has(raw, {**PLACED, "情形": str, "含义": str}))
        and isinstance(raw.get("分句", []), list)
        and all(has(one, PLACED) for one in raw.get("分句", []))
    )


def is_number(raw: object, depth: int) -> bool:
    """Return whether parsed JSON is a number of a trace, its formulas at most so deep."""
    return (
        has(raw, {"印": str, "算式": str, "路径": str})
        and isinstance(raw.get("来源", []), list)
        and depth > 0
        and all(is_number(one, depth - 1) for one in raw.get("来源", []))
    )


def has(raw: object, members: Mapping[str, type]) -> TypeGuard[dict[str, Any]]:
    """Return whether parsed JSON is an object with those members, each of its type."""
    return isinstance(raw, dict) and all(isinstance(raw.get(name), kind) for name, kind in members.items())


def trace(document: Document) -> list[Entry]:
    """Return the trace of a document's headings and paragraphs, in reading order (tables print the data as it
    is).
    """
    trail: list[str] = []
    entries: list[Entry] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            trail = [*trail[: block.level - 1], block.text.string]
        if isinstance(block, (Heading, Paragraph)) and block.text.spans:
            entries += trace_text(block.text, " › ".join(trail))
    return entries


def trace_text(text: Text, section: str) -> Iterator[Entry]:
    """Return the entries of one paragraph: a wording with all in it, or a figure that stands by itself.

    section: the headings above it.
    """
    end = 0
    for span in sorted(text.spans, key=lambda span: (span.start, -span.end)):
        if span.end <= end and not (span.start == span.end >= end):
            continue  # inside the wording before
        if isinstance(span.source, Said):
            end = max(end, span.end)
        entry = trace_span(text, span, section)
        if entry is not None and entry["文"]:
            yield entry


def trace_span(text: Text, span: Span, section: str = "") -> Entry | None:
    """Return the entry of what one span of a paragraph holds; None where nothing is traced. section: as of
    `trace_text`.
    """
    entry: Entry = {
        "节": section,
        "句": sentence(text.string, span.start, span.end),
        "文": text.string[span.start : span.end],
        "数": [],
        "文字": [],
    }
    source = span.source
    if isinstance(source, Said):
        describe(entry, source, text, span)
    elif isinstance(source, (Figure, Derived)):
        entry["数"] = [number(source)]
    elif isinstance(source, Slot):
        entry["文字"] = [source.name]
    else:
        return None
    return entry


def describe(entry: Entry, said: Said, text: Text, whole: Span) -> None:
    """Tell in an entry which wording said a span of the text, and what stands in it."""
    chosen = rule(said)
    entry["规则"], entry["文件"], entry["行"] = chosen["规则"], chosen["文件"], chosen["行"]
    entry["情形"] = said.fact.situation
    entry["含义"] = said.meaning
    inner = [span for span in text.spans if whole.start <= span.start and span.end <= whole.end]
    printed: list[Figure | Derived] = []
    for span in inner:
        if isinstance(span.source, (Figure, Derived)) and span.source not in printed:
            printed.append(span.source)
        elif isinstance(span.source, Slot) and span.source.name not in entry["文字"]:
            entry["文字"].append(span.source.name)
        elif isinstance(span.source, Said) and span.source is not said:
            entry.setdefault("分句", []).append(rule(span.source))
    chosen_by = (one for one in said.fact.blanks.values() if isinstance(one, Words) and one.kind == "名称")
    entry["文字"] += [one.path for one in chosen_by if one.path not in entry["文字"]]
    # What decided the situation without being printed, such as last year's figure behind 持平.
    within = {part for one in printed for part in parts(one)}
    silent = [one for one in said.fact.operands if isinstance(one, (Figure, Derived)) and one not in within]
    entry["数"] = [number(one) for one in (*printed, *silent)]


def rule(said: Said) -> Rule:
    """Return which wording was chosen; its file by its folder and name."""
    wording = said.wording
    file = "/".join(wording.file.replace("\\", "/").rsplit("/", 2)[-2:])
    return {"规则": wording.rule, "文件": file, "行": wording.line}


def parts(source: Figure | Derived) -> Iterator[Figure | Derived]:
    """Return a figure and everything that it was computed from."""
    yield source
    if isinstance(source, Derived):
        for operand in source.operands:
            yield from parts(operand)


def number(source: Figure | Derived) -> Number:
    """Return a figure as a trace tells it: as printed, or with all its decimals when two do not hold it."""
    if isinstance(source, Derived):
        made = [number(operand) for operand in source.operands]
        sign = next((sign for kind, sign in SIGNS if isinstance(source.value, kind)), "")
        return {"印": f"{source}{sign}", "算式": source.formula, "路径": "", "来源": made}
    exact = source.value.money.unrounded(source.value.wan) if isinstance(source.value, Amount) else None
    shown = str(source) if exact is None else exact
    return {"印": shown or "（没有）", "算式": "", "路径": source.path}


def sentence(string: str, start: int, end: int) -> str:
    """Return the sentence around the characters from `start` up to `end`: from one 。 to the next."""
    first = string.rfind("。", 0, start) + 1
    last = string.find("。", max(end - 1, start))
    return string[first : last + 1 if last >= 0 else len(string)].strip()


def matching(entries: Sequence[Entry], wanted: str) -> list[Entry]:
    """Return the entries that print a wanted figure (26.99, 3.07%), hold the word, or stand in that section."""
    figure = unicodedata.normalize("NFKC", wanted).strip().removesuffix("%").removesuffix("万元").strip()

    def prints(numbers: list[Number]) -> bool:
        return any(printed_digits(one) == figure or prints(one.get("来源", [])) for one in numbers)

    if re.fullmatch(r"-?[\d,]+(?:\.\d+)?", figure):
        found = [entry for entry in entries if prints(entry["数"])]
        alone = re.compile(rf"(?<![\d.,]){re.escape(figure)}(?![\d.])")
        return [entry for entry in found if alone.search(entry["文"])] or found
    return [entry for entry in entries if wanted in entry["文"]] or [e for e in entries if wanted in e["节"]]


def printed_digits(one: Number) -> str:
    """Return a number as it is printed, without the sign behind it."""
    signs = [sign for _, sign in SIGNS if one["印"].endswith(sign)]
    return one["印"].removesuffix(signs[0]) if signs else one["印"]


def as_data(entries: Sequence[Entry], lines: Mapping[str, Spot]) -> list[dict[str, object]]:
    """Return entries for programs: with the line of data.json, or the cell, at each place. lines: as of `render`."""

    def placed(one: Number) -> dict[str, object]:
        inner = {"来源": [placed(part) for part in one["来源"]]} if "来源" in one else {}
        return {**one, **inner, **spot_as_data(lines.get(one["路径"]))}

    def written(path: str) -> dict[str, object]:
        return {"路径": path, **spot_as_data(lines.get(path))}

    return [
        {
            **one,
            "数": [placed(number) for number in one["数"]],
            "文字": [written(path) for path in one["文字"]],
        }
        for one in entries
    ]


def untitled(path: str) -> str:
    """Return no title: where the form of a trace is not known."""
    return ""


def unrelated(path: str) -> Iterable[str]:
    """Return no relation: where the form of a trace is not known."""
    return ()


def render(
    entries: Sequence[Entry],
    lines: Mapping[str, Spot],
    entitled: Callable[[str], str] = untitled,
    related: Callable[[str], Iterable[str]] = unrelated,
) -> Iterator[str]:
    """Return entries as lines to print, sentence by sentence.

    lines: where the paths stand in data.json. entitled: gives the number and the title of the public table in
    which a path stands, see `Form.entitled`. related: gives what is declared of the figure at a path, a line each; it
    is told once in all.
    """
    before: set[str] = set()

    def place(path: str) -> str:
        where = [entitled(path), tell_spot(lines[path]) if path in lines else ""]
        return f"{path}（{'，'.join(filter(None, where))}）" if any(where) else path

    def related_once(path: str) -> Iterable[str]:
        new = path not in before
        before.add(path)
        return related(path) if new else ()

    section = said = None
    for entry in entries:
        if entry["节"] != section:
            section, said = entry["节"], None
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
            yield from shown(figure, place, related_once, "      ", told)
        for path in entry["文字"]:
            yield f"      文字：{place(path)}"


def shown(
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
            yield from shown(part, place, related, indent + "  ", told)
    elif one["路径"] not in told:
        told.add(one["路径"])
        yield f"{indent}{one['印']}  {place(one['路径'])}"
        yield from (f"{indent}  {line}" for line in related(one["路径"]))
