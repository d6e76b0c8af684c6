"""Lists that no table prints, such as the projects of a report without their self-evaluation tables: an item of each kind is made
up to have the base's sentences on it, and what the report says of one after the other is kept under its number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from narrator.checks.printed.known_figures import number_held, read_decimal
from narrator.checks.printed.pattern_pieces import every
from narrator.checks.printed.possible_data import completed
from narrator.checks.printed.raw_data import MADE_UP, store
from narrator.disclosure.branch_shapes import ListShape, RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.text_shapes import DateShape, NameShape, ProseShape
from narrator.disclosure.value import Figure, Words, split_path
from narrator.disclosure.written_date import read_date
from narrator.document import Document, Paragraph
from narrator.intake.foreign_report import blanks_of, original_words, words_in_blanks
from narrator.learning.counterparts import PrintedBlock
from narrator.number import LEAST, Amount, given_decimals, read_digits
from narrator.sources import Derived, Fact, Said, Slot
from narrator.tables.plain import plain, unnumbered

AMOUNTS = re.compile(r"(?<![\d.,])\d{1,12}(?:,\d{3}){0,4}\.\d{1,6}(?![\d%％])")
SHARED, RATE = "比例", "完成率"  # blanks of wordings
FIRST = re.compile(r"^([^\[\]]+)\[(\d+)\]")


def with_items(shape: RecordShape, raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return raw data with words in each text that has none, and an item in each list: of records one for each choice that
    their names have. shape: of the data."""
    found = dict(raw)
    for name, inner in shape.fields.items():
        match inner:
            case RecordShape():
                found[name] = with_items(inner, found.get(name) or {})
            case ListShape(item=RecordShape() as item) if not found.get(name):
                found[name] = list(made_up_items(item))
            case ListShape(item=NameShape() | ProseShape()) if not found.get(name):
                found[name] = [f"{MADE_UP}一", f"{MADE_UP}二"]
            case ProseShape() if not found.get(name):
                found[name] = MADE_UP
    return found


def made_up_items(item: RecordShape) -> Iterator[dict[str, Any]]:
    """Yield an item for each value of the first choice that items have, or one."""
    choice = next(
        (name for name, one in item.fields.items() if isinstance(one, NameShape) and one.choices), ""
    )
    shape = item.fields.get(choice)
    for value in shape.choices if isinstance(shape, NameShape) else ("",):
        one = with_items(item, completed(item, {}, {}, 1))
        yield one | ({choice: value} if choice else {})


def take_texts(printed: Sequence[PrintedBlock], tables: Any) -> dict[str, Any]:
    """Return what the lines of a report say that no table prints, by path: the first line that a paragraph of the base prints
    tells of the first item of a list, and so on. tables: what tables print, by path."""
    found: dict[str, Any] = {}
    told: Counter[int] = Counter()
    for one in printed:
        if one.base is None or one.base.paragraph is None:
            continue
        stated = dict(stated_in(one))
        listed = [path for path in stated if FIRST.match(path)]
        if any(path in tables for path in listed):
            listed = []
        told[one.base.paragraph.number] += bool(listed)
        for path, value in stated.items():
            first = FIRST.match(path)
            if path in listed and first:
                path = f"{first[1]}[{told[one.base.paragraph.number]}]{path[first.end() :]}"
            if path not in tables:
                found.setdefault(path, value)
    return found


def stated_in(one: PrintedBlock) -> Iterator[tuple[str, Any]]:
    """Yield what a line says of the data, by path: nothing when it is none of the base's."""
    if one.line is None or one.base is None:
        return
    if (
        not one.captures and one.base.paragraph and one.base.paragraph.blank
    ):  # a text that people wrote and nothing else
        for span in one.base.text.spans:
            if isinstance(span.source, (Words, Slot)):
                yield place_of_text(span.source), unmarked_text(one)
    inside = dict(blanks_of(Document("", (Paragraph(one.base.text, ""),))))
    for capture in every(one.captures):
        source = capture.piece.source
        if isinstance(source, Figure) and (number := number_held(source, capture.text)) is not None:
            yield source.path, number
        elif isinstance(source, (Words, Slot)):
            if words := original_words(one.line.text, capture.text):
                yield place_of_text(source), words
        elif isinstance(source, Said):
            paths = inside.get(id(source), [])
            free = [part.text for part in words_in_blanks(capture) if part.piece.source in ("理由", "文字")]
            if len(paths) == len(free) == 1 and (words := original_words(one.line.text, free[0])):
                yield paths[0], words


