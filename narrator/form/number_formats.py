"""How a report prints its numbers, as form.toml says it, where the base prints them otherwise: decimals, thousands, zeros in prose.
The base reads the report as if it printed them so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from narrator.document import Document, Table, texts_in
from narrator.form.form_keys import PROSE, PROSE_ZERO, RATE_ZERO, RATES, TABLES, UNIT
from narrator.form.official_form import Form
from narrator.number import MoneyUnit
from narrator.number_format import ZEROS, count_decimals
from narrator.phrases.entries import Book
from narrator.phrases.misprints import FIGURE, Printing, fitting_literals
from narrator.tables.matrix import matrix
from narrator.tables.money_unit import find_money_unit
from narrator.tables.plain import plain
from narrator.toml import quote

CELL = re.compile(r"^-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+")
MONEY = re.compile(r"(?<![\d.,])((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(万元|元)")
RATE = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?)%")
# What holds where a form states nothing
USUAL = {UNIT: MoneyUnit.WAN.value, PROSE: "0.00", TABLES: "0.00", RATES: "0.00"}
FEWEST = 3  # numbers that tell how all are printed
SURE = 5  # amounts that tell the unit of all
HEADER = 5  # rows of a table that may be its header


def find_number_formats(document: Document, base: Form) -> dict[str, str]:
    """Return the entries of form.toml in which a report prints numbers otherwise than the base; nothing of what too few
    numbers tell."""
    cells, lines = list(amounts_in_tables(document)), list(prose_lines(document))
    unit = money_unit_of_prose(lines)
    money = [found[1] for line in lines for found in MONEY.finditer(line) if found[2] == unit.value]
    rates = [found[1] for line in lines for found in RATE.finditer(line)]
    zeros = [one for one in money if one in ZEROS]
    amounts = [one for one in money if float(one.replace(",", ""))]
    places = most_frequent(count_decimals(one) for one in cells) or most_frequent(
        count_decimals(one) for one in amounts
    )
    stated: dict[str, str] = {UNIT: unit.value} if unit is MoneyUnit.YUAN else {}
    if places is not None:  # as many in prose as in tables, or they could not be held together
        stated[TABLES] = number_pattern(cells, places)
        stated[PROSE] = number_pattern(amounts, places)
    if (
        of_rates := most_frequent(count_decimals(one) for one in rates if float(one) not in (0, 100))
    ) is not None:
        stated[RATES] = number_pattern((), of_rates)
    if len(zeros) >= FEWEST or (zeros and PROSE_ZERO in base.numbers):
        zero = max(sorted(set(zeros)), key=zeros.count)
        if zero != ZEROS[places or 0] or PROSE_ZERO in base.numbers:
            stated[PROSE_ZERO] = zero
    if nothing := [one for one in rates if not float(one)]:
        zero, enough = max(sorted(set(nothing)), key=nothing.count), len(nothing) >= FEWEST
        if RATE_ZERO in base.numbers:
            told = enough or zero in ZEROS
        else:  # as the rates are printed, it goes without saying
            told = enough and (not of_rates or zero != ZEROS[of_rates])
        stated |= {RATE_ZERO: zero} if told else {}
    found = {key: value for key, value in stated.items() if value != base.numbers.get(key, USUAL.get(key))}
    if (
        PROSE in found and TABLES not in base.numbers
    ):  # tables print as prose does, unless they are told otherwise
        found |= {TABLES: stated[TABLES]}
    if (
        found.get(TABLES) == found.get(PROSE, base.numbers.get(PROSE, USUAL[PROSE]))
        and TABLES not in base.numbers
    ):
        found.pop(TABLES, None)
    return found


def money_unit_of_prose(lines: Iterable[str]) -> MoneyUnit:
    """Return the unit of most amounts in lines; 万元 when too few tell."""
    return more_of([found[2] for line in lines for found in MONEY.finditer(line)], SURE)


def money_unit_of_tables(document: Document) -> MoneyUnit:
    """Return the unit that most tables of a report state; 万元 when none does."""
    told: list[str] = []
    above: list[str] = []
    for block in document.blocks:
        if isinstance(block, Table):
            top = block._replace(header=(), body=tuple(block.rows[:HEADER]))
            told.append(find_money_unit(reversed(above), matrix(top), ()))
            above = []
        else:
            above += (text.string for text in texts_in([block]))
    return more_of(told, 0)


def more_of(told: list[str], least: int) -> MoneyUnit:
    """Return 元 when more than so many units are that, and more than are 万元; else 万元."""
    yuan = told.count(MoneyUnit.YUAN.value)
    return MoneyUnit.YUAN if yuan > max(told.count(MoneyUnit.WAN.value), least) else MoneyUnit.WAN


def with_number_formats(base: Form, stated: dict[str, str]) -> Form:
    """Return a form as if its form.toml stated those entries."""
    if not stated:
        return base
    source = base.source + "".join(f"{line}\n" for line in number_lines(stated))
    return base._replace(numbers={**base.numbers, **stated}, source=source)


def number_lines(stated: dict[str, str]) -> Iterator[str]:
    """Yield the lines of form.toml that state how numbers are printed."""
    yield from (f"{quote(key)} = {quote(value)}" for key, value in stated.items())


def restate_wordings(book: Book, printing: Printing, unit: Callable[[str], str] = str) -> Iterator[str]:
    """Yield the lines of a phrasebook that write out the base's fixed figures (占0%) with the decimals that the report prints.
    book: the base's. unit: gives a wording with the unit that the report prints."""
    for table in book.values():
        entries = {}
        for key, wording in table.entries.items():
            if not wording.rule.startswith(f"{table.name}."):
                continue  # the words of the table that this one is like
            situation = table.kind.situations.get(key) if table.kind else None
            stated = unit(str(wording))
            if fitting := fitting_literals(situation, printing):
                unlike = {*(situation.literals if situation else ())} - {*fitting}
                for figure in unlike.intersection(FIGURE.findall(stated)):
                    stated = re.sub(rf"(?<![\d.]){re.escape(figure)}(?![\d.])", fitting[0], stated)
            if stated != str(wording):
                entries[key] = stated
        if entries:
            yield f"[{quote(table.name)}]"
            yield from (f"{quote(key)} = {quote(entry)}" for key, entry in entries.items())
            yield ""


def amounts_in_tables(document: Document) -> Iterator[str]:
    """Yield the amounts that the tables of a report print with decimals."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from (text for row in matrix(block) for cell in row if CELL.fullmatch(text := plain(cell)))


def prose_lines(document: Document) -> Iterator[str]:
    """Yield the lines of a report outside its tables, in plain form."""
    for block in document.blocks:
        if not isinstance(block, Table):
            yield from (plain(text.string) for text in texts_in([block]))


def most_frequent(counts: Iterable[int]) -> int | None:
    """Return the count that most are; None when they are too few to tell."""
    found = Counter(counts)
    return max(sorted(found), key=found.__getitem__) if found.total() >= FEWEST else None


def number_pattern(numbers: Iterable[str], places: int) -> str:
    """Return the CLDR pattern of numbers with so many decimals: with thousands when most of those that have some part them."""
    large = [one for one in numbers if len(one.partition(".")[0].replace(",", "").lstrip("-")) > len("999")]
    grouped = sum("," in one for one in large) * 2 > len(large)
    return f"{'#,##0' if grouped else '0'}{'.' if places else ''}{'0' * places}"
