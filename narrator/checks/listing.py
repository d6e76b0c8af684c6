"""How findings are told: as text for people, as JSON for programs. Nothing here prints."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from narrator.checks.finding import Finding, Level, Side
from narrator.number import MoneyUnit
from narrator.problem import Spot, shorten_numbers, spot_as_data, tell_spot

ACCEPTED = "已核实"
ORDER = (Level.ERROR.value, Level.HINT.value, Level.UNCHECKED.value, Level.TAIL.value, ACCEPTED)
Line = Callable[[str], Spot | None]  # where a path stands in the user's file, or None when it does not
MOST_PARTS = 8


def kind(finding: Finding) -> str:
    """Return under which word a finding is counted: its level, or 已核实."""
    return ACCEPTED if finding.accepted else finding.level.value


def list_findings(
    findings: Sequence[Finding],
    line: Line,
    unit: MoneyUnit = MoneyUnit.WAN,
    titles: Mapping[str, str] = MappingProxyType({}),
    sections: Mapping[str, str] = MappingProxyType({}),
    errors_only: bool = False,
) -> Iterator[tuple[str, str]]:
    """Return the findings as lines of text, each with its kind (错误, 提醒, …) or "": first the verdict, then the grave
    ones, those of one table or one section of the report under one heading.

    unit: in which the user gave the amounts; findings tell them in 万元. titles: the headings of the public tables
    (公开03表 支出决算表) by what findings call them, see `Form.titles`. sections: the headings of sections by place.
    errors_only: whether the others are counted in the verdict and not told.
    """
    yield kind(min(findings, key=gravity)) if findings else "", verdict(findings)
    if findings and unit is not MoneyUnit.WAN:
        yield "", f"数据以{unit.value}填写，下面的金额以{MoneyUnit.WAN.value}计。"
    for wanted in ORDER[:1] if errors_only else ORDER:
        for part, those in part_by_table(
            [one for one in findings if kind(one) == wanted], titles, sections
        ).items():
            yield "", f"\n【{part}】"
            elsewhere = {place: heading for place, heading in sections.items() if heading != part}
            for finding in those:
                yield wanted, f"{wanted}  {finding.key}"
                yield from (
                    ("", f"      {shorten_numbers(text)}")
                    for text in lines_of_finding(finding, line, elsewhere)
                )


def gravity(finding: Finding) -> int:
    """Return how grave a finding is: 0 for the gravest kind."""
    return ORDER.index(kind(finding))


def verdict(findings: Sequence[Finding]) -> str:
    """Return in one line whether the file can be published as it is, and how many findings of each kind there are."""
    if not findings:
        return "核对：没有发现问题。"
    counted = count_in_words(findings)
    grave = {finding.level for finding in findings if finding.counts}
    if grave == {Level.UNCHECKED}:
        return f"核对：没有错误，但是缺公开表。{counted.removeprefix('错误0处，')}"
    if grave:
        return f"核对：{counted}错误要改正；核实过可以接受的，写进data.json的“已核实”。"
    return f"核对：没有错误。{counted.removeprefix('错误0处，')}"


# The parts of a report that are neither a table nor a section, by how the ids of their rules begin, in the order in which they are told.
PARTS = {
    "PR": "正文",
    "AD": "科目",
    "PF": "预算绩效",
    "ST": "结构和标题",
    "HY": "文字",
    "SN": "与数据不同",
    "X": "表与表",
}
OTHERS = "其他"


def part_by_table(
    findings: Sequence[Finding], titles: Mapping[str, str], sections: Mapping[str, str]
) -> dict[str, list[Finding]]:
    """Return the findings by the table that they are about, in the order of the tables, then by the section of the
    report, then by what else they are about."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(part_of(finding, titles, sections), []).append(finding)
    order = [*titles.values(), *sections.values(), *PARTS.values(), OTHERS]
    return {part: found[part] for part in sorted(found, key=order.index)}


def part_of(finding: Finding, titles: Mapping[str, str], sections: Mapping[str, str]) -> str:
    """Return the table that a finding is about, with its title, the section of its first place, or what it is about."""
    for table, title in titles.items():
        if finding.subject == table or finding.subject.startswith((f"{table} ", f"{table}与")):
            return title
    headings = (sections[side.path] for side in finding.sides if side.path in sections)
    return next(headings, "") or PARTS.get(finding.rule.partition("-")[0], OTHERS)


