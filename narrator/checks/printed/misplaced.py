"""Figures and names that slipped in the public tables of a report, judged by what its other tables print.

`report_tables` takes out what slipped before anything is judged; `intake` does so with the tables of last year's report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from narrator.checks.printed.blank_tables import lost_figures
from narrator.checks.printed.exchanged_items import printed_items, said_of_items, take_out_exchanged_items
from narrator.checks.printed.missing_rows import EXPENSE, GRANTED, INCOME
from narrator.checks.printed.slip_evidence import evidence_of, evidence_within, number_elsewhere
from narrator.checks.printed.table_data import Reading
from narrator.disclosure.classification import Classification
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, BY_FUNCTION
from narrator.number import CENT
from narrator.tables.blank_rows import take_out_blank_columns, take_out_blank_rows, take_out_only_blank
from narrator.tables.exchanged_labels import Labels, exchange_labels
from narrator.tables.exchanged_rows import (
    find_unusual_rows,
    take_out_exchanged_rows,
    take_out_unusual_rows,
    turn_round,
)
from narrator.tables.label_slips import MANY, straighten
from narrator.tables.lost_codes import restore_codes
from narrator.tables.mistyped_codes import correct_codes
from narrator.tables.moved_columns import take_out_moved_columns
from narrator.tables.plain import plain
from narrator.tables.slip_board import ZERO, Board, Evidence, shows_nothing_wrong
from narrator.tables.slipping import find_slipped_figures, take_out_slipped, without_slips
from narrator.tables.table_as_read import Fault, PublicTable
from narrator.tables.vocabulary import TOTAL_COLUMNS, FigurePlace, Vocabulary, full_path
from narrator.tables.wrapped_names import join_names


def take_out_all_misplaced(
    reading: Reading, lines: Sequence[str]
) -> Mapping[str, Mapping[str, Decimal | None]]:
    """Take out what `take_out_misplaced` does of all public tables of a report. Return it by their names.

    Those of which more does not add up within themselves come first: where another one does not agree with them it is not that one's
    fault, and it is not judged by what they print there.
    """
    evidence = {name: evidence_of(one, reading, lines) for name, one in reading.public.items()}
    found: dict[str, dict[str, Decimal | None]] = {}
    doubtful: list[PublicTable] = []
    for name, one in reading.public.items():
        if shows_nothing_wrong(one, evidence[name]):
            found[name] = take_out_blank_rows(one, least_of(one, reading))
        else:
            doubtful.append(one)
    if len(doubtful) > 1:
        doubtful.sort(key=lambda one: -len(wrong_within(one, reading)))
    for one in doubtful:
        as_before = not any(found.values())  # nothing was taken out since
        known = evidence[one.name] if as_before else evidence_of(one, reading, lines)
        found[one.name] = take_out_misplaced(one, reading, lines, known)
    granted, income = reading.public.get(GRANTED), reading.public.get(INCOME)
    if granted is not None and not found[GRANTED]:
        found[GRANTED] = take_out_exchanged_items(granted, lines)
    if income is not None and not any(found.get(name) for name in BY_FUNCTION):
        rows = find_unusual_rows(income, evidence[INCOME].usual)
        if rows and is_spent_as_granted(
            {one.parts.row for one in income.figures.values() if one.row in rows}, reading
        ):
            found[INCOME] = take_out_unusual_rows(board_of(income, reading, lines), rows)
    return found


def is_spent_as_granted(codes: Iterable[str], reading: Reading) -> bool:
    """Return whether rows by code whose figures the table of all income has otherwise than that of all expense are nearer to one kind of
    money as this one has them."""
    granted = reading.public.get(GRANTED)
    if granted is None:
        return False
    income, expense, money = (
        [
            number_elsewhere(full_path(name, FigurePlace("", code, TOTAL_COLUMNS[name])), granted, reading)
            or ZERO
            for code in codes
        ]
        for name in (INCOME, EXPENSE, GRANTED)
    )
    return distance(money, expense) < distance(money, income)


def distance(some: Sequence[Decimal], others: Sequence[Decimal]) -> Decimal:
    """Return how far numbers are from others, all together."""
    return sum((abs(one - other) for one, other in zip(some, others, strict=True)), ZERO)


def wrong_within(table: PublicTable, reading: Reading) -> Set[tuple[str, str]]:
    """Return the places, side and row, of which what does not add up within a table is about."""
    board = Board(table, evidence_within(table, reading))
    wrong = {
        board.paths[cell]
        for one in board.relations
        if one.fails()
        for cell in one.cells
        if cell in board.paths
    }
    return {(parts.side, parts.row) for path in wrong for parts in [table.figures[path].parts]}


def without_alike(table: PublicTable, reading: Reading) -> Reading:
    """Return what the tables of a report say but for those in which the same rows as in one of them do not add up: what is wrong with
    it is so in these as well, and that they agree says nothing."""
    own = wrong_within(table, reading) if table.name in BY_FUNCTION else set()
    alike = {
        name
        for name in BY_FUNCTION
        if own and name != table.name
        if (other := reading.public.get(name))
        and len(own & (there := wrong_within(other, reading))) * 2 > len(own | there)
    }
    public = {name: one for name, one in reading.public.items() if name not in alike}
    return replace(reading, public=public) if alike else reading


def least_of(table: PublicTable, reading: Reading) -> Decimal:
    """Return what a blank row of a table lacks at least, in its unit."""
    return max(2 * reading.step / table.factor, CENT)


def take_out_misplaced(
    table: PublicTable, reading: Reading, lines: Sequence[str] = (), known: Evidence | None = None
) -> dict[str, Decimal | None]:
    """Take the figures that slipped, or that a blank row should have, out of a table, and note where. Return by their paths
    the numbers that most likely belong there, None for a blank. lines: the prose. known: what the table is judged by, where that is
    known.
    """
    evidence = known or evidence_of(table, reading, lines)
    least = least_of(table, reading)
    if shows_nothing_wrong(table, evidence):
        return take_out_blank_rows(table, least)
    board = Board(table, evidence)
    found = take_out_judged(board, reading, lines)
    if not found and (rest := without_alike(table, reading)) is not reading:
        found = take_out_judged(board_of(table, rest, lines), rest, lines)
    return found or take_out_blank_rows(table, least) or take_out_only_blank(board)


def take_out_judged(board: Board, reading: Reading, lines: Sequence[str]) -> dict[str, Decimal | None]:
    """Take out of the table of a board what `take_out_misplaced` does, but for a row that is blank, by what the tables of a report
    say."""
    table = board.table
    if blank := take_out_blank_columns(board):
        return blank
    slipped: dict[str, Decimal | None] = {}
    for slip in find_slipped_figures(board):
        slipped |= take_out_slipped(table, slip)
    return (
        slipped
        or take_out_moved_columns(board, lambda: is_less_than_it_should(table, reading, lines))
        or take_out_exchanged_rows(board, lambda *codes: is_exchanged(table, codes, reading, lines))
    )


def is_less_than_it_should(table: PublicTable, reading: Reading, lines: Sequence[str]) -> bool:
    """Return whether it is the fault of the table of all expense where that of one kind of money has more: this one has the basic expense
    that 基本支出表 lists."""
    granted = reading.public.get(GRANTED)
    if table.name != EXPENSE or granted is None or BY_ECONOMIC_CLASS not in reading.public:
        return False
    return not board_of(granted, reading, lines).is_wrong_itself


def is_exchanged(table: PublicTable, codes: Sequence[str], reading: Reading, lines: Sequence[str]) -> bool:
    """Return whether it is a table of expense where the figures of rows by code are exchanged, each with those of the next one, which
    the other one prints as they should be: that of one kind of money unless the prose, or else the table of all income, has them as they
    stand there."""
    granted = reading.public.get(GRANTED)
    if granted is None or table.name not in (GRANTED, EXPENSE):
        return False
    sums = {
        code: granted.figures.get(full_path(GRANTED, FigurePlace("", code, TOTAL_COLUMNS[GRANTED])))
        for code in codes
    }
    if None in sums.values():
        return False
    printed = [one.number or ZERO for one in sums.values() if one]
    turned = turn_round(printed) if table.name == GRANTED else [printed[-1], *printed[:-1]]
    names = [plain(one.label) for one in sums.values() if one]
    said_of = said_of_items(printed_items(granted), lines)
    said = [said_of.get(name, set()) for name in names]
    as_printed, as_turned = (
        all(f"{number:.2f}" in one for number, one in zip(numbers, said, strict=True))
        for numbers in (printed, turned)
    )
    if as_printed != as_turned:
        is_right = as_printed
    else:
        place = (FigurePlace("", code, TOTAL_COLUMNS[INCOME]) for code in codes)
        income = [number_elsewhere(full_path(INCOME, one), granted, reading) or ZERO for one in place]
        is_right = distance(income, printed) < distance(income, turned)
    return is_right == (table.name == EXPENSE)


def board_of(table: PublicTable, reading: Reading, lines: Sequence[str]) -> Board:
    """Return the numbers of a table of a report with what they are judged by. lines: its prose."""
    return Board(table, evidence_of(table, reading, lines))


def find_blank_tables(reading: Reading, lines: Sequence[str]) -> list[str]:
    """Return the names of the public tables that lost their figures, by what the others would print had nothing slipped in them."""
    if not lost_figures(reading.public):
        return []
    slips = {
        name: find_slipped_figures(board_of(one, reading, lines)) for name, one in reading.public.items()
    }
    return lost_figures({name: without_slips(one, slips[name]) for name, one in reading.public.items()})


def straighten_names(
    table: PublicTable,
    reading: Reading,
    vocabulary: Vocabulary,
    classes: Classification,
    lines: Sequence[str],
) -> PublicTable:
    """Return a table of a report with its names and codes as they would stand had they not slipped, been left out or mistyped, and
    keep it as what was read. lines: the prose."""
    if any(one.kind == Fault.ROW for one in table.unread):
        if table.name == BY_ECONOMIC_CLASS:
            table = join_names(table, economic_names(classes), vocabulary)
        elif table.name in BY_FUNCTION:
            names = names_of_codes(table, reading, classes)
            others = dict(find_labels_elsewhere(table, reading, classes))
            table = restore_codes(join_names(table, names, vocabulary), names, vocabulary, others)
        reading.public[table.name] = table
    moved = table
    if known := find_known_names(table, reading, classes):
        moved = straighten(
            table, known, vocabulary, lambda one: not find_slipped_figures(board_of(one, reading, lines))
        )
    if moved is table and (table.name in BY_FUNCTION or table.name == BY_ECONOMIC_CLASS):
        elsewhere = find_labels_elsewhere(table, reading, classes)
        standard = classes.functional if table.name in BY_FUNCTION else classes.economic
        moved = exchange_labels(table, elsewhere, vocabulary)
        moved = correct_codes(moved, elsewhere, standard, vocabulary)
    reading.public[table.name] = moved
    return moved


def find_labels_elsewhere(table: PublicTable, reading: Reading, classes: Classification) -> Labels:
    """Return the codes with their names as the other tables of a report have them that are by the same codes as one, or as the
    classification does where there are none."""
    if table.name == BY_ECONOMIC_CLASS:
        return {(code, plain(name)) for code, name in classes.economic.items()}
    others = [one for name in BY_FUNCTION if (one := reading.public.get(name)) and one is not table]
    return {(one.parts.row, plain(one.text)) for other in others for one in other.names.values()}


def find_known_names(
    table: PublicTable, reading: Reading, classes: Classification
) -> Mapping[str, Collection[str]]:
    """Return what codes are called: as the classification says, or as another table calls them, if that is not another one's name;
    {} for a table whose names are all those of their codes, or nearly."""
    if table.name == BY_ECONOMIC_CLASS:
        return economic_names(classes)
    standard = classes.functional
    strange = [
        one for one in table.names.values() if plain(one.text) != plain(standard.get(one.parts.row, ""))
    ]
    if len(strange) < MANY - 1:  # one more may have a code that is there twice
        return {}
    return names_of_codes(table, reading, classes)


def economic_names(classes: Classification) -> Mapping[str, Collection[str]]:
    """Return what economic codes are called."""
    return {code: {plain(name)} for code, name in classes.economic.items()}


def names_of_codes(
    table: PublicTable, reading: Reading, classes: Classification
) -> Mapping[str, Collection[str]]:
    """Return what functional codes are called: as the classification says, or as another table than the given one calls them, if
    that is not another one's name."""
    standard = classes.functional
    known: dict[str, dict[str, None]] = {code: {plain(name): None} for code, name in standard.items()}
    names = {plain(name) for name in standard.values()}
    others = [one for one in reading.public.values() if one is not table and one.name != BY_ECONOMIC_CLASS]
    for one in chain.from_iterable(other.names.values() for other in others):
        code, name = one.parts.row, plain(one.text)
        if code not in standard or name not in names:
            known.setdefault(code, {})[name] = None
    return known