def release_undated(printed: Sequence[PrintedBlock], shape: RecordShape) -> None:
    """Take the lines away from the base that stand where it prints a date, and are none: 公开时间：2024年7月. shape: of the data."""
    for one in printed:
        for path, value in stated_in(one):
            steps = [str(step) for step in split_path(path)]
            if isinstance(shape_at(shape, steps), DateShape) and not read_date(str(value)):
                one.base, one.captures = None, ()
                break


def place_of_text(source: Words | Slot) -> str:
    """Return where a text stands in the data."""
    return source.path if isinstance(source, Words) else source.name


def unmarked_text(one: PrintedBlock) -> str:
    """Return the words of a line without the number before them."""
    return original_words(one.text, unnumbered(plain(one.text)))


def store_items(raw: dict[str, Any], found: dict[str, Any]) -> None:
    """Put what was found of items into raw data; an item that lacks a number before it is left out."""
    for path in sorted(
        found,
        key=lambda one: [
            (str(step) if isinstance(step, str) else "", step if isinstance(step, int) else 0)
            for step in split_path(one)
        ],
    ):
        try:
            store(raw, [str(step) for step in split_path(path)], found[path])
        except (IndexError, TypeError, ValueError):
            continue


def take_wholes(printed: Sequence[PrintedBlock], tables: Any) -> dict[str, Any]:
    """Return the figures, by path, of which a report prints a part and what is left without it: their sum. tables: what
    tables print, by path."""
    captured = {
        capture.piece.source: number_held(capture.piece.source, capture.text)
        for one in printed
        for capture in every(one.captures)
        if isinstance(capture.piece.source, (Figure, Derived))
    }
    found = {}
    for source, number in captured.items():
        if isinstance(source, Derived) and source.rest and number is not None:
            whole, part = source.operands
            taken = captured.get(part)
            if isinstance(whole, Figure) and whole.path not in tables and taken is not None:
                found[whole.path] = number + taken
    return found


def take_parts_of_shares(printed: Sequence[PrintedBlock], tables: Any) -> dict[str, Decimal]:
    """Return the figures, by path, of which a report prints only what share they are of another that it prints: as it follows
    from the share. tables: what tables print, by path."""
    captured: dict[str, Decimal] = {}
    shares: list[tuple[str, str, Decimal]] = []
    for capture in (capture for one in printed for capture in every(one.captures)):
        match capture.piece.source:
            case Figure(path=path) as figure if (number := number_held(figure, capture.text)) is not None:
                captured.setdefault(path, number)
            case Said(fact=Fact(operands=(Figure(path=part), Figure(path=whole)))):
                said = [one.text for one in every(capture.parts) if one.piece.source == SHARED]
                rate = read_decimal(said[0]) if len(said) == 1 else None
                shares += [(part, whole, rate)] if rate is not None else []
    return {
        part: (captured[whole] * rate / 100).quantize(
            LEAST
        )  # what follows from a share prints the same one again
        for part, whole, rate in shares
        if whole in captured and part not in captured and part not in tables
    }


def take_budgets_of_rates(printed: Sequence[PrintedBlock], tables: Any) -> dict[str, Decimal]:
    """Return the budgets, by path, of which a report prints only how much of them was spent: as they follow from that rate and the
    amount that was spent, which a table prints; none where some line prints an amount of which that rate is true, too. tables:
    what tables print, by path."""
    found: dict[str, Decimal] = {}
    numbers = {read_digits(one) for block in printed for one in AMOUNTS.findall(block.text)}
    stated = {
        path
        for one in printed
        for capture in every(one.captures)
        if isinstance(capture.piece.source, Figure) and read_decimal(capture.text) is not None
        for path in (capture.piece.source.path,)
    }
    for capture in (capture for one in printed for capture in every(one.captures)):
        match capture.piece.source:
            case Said(fact=Fact(operands=(Figure(path=now, value=Amount(wan=spent)), Figure(path=budget)))):
                said = [one.text for one in every(capture.parts) if one.piece.source == RATE]
                rate = read_decimal(said[0]) if len(said) == 1 else None
                if not rate or now not in tables or budget in tables or budget in stated:
                    continue
                if not any(is_rate_of(rate, spent, one) for one in numbers - {0, spent}):
                    found.setdefault(budget, (spent * 100 / rate).quantize(LEAST))
    return found


def is_rate_of(rate: Decimal, part: Decimal, whole: Decimal) -> bool:
    """Return whether a printed rate is what a part makes of a whole, in per cent, as far as it was rounded."""
    step = Decimal(1).scaleb(-given_decimals(rate))
    return abs(part * 100 / whole - rate) <= step * Decimal("0.6")