def lines_of_finding(finding: Finding, line: Line, sections: Mapping[str, str]) -> Iterator[str]:
    """Return what a finding says, as lines. sections: the headings that its places need to be told with, by place."""
    hint = "" if finding.accepted else finding.hint
    if finding.level is Level.TAIL:
        sides = "；".join(f"{side}{sides_in_brackets(side, line)}" for side in finding.sides)
        yield f"{sides}；相差{finding.difference}。{f'{hint}。' if hint else ''}"
    else:
        yield from describe_sides(finding.sides, line, sections)
        yield f"{finding.what}。{f'请{hint}。' if hint else ''}"
    if finding.accepted:
        yield f"已核实：{finding.accepted}"


def describe_sides(sides: Sequence[Side], line: Line, sections: Mapping[str, str]) -> Iterator[str]:
    """Return sides with their values and lines, or sections, and with what they were reckoned from."""
    for side in sides:
        section = sections.get(side.path, "")
        yield f"{side}{f'（{section}）' if section else side_in_brackets(side, line)}"
        for part in side.parts[:MOST_PARTS]:
            yield f"    {part}{side_in_brackets(part, line)}"
        if len(side.parts) > MOST_PARTS:
            yield f"    ……共{len(side.parts)}项"


def side_in_brackets(side: Side, line: Line) -> str:
    """Return where a side stands in the file, in brackets; "" when that is not known."""
    where = line(side.path) if side.path else None
    return f"（{tell_spot(where)}）" if where else ""


def sides_in_brackets(side: Side, line: Line) -> str:
    """Return where a side stands, or what it was reckoned from, in brackets."""
    found = [line(one.path) for one in ([side] if side.path else side.parts) if one.path]
    cells = [where for where in found if isinstance(where, str)]
    if cells:
        more = f"等{len(cells)}格" if len(cells) > MOST_PARTS else ""
        return f"（{'、'.join(cells[:MOST_PARTS])}{more}）"
    known = [str(number) for number in found if number]
    more = f"等{len(known)}行" if len(known) > MOST_PARTS else "行"
    return f"（第{'、'.join(known[:MOST_PARTS])}{more}）" if known else ""


def count_in_words(findings: Sequence[Finding]) -> str:
    """Return how many findings of each kind there are, in one line."""
    counts = Counter(map(kind, findings))
    return "，".join(f"{name}{counts[name]}处" for name in ORDER if counts[name] or name == ORDER[0]) + "。"


class CatalogueRule(Protocol):
    """A rule as the catalogue tells it: a rule on data, or one on printed text."""

    @property
    def id(self) -> str:
        """The id by which the catalogue and findings call it: PR-8."""

    @property
    def title(self) -> str:
        """What it is about, in Chinese."""

    @property
    def formula(self) -> str:
        """What it asks, in Chinese, for people."""


def catalogue(rules: Sequence[CatalogueRule]) -> Iterator[str]:
    """Return rules with their formulas, a line each."""
    width = max(len(rule.id) for rule in rules)
    for rule in rules:
        yield f"{rule.id:<{width}}  {rule.title}：{rule.formula}"


def catalogue_as_json(rules: Mapping[str, Sequence[CatalogueRule]]) -> str:
    """Return rules for programs, by what they are applied to (数据, 报告)."""
    data = [
        {"编号": rule.id, "名称": rule.title, "算式": rule.formula, "核对": applied}
        for applied, those in rules.items()
        for rule in those
    ]
    return json.dumps(data, ensure_ascii=False, indent=2)


def as_json(
    findings: Sequence[Finding],
    line: Line,
    titles: Mapping[str, str] = MappingProxyType({}),
    sections: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the findings for programs. titles, sections: as of `told`."""
    counts = Counter(map(kind, findings))
    data = {
        "结论": verdict(findings),
        **{name: counts[name] for name in ORDER},
        "金额单位": MoneyUnit.WAN.value,
        "发现": [
            {
                "名称": one.key,
                "规则": one.rule,
                "程度": one.level.value,
                "所在": part_of(one, titles, sections),
                "说明": one.what,
                "办法": one.hint,
                "差额": one.difference,
                "两边": [side_as_data(side, line) for side in one.sides],
                **({ACCEPTED: one.accepted} if one.accepted else {}),
            }
            for one in findings
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def side_as_data(side: Side, line: Line) -> Mapping[str, object]:
    """Return a side as JSON: what it is called, its value, its path, its line or cell, and what it is made up of."""
    where = line(side.path) if side.path else None
    return {
        "名称": side.name,
        "值": side.value,
        "位置": side.path,
        **spot_as_data(where),
        **({"来自": [side_as_data(part, line) for part in side.parts]} if side.parts else {}),
    }
