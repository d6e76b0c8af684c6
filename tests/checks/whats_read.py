"""What was read of a report, line by line: the data of its tables, what is not known of them, and what each sentence claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from narrator.checks.printed.pattern_pieces import Capture, skeleton
from narrator.checks.printed.prose import Claim, Prose
from narrator.checks.printed.raw_data import path_of
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.report_rules import ReadReport
from narrator.disclosure.value import Figure, Words
from narrator.sources import Derived, Said, Slot

FIRST = 40  # letters by which a line is known that is no longer there
MOST = 60  # lines of a kind that are told one by one
SHORT = 20  # of a sentence, whose captures tell the rest


def what_is_read(report: ReadReport) -> Counter[str]:
    """All that was read of REPORT, a line each."""
    return Counter([*of_tables(report.tables), *of_prose(report.prose), *of_known(report)])


def read_otherwise(report: ReadReport, before: Counter[str]) -> str:
    """What is read of REPORT anew, and what no longer, beside what was read BEFORE."""
    return otherwise(what_is_read(report), before)


def otherwise(now: Counter[str], before: Counter[str], most: int = MOST) -> str:
    """Which lines are there NOW and were not BEFORE, and which no longer, one by one where they are not more than MOST."""
    told = [*(now - before).elements()]
    for kind, lines in groupby(sorted((before - now).elements(), key=kind_of), kind_of):
        gone = [one[:FIRST] for one in lines]
        told += [f"不再{one}" for one in gone] if len(gone) <= most else [f"不再{kind} {len(gone)}处"]
    return "".join(f"{one}\n" for one in told)


def kind_of(line: str) -> str:
    return line.partition(" ")[0]


def of_tables(tables: Reading) -> Iterator[str]:
    raw = dict(leaves(tables.raw))
    for path, called in tables.cells.items():
        yield f"格 {path}（{called}）“{tables.shown[path]}” {raw.pop(path, '')}"
    for path in sorted(raw):
        yield f"数据 {path} {raw[path]}"
    for path in sorted(tables.unread):
        yield f"不知 {path}"
    yield from sorted(f"不懂 {' '.join(str(part or '') for part in one)}" for one in tables.strange)
    for name in (*tables.misplaced, *tables.misstated, *sorted(tables.torn), *tables.blank):
        yield f"不照印的 {name}"
    for blueprint, rows, above, below in tables.found:
        yield f"表样 {blueprint.name} {len(rows)}行 上{len(above)} 下{len(below)}"


def leaves(raw: Any, at: tuple[str, ...] = ()) -> Iterator[tuple[str, object]]:
    """Raw data, place by place."""
    if isinstance(raw, Mapping) and raw:
        for name, one in raw.items():
            yield from leaves(one, (*at, name))
    elif isinstance(raw, list) and raw:
        for number, one in enumerate(raw, 1):
            yield from leaves(one, (*at, str(number)))
    else:
        yield path_of(at), raw


def of_prose(prose: Prose) -> Iterator[str]:
    for one in prose.claims:
        yield f"读 {one.line.place} {one.text[:SHORT]}{captured(one)}"
    for done in prose.completions:
        statement = done.statement
        roles = " ".join(f"{part.role}{part.base}{part.sign}={part.text}" for part in statement.parts)
        signs = " ".join(f"{one.base}{one.sign}" for one in statement.comparisons)
        yield f"完成 {done.line.place} {statement.text}〔{roles}｜{signs}｜{statement.reason}〕"
    for line, have, want in prose.reworded:
        yield f"换了说法 {line.place} {have} ／ {want}"
    for line, have, want in prose.differs:
        yield f"不同 {line.place} {have} ／ {want}"
    for line, text in prose.unread:
        yield f"没有读懂 {line.place} {text}"
    for wanted in prose.absent:
        yield f"没有 {skeleton(wanted.pieces)}"
    for line, wanted in prose.headings:
        yield f"标题 {line.place} {line.text} ／ {wanted.text}"
    for table, those in prose.unjudged.items():
        for line, text in those:
            yield f"没有核对 {table} {line.place} {text}"


def captured(claim: Claim) -> str:
    """What a claim captures, in brackets; "" when it is nothing."""
    inside = " ".join(map(told, claim.captures))
    return f"〔{inside}〕" if inside else ""


def told(capture: Capture) -> str:
    source = capture.piece.source
    match source:
        case Figure() | Words():
            name = source.path
        case Slot():
            name = source.name
        case Said():
            name = source.wording.rule
        case Derived():
            name = "算得"
        case _:
            name = str(source)
    chosen = "/".join(sorted(capture.chosen))
    inside = " ".join(map(told, capture.parts))
    return (
        f"{name}{f'：{chosen}' if chosen else ''}={capture.text[:SHORT] if not inside else f'〔{inside}〕'}"
    )


def of_known(report: ReadReport) -> Iterator[str]:
    known = report.known
    for path, (text, claim) in known.said.items():
        yield f"只在正文 {path} {text[:SHORT]} {claim.line.place}"
    for path in known.numbers:
        yield f"正文的数 {path}"
    for path, implied in known.implied.items():
        yield f"推得 {path} {implied.wan} {implied.loose}"
