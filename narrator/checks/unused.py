"""Data that no sentence and no table used: a typing slip, or a figure in the wrong place."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from narrator.disclosure.value import Count, Figure, Listing, Record, Value, Words
from narrator.document import Document, Slot, Table, texts
from narrator.facts.operand import Derived
from narrator.number import Amount, Score
from narrator.phrases.engine import Said
from narrator.problem import Problem, Severity

# These steer the report and are not printed themselves.
STEERING = ("格式", "金额单位", "部门.级次", "预算绩效.项目*.资金性质", "原因记录.*", "已核实.*")


# Rows by code know their code, their level and the rows above them: those are no data.
ABOVE = ("科目编码", "级次", "类", "款")


def unused(disclosure: Record, document: Document) -> list[Problem]:
    """What DISCLOSURE gives and DOCUMENT does not use. Zeros and empty texts are no loss and left out."""
    used: set[str] = set()
    for text in texts(document):
        for span in text.spans:
            note(span.source, used)
    problems = []
    for path, shown in given(disclosure):
        if path not in used and not any(fnmatchcase(path, pattern) for pattern in STEERING):
            problems.append(
                Problem(path, f"{shown}没有用到", "核对名称和位置；本格式用不到的可以留着", Severity.WARNING)
            )
    return problems


def unprinted(disclosure: Record, document: Document) -> list[Problem]:
    """Rows of the public tables that have money and that the form's tables do not print anywhere."""
    printed = {
        span.source.path
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.body
        for cell in row
        for text in cell.paragraphs
        for span in text.spans
        if isinstance(span.source, Figure)
    }
    problems: list[Problem] = []
    for name, table in disclosure.items():
        if name.startswith("公开") and isinstance(table, Record):
            for row in rows(table):
                figures = [part for part in row.values() if isinstance(part, Figure)]
                if any(map(money, figures)) and printed.isdisjoint(figure.path for figure in figures):
                    problems.append(
                        Problem(
                            row.path,
                            f"{name}没有这一行，这一行的数印不出来",
                            "核对编码和名称，改到表里有的行",
                        )
                    )
    return problems


def rows(value: Value) -> Iterator[Record]:
    """The records of VALUE that hold figures themselves."""
    if isinstance(value, Record):
        if any(isinstance(part, Figure) for part in value.values()):
            yield value
        for name, part in value.fields.items():
            if name not in ABOVE:
                yield from rows(part)
    elif isinstance(value, Listing):
        for part in value:
            yield from rows(part)


def money(figure: Figure) -> bool:
    """Whether FIGURE is an amount that does not print as zero."""
    return isinstance(figure.value, Amount) and bool(figure.value.published)


def note(source: object, used: set[str]) -> None:
    """Add the paths that SOURCE was made from to USED."""
    match source:
        case Slot(name, _):
            used.add(name)
        case Said(fact=fact):
            for operand in fact.operands:
                note(operand, used)
        case Derived(_, _, operands):
            for operand in operands:
                note(operand, used)
        case Figure() | Words():
            used.add(source.path)


def given(value: Value) -> Iterator[tuple[str, str]]:
    """The path and a short text of every leaf that the data gives and that says something."""
    match value:
        case Record():
            for name, part in value.fields.items():
                if name not in ABOVE:
                    yield from given(part)
        case Listing():
            for part in value:
                yield from given(part)
        case Figure(Amount() | Count() | Score() as number, path, True):
            if str(number).strip("0."):
                yield path, str(number)
        case Words(text, path, _, True) if text:
            yield path, f"“{text[:12]}{'…' if len(text) > 12 else ''}”"
        case _:
            pass
