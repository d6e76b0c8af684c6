"""Whether the figures of accounts agree with the relations declared between them: the one engine.

The numbers are compared first (see `comparisons`); only where they do not agree, or are not all known, the figures are looked at,
and of those that do not agree cells and findings are made (see `compare`).
What was not read is not judged.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from narrator.checks.data.accounts import WAN, ZERO, AccountCell, Accounts, add_up
from narrator.checks.data.compare import (
    Tolerance,
    adds_up_as_usual,
    ease_errors,
    sum_of_cells,
    tell_greater,
    tell_half_null,
    tell_negative,
    tell_unequal,
    tell_wrong_sum,
    tolerance_of,
    without_number,
)
from narrator.checks.data.doubts import where_doubtful
from narrator.checks.data.figure_names import name_in_list, name_of_figure
from narrator.checks.data.row_levels import judge_levels
from narrator.checks.data.strange_figures import is_printed_elsewhere, may_have_more, may_lack
from narrator.checks.finding import Finding, Level
from narrator.disclosure.lookup import ITEMS
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.relation import (
    GAPS,
    LENGTHS,
    MINUS,
    ROWS,
    AtMost,
    Equal,
    LastYear,
    Levels,
    Relation,
    Steps,
    Sum,
    count_common_steps,
    figures_below,
    fill_gaps,
    place_steps,
)
from narrator.disclosure.value import Count, Figure, Record, Value, of_kind, split_path
from narrator.number import rounded


def judge_common(accounts: Accounts, relations: Iterable[Relation]) -> Iterator[Finding]:
    """Return where the figures do not agree with the common relations; a form's own sum of a figure stands
    instead of the common ones.
    """
    own = accounts.replaced
    yield from judge(
        accounts, (one for one in relations if not (own and isinstance(one, Sum) and one.whole in own))
    )


def judge_own(accounts: Accounts) -> Iterator[Finding]:
    """Return where the figures of a disclosure do not agree with the relations that its form declares."""
    for declared in accounts.own:
        yield from (one.of_rule(declared.id) for one in judge(accounts, declared.relations))


def judge(accounts: Accounts, relations: Iterable[Relation]) -> Iterator[Finding]:
    """Return where the figures do not agree with the relations."""
    for relation in relations:
        doubtful = where_doubtful(accounts, relation)
        if doubtful is None or doubtful:
            yield from judge_closely(accounts, relation, doubtful)


def judge_closely(
    accounts: Accounts, relation: Relation, doubtful: Collection[Steps] | None = None
) -> Iterator[Finding]:
    """Return where the figures do not agree with a relation. doubtful: for what its gaps stand where they may not; None for
    anything."""
    match relation:
        case Sum():
            yield from judge_sum(accounts, relation, doubtful)
        case Levels():
            yield from judge_levels(accounts, relation)
        case Equal():
            yield from judge_equal(accounts, relation, doubtful)
        case AtMost():
            yield from judge_bound(accounts, relation, doubtful)
        case LastYear():
            pass  # of another year's data


# ---- sums ----


class SumPart(NamedTuple):
    """A part of a sum: whether it is taken off; its steps below the record of the whole, or else from the root; its name
    when it stands in that record itself, else ""."""

    place: str
    taken: bool
    near: Steps | None
    steps: Steps
    name: str


class SumPlaces(NamedTuple):
    """How a sum is found in a disclosure: the records at the base, in each the whole and its parts."""

    base: Steps
    whole: Steps
    parts: tuple[SumPart, ...]


@lru_cache(maxsize=1024)
def places_of_sum(relation: Sum) -> SumPlaces:
    """Return how a sum is found in a disclosure, whatever its figures are."""
    whole = place_steps(relation.whole)
    gaps = [at for at, step in enumerate(whole, 1) if step in GAPS]
    common = min(count_common_steps(whole[:-1], place_steps(part)) for part in relation.parts)
    base = whole[: max(common, *gaps, 0)]
    parts = []
    for place in relation.parts:
        steps = place_steps(place)
        near = steps[len(base) :] if steps[: len(base)] == base else None
        beside = near[0] if near is not None and len(near) == 1 else ""
        parts.append(SumPart(place, place.startswith(MINUS), near, steps, beside))
    return SumPlaces(base, whole[len(base) :], tuple(parts))


def judge_sum(
    accounts: Accounts, relation: Sum, doubtful: Collection[Steps] | None = None
) -> Iterator[Finding]:
    """Return where the whole of a sum is not the sum of its parts, wherever it stands. doubtful: as of `judge_closely`."""
    found = places_of_sum(relation)
    for bound, base in accounts.bindings(found.base):
        if doubtful is not None and bound not in doubtful:
            continue
        if relation.amount is not None:
            parts = parts_there(accounts, relation, found, bound, base)
            path = f"{of_kind(Record, base).path}.{found.whole[-1]}"
            if parts and not adds_up_as_usual(accounts, Figure(Count(relation.amount), path), parts):
                cells = cells_of(accounts, parts, relation)
                total = AccountCell(
                    "满分", Decimal(relation.amount), "", True, exact=True, unit=cells[0].unit
                )
                yield from sum_findings(
                    total, cells, relation, f"{name_in_list(accounts, path)}{relation.mark}"
                )
            continue
        for whole in figures_below(base, found.whole):
            parts = parts_there(accounts, relation, found, bound, base)
            if parts is None and accounts.printed and relation.stated and whole.given:
                yield from lacks_all_parts(accounts, whole, replace(relation, stated=False), bound, base)
            if parts is None or not (
                is_unknown(parts, relation) or not adds_up_as_usual(accounts, whole, parts)
            ):
                continue
            parts = [one for one in parts if one[0].given or not is_idle(accounts, one[0], relation)]
            total, subject = accounts.stated(whole), f"{name_of_figure(accounts, whole)}{relation.mark}"
            if relation.listed and not (whole.given or accounts.unread(whole)):
                total = total._replace(number=ZERO)  # that it lacks is told
            cells = cells_of(accounts, parts, relation)
            if any(
                taken and cell.number is None and cell.printed
                for cell, (_, taken) in zip(cells, parts, strict=True)
            ):
                continue  # which may be as much as the others are too much
            if may_lack(accounts, total, cells):
                continue
            yield from sum_findings(total, cells, relation, subject)


def lacks_all_parts(
    accounts: Accounts, whole: Figure, relation: Sum, bound: Steps, base: Value
) -> Iterator[Finding]:
    """Return that no part of a whole is filled in, where all of them are cells of a table that prints it and none is in a list."""
    found, total = places_of_sum(relation), accounts.stated(whole)
    parts = parts_there(accounts, relation, found, bound, base) or ()
    cells = [accounts.stated(one) for one, _ in parts if one.path in accounts.cells]
    listed = any(ITEMS in (part.near or part.steps) for part in found.parts)
    if total.number and cells and not listed and total.path in accounts.cells:
        sides = (total.side, *(one.side for one in cells))
        subject = f"{name_of_figure(accounts, whole)}{relation.mark}"
        yield Finding(Level.HINT, subject, "总额有数，下面的各项都没有填", "补上各项的数", sides)


def parts_there(
    accounts: Accounts, relation: Sum, found: SumPlaces, bound: Steps, base: Value
) -> list[tuple[Figure, bool]] | None:
    """Return the parts of a sum that stand below a base, each with whether it is taken off; None when nothing is asked."""
    inside_of = of_kind(Record, base).fields
    parts: list[tuple[Figure, bool]] = []
    these: list[Figure] = []
    for part in found.parts:
        if part.name and type(beside := inside_of.get(part.name)) is Figure:  # as most parts are
            these = [beside]
        elif part.near is not None:
            these = figures_below(base, part.near)
        else:
            these = figures_below(
                accounts.disclosure, fill_gaps(part.steps, (*found.base, *found.whole), bound)
            )
        for one in these:
            others = [*instead_of(accounts, one, relation)] if relation.instead and not one.given else []
            if others or one.given or not relation.stated:
                parts += [(each, part.taken) for each in others or [one]]
    if not parts and (relation.stated or any(ITEMS in part.steps for part in found.parts)):
        return None  # nothing is listed
    return None if relation.listed and not these else parts


def instead_of(accounts: Accounts, part: Figure, relation: Sum) -> Iterator[Figure]:
    """Yield the figures that stand for a part of a sum which is not filled in, as far as they are."""
    steps = [*map(str, split_path(part.path))]
    for at, step in enumerate(steps):
        for name in relation.instead.get(step, ()):
            others = figures_below(accounts.disclosure, (*steps[:at], name, *steps[at + 1 :]))
            yield from (one for one in others if one.given)


def is_unknown(parts: Sequence[tuple[Figure, bool]], relation: Sum) -> bool:
    """Return whether a part of a sum is not filled in, nor what may stand for it: that is not zero."""
    return bool(relation.instead) and not all(one.given for one, _ in parts)


def cells_of(accounts: Accounts, parts: Sequence[tuple[Figure, bool]], relation: Sum) -> list[AccountCell]:
    """Return the parts of a sum as cells."""
    cells = [taken_off(accounts.stated(one)) if taken else accounts.stated(one) for one, taken in parts]
    return (
        [one if one.given else one._replace(number=None) for one in cells]
        if is_unknown(parts, relation)
        else cells
    )


def is_idle(accounts: Accounts, blank: Figure, relation: Sum) -> bool:
    """Return whether nothing stands behind a blank part of a sum: none of the rows that it sums up is there."""
    rows = relation.rows.get(blank.path, ())
    return bool(rows) and accounts.paths_of_rows.isdisjoint(rows)


def taken_off(cell: AccountCell) -> AccountCell:
    """Return a cell as it is where it is subtracted."""
    return cell._replace(name=f"减{cell.name}", number=None if cell.number is None else -cell.number)


def sum_findings(
    total: AccountCell, parts: list[AccountCell], relation: Sum, subject: str
) -> Iterator[Finding]:
    """Return what is wrong with a total, which is the sum of parts by a relation."""
    if relation.quiet:
        yield from quiet_sum(total, parts, relation.name, subject)
        return
    if total.number is None and (relation.stated or not total.given):
        return  # nobody has filled it in
    if relation.stated and not total.given:
        if any(part.number for part in parts):
            sides = (total.side, *(part.side for part in parts))
            name = "总分" if any(part.unit == "分" for part in parts) else "总额"
            yield Finding(Level.HINT, subject, f"{name}没有填，下面的各项有数", f"补上{name}", sides)
        return
    known = [part.number for part in parts if part.number is not None]
    if total.printed and len(known) < len(parts) and total.number is not None:
        if may_have_more(total, parts):
            return
        parts = [part for part in parts if part.number is not None]
    less = total.number is not None and add_up(known) < total.number
    found = tell_wrong_sum(total, parts, relation.name, subject, alike=True)
    yield from ease_errors(found, relation.usual or (relation.partial if less else ""), bool(relation.usual))


def quiet_sum(total: AccountCell, parts: list[AccountCell], said: str, subject: str) -> Iterator[Finding]:
    """Return what is wrong with a total, which is the sum of parts as far as they are filled in: nobody has
    to fill in all of them.
    """
    yield from tell_half_null(total, parts, subject)
    known = [part for part in parts if part.number is not None]
    if total.number is not None and known and all(part.given for part in parts):
        found = list(tell_wrong_sum(total, known, said, subject))
        if len(known) < len(parts) and any(one.level is Level.ERROR for one in found):
            yield from tell_wrong_sum(total, parts, said, subject)  # which says that it can not tell
        else:
            yield from found


# ---- equal figures, and parts of others ----


def judge_equal(
    accounts: Accounts, relation: Equal, doubtful: Collection[Steps] | None = None
) -> Iterator[Finding]:
    """Return where the two sides of a relation are not one, wherever the left one stands. doubtful: as of `judge_closely`."""
    here = place_steps(relation.left)
    lefts, rights = accounts.figures(here, here), accounts.figures(place_steps(relation.right), here)
    for bound, figures in lefts.found.items():
        if doubtful is not None and bound not in doubtful:
            continue
        if not any(one.given for one in (*figures, *rights.at(bound))):
            continue
        left, right = accounts.first_at(lefts, bound), accounts.first_at(rights, bound)
        if left.number == right.number is not None:
            continue
        if any(
            one.number and not other.path and is_printed_elsewhere(accounts, place, bound, one.number)
            for one, other, place in ((left, right, rights), (right, left, lefts))
        ):
            continue
        if not ((relation.stated and not right.given) or is_uncounted(left, right)):
            yield from equal_findings(accounts, left, right, relation)


def equal_findings(
    accounts: Accounts, left: AccountCell, right: AccountCell, relation: Equal
) -> Iterator[Finding]:
    """Return what is wrong with two cells that are one by a relation."""
    if left.number is None or right.number is None:
        if relation.quiet and not relation.usual:
            yield from tell_half_null(left, [right], f"{left.name}与{right.name}")
        elif not relation.usual:
            yield from tell_unequal(left, right)
        return
    if relation.partial and left.number > right.number:
        yield from tell_greater(left, right, why=relation.why)
        return
    if relation.usual and rounded(left.number) == rounded(right.number):  # they would print alike
        return
    leaves = [leaves_below(accounts, right)] if relation.apart else []
    tolerance = tolerance_of(left, [right], leaves, leaves == [1]) if relation.apart else Tolerance()
    found = tell_unequal(left, right, tolerance)
    yield from ease_errors(found, relation.usual or relation.partial, bool(relation.usual))


def judge_bound(
    accounts: Accounts, relation: AtMost, doubtful: Collection[Steps] | None = None
) -> Iterator[Finding]:
    """Return where the parts of a relation are more than its bounds, wherever the parts stand. doubtful: as of `judge_closely`."""
    first = place_steps(relation.parts[0])
    parts = [accounts.figures(place_steps(one), first).found for one in relation.parts]
    bounds = [(one.startswith(MINUS), accounts.figures(place_steps(one), first)) for one in relation.bounds]
    for bound in dict.fromkeys(chain.from_iterable(parts)):
        if doubtful is not None and bound not in doubtful:
            continue
        small = [one for those in parts for one in those.get(bound, ())]  # a row that is not there is no part
        if relation.stated and not are_given(small, [those.at(bound) for _, those in bounds]):
            continue
        less = [*map(accounts.stated, small)]
        if not any(one.number for one in less) and not without_number(less):
            continue
        more = [
            taken_off(accounts.first_at(those, bound)) if taken else accounts.first_at(those, bound)
            for taken, those in bounds
        ]
        if not is_uncounted(*less, *more):
            yield from bound_findings(accounts, less, more, relation, bound)


def are_given(parts: Sequence[Figure], bounds: Sequence[Sequence[Figure]]) -> bool:
    """Return whether all the parts of a relation are given, and the first figure of each of its bounds."""
    return all(one.given for one in parts) and all(those and those[0].given for those in bounds)


def bound_findings(
    accounts: Accounts, small: list[AccountCell], large: list[AccountCell], relation: AtMost, bound: Steps
) -> Iterator[Finding]:
    """Return what is wrong with small cells, which together are not more than the large ones together by a
    relation.
    """
    leaves = leaves_below(accounts, large[0]) if relation.apart else 1
    tolerance = Tolerance()
    if len(small) > 1 or len(large) > 1 or (relation.apart and not is_lowest(small[0])):
        # Of two rounded figures of one sum, the part can not be greater; of several it may.
        near = tolerance_of(large[0], [*large[1:], *small]).far  # blanks, too
        tolerance = Tolerance(near, near * leaves, leaves)
    part = small[0] if len(small) == 1 else sum_of_cells(small, relation.name.format(*bound))
    whole = large[0] if len(large) == 1 else sum_of_cells(large, relation.bound)
    if part.path and not (public_table(part.path) or ROWS in split_path(part.path)):
        yield from tell_negative(part)  # in tables, what came back may be taken off
    found = tell_greater(part, whole, tolerance, why=relation.why)
    yield from ease_errors(found, relation.usual, False)


def is_uncounted(*cells: AccountCell) -> bool:
    """Return whether one of the cells counts things and was not filled in: of things, nothing is not nought."""
    return any(cell.unit != WAN and not cell.given for cell in cells)


def leaves_below(accounts: Accounts, cell: AccountCell) -> int:
    """Return how many rounded figures stand in a cell of a table by code: the rows at the lowest level below
    its own.
    """
    table, code = row_of_cell(cell)
    return accounts.rows_by_level(table).leaves.get(code, 1) if code else 1


def is_lowest(cell: AccountCell) -> bool:
    """Return whether a cell stands in a row at the lowest level, 项."""
    _, code = row_of_cell(cell)
    return len(code) == LENGTHS["项"]


def row_of_cell(cell: AccountCell) -> tuple[str, str]:
    """Return the table and the code of the row by code in which a cell stands; "" twice for another one."""
    table, _, row = cell.path.partition(f".{ROWS}.")
    return (table, row.partition(".")[0]) if row else ("", "")
