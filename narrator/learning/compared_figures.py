"""Of which two figures of the data a fact is that a paragraph states.

Arithmetic says first: what is printed of the change, the rate or the share must follow from them. Of several pairs of which it does,
the words decide; where they do not, it is of none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from narrator.disclosure.last_years import FINAL, LAST
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.relations import ADJUSTED, INITIAL
from narrator.disclosure.value import Figure
from narrator.facts.kind import Kind
from narrator.facts.kinds import KINDS
from narrator.learning.data_place import AMOUNT, DataPlace, other_column
from narrator.learning.own_names import SHORTEST_NAME
from narrator.learning.place_words import HEADING
from narrator.learning.rewording import Rewording
from narrator.learning.stated_facts import CHANGE, COMPARING, COMPLETION, SHARE, ComparedPair, StatedFact
from narrator.learning.traced_numbers import APART
from narrator.number import LEAST, Amount, Multiple, Rate, given_decimals
from narrator.sources import Derived
from narrator.tables.vocabulary import SUM, TOTAL_COLUMNS

ADJUSTED_SAID = "全年预算"
SOME_BUDGET = "预算数"
BUDGETS = (INITIAL, SOME_BUDGET, ADJUSTED)
BARE_SIDE = re.compile("(?:今年|本年|当年|全年|年度)?(收入|支出)")
# How well words must fit when the arithmetic shows the figures, and when it does not
FAIR, SURELY = 0.15, 0.42
TAIL = Decimal("0.011")  # 万元: how far printed amounts may be from those that follow from others


def find_pair(rewording: Rewording, stated: StatedFact) -> ComparedPair | None:
    """Return the two figures of a fact; None when it is not certain which they are."""
    pair = surest_pair(rewording, stated)
    subject = rewording.subject
    if stated.kind != CHANGE or subject is None or (pair and is_subject(rewording, pair.now)):
        return pair
    means_subject = pair is None or (
        pair.now.value == subject.value
        and fit_words(rewording, stated, subject) > fit_words(rewording, stated, pair.now)
    )
    return pair_of_subject(rewording, stated, subject) if means_subject else pair


def pair_of_subject(rewording: Rewording, stated: StatedFact, subject: DataPlace) -> ComparedPair | None:
    """Return the amount that was said last beside last year's or its budget, of which the base does not know; None when it
    does, or what is printed does not follow from them."""
    # 会议费.决算数 may have another column, a figure of the report's own only a name
    own = not public_table(subject.path)
    called, main = subject.path.rpartition(".")[2], is_main(subject.path)
    if stated.is_of_budget(rewording.flat):
        usual = budget_called(rewording.flat[stated.begin : stated.end])
        column = usual if main else f"{called}{usual}"
    else:
        usual, column = LAST, f"上年{called}"
    path, expression = (
        f"{one}{usual}" if own else other_column(one, column) for one in (subject.path, subject.expression)
    )
    base = other_column(subject.path, usual) if main else path
    known = any(one.path == base for one in rewording.notebook.places.list_for(rewording.row))
    if known or subject.value is None or (own and subject.path not in rewording.notebook.stated):
        return None
    other = DataPlace(expression, path, None, AMOUNT, f"{subject.label}{usual}", subject.row)
    value = known_value(rewording, other)
    value = follow_from_printed(stated, subject.value) if value is None else value
    pair = (
        pair_as_stated(rewording, stated, (subject, subject.value), (other, value))
        if value is not None
        else None
    )
    if pair is None or (pair.shown and not stated.names_its_own(rewording.flat)):
        return pair
    return pair if fit_words(rewording, stated, subject) >= (FAIR if pair.shown else SURELY) else None


def fit_words(rewording: Rewording, stated: StatedFact, place: DataPlace) -> float:
    """Return how well the words of a fact name a place."""
    near = stated.whole or rewording.flat[stated.begin : stated.end]
    wide = f"{rewording.section}{HEADING}{rewording.flat[: stated.end]}"
    return rewording.notebook.places.rank([place], near, wide, rewording.row)[0][0]


def surest_pair(rewording: Rewording, stated: StatedFact) -> ComparedPair | None:
    """Return the two figures of the base's data that a fact is of; None when it is not certain which they are."""
    ranked: list[tuple[float, ComparedPair]] = []
    for pair in possible_pairs(rewording, stated):
        score = fit_words(rewording, stated, pair.other if stated.kind == SHARE else pair.now)
        said = is_subject(rewording, pair.now) and (
            not stated.names_its_own(rewording.flat) or names_subject(rewording, stated)
        )
        total = stated.kind == SHARE and not stated.whole and is_total_of(pair.other.path, pair.now.path)
        # Words without a number go on with what was said of the same figures before.
        again = not stated.numbers and any(
            kind == stated.kind and is_same_pair(rewording, pair, one) for kind, one in rewording.facts
        )
        total = total or is_bare_total(rewording, stated, pair.now)
        ranked.append(
            (score + 0.5 * said + 0.3 * (total or again), replace(pair, shown=True) if again else pair)
        )
    ranked.sort(key=lambda one: -one[0])
    if not ranked:
        return None
    best, pair = ranked[0]
    others = [score for score, one in ranked[1:] if not is_same_pair(rewording, pair, one)]
    if best < (FAIR if pair.shown else SURELY) or (others and best - others[0] < APART):
        return None
    return pair


def is_bare_total(rewording: Rewording, stated: StatedFact, place: DataPlace) -> bool:
    """Return whether a fact says of which side of a table it is and of no row (今年支出), and a figure is the total of that side that
    the section told of last."""
    words = rewording.flat[stated.begin : stated.subject_end or stated.begin].strip()
    side = BARE_SIDE.fullmatch(words)
    total = rewording.notebook.total_of(rewording.section)
    return side is not None and total is not None and total.path == place.path and side[1] in place.path


def is_main(path: str) -> bool:
    """Return whether a figure is that of a row which its other columns, such as last year's, go with; one of the report's
    own always is."""
    table, column = public_table(path), path.rpartition(".")[2]
    return not table or column in (FINAL, SUM, TOTAL_COLUMNS.get(table, SUM))


def is_total_of(whole: str, part: str) -> bool:
    """Return whether a figure is that of the same column in the total of the same table."""
    return whole == f"{part.split('.')[0]}.合计.{part.rpartition('.')[2]}"


def is_subject(rewording: Rewording, place: DataPlace) -> bool:
    """Return whether a place is that of the amount that was said last."""
    subject = rewording.subject
    return subject is not None and rewording.notebook.places.equal(subject.path, place.path)


def names_subject(rewording: Rewording, stated: StatedFact) -> bool:
    """Return whether a fact names as its subject what the amount was called that was said last."""
    words = rewording.flat[stated.begin : stated.subject_end or stated.begin].strip()
    return len(words) >= SHORTEST_NAME and rewording.subject_words.endswith(words)


def is_same_pair(rewording: Rewording, one: ComparedPair, other: ComparedPair) -> bool:
    """Return whether two pairs are the same figures by declaration."""
    equal = rewording.notebook.places.equal
    return equal(one.now.path, other.now.path) and equal(one.other.path, other.other.path)


def possible_pairs(rewording: Rewording, stated: StatedFact) -> Iterator[ComparedPair]:
    """Yield the pairs of figures from which follows what is stated."""
    pool = [one for one in rewording.notebook.places.list_for(rewording.row) if one.kind == AMOUNT]
    spent = stated.number("决算数")
    # Of zeros arithmetic shows nothing: they are of the amount that was said last.
    zeros = bool(stated.numbers) and not any(number for _, number in stated.numbers.values())
    continued = zeros and rewording.subject is not None and not stated.names_its_own(rewording.flat)
    for place in pool:
        now = replace(place, value=known_value(rewording, place))
        if now.value is None or (spent is not None and abs(spent - now.value) > TAIL):
            continue
        if continued and not is_subject(rewording, now):
            continue
        for other in others_of(rewording, stated, now, pool):
            known = known_value(rewording, other)
            value = follow_from_printed(stated, now.value) if known is None else known
            if value is not None:
                pair = pair_as_stated(rewording, stated, (now, now.value), (other, value))
                yield from [pair] if pair else []


def known_value(rewording: Rewording, place: DataPlace) -> Decimal | None:
    """Return the number of a place: that of the tables, or what a sentence before this one says of it; None when none does."""
    stated = rewording.notebook.stated.get(place.path)
    return place.value if place.value is not None else stated if isinstance(stated, Decimal) else None


def others_of(
    rewording: Rewording, stated: StatedFact, now: DataPlace, pool: list[DataPlace]
) -> Iterator[DataPlace]:
    """Yield the places with which a figure may be compared."""
    if stated.kind == SHARE:
        if is_subject(rewording, now):
            yield from (one for one in pool if one.value is not None and one.path != now.path)
        return
    of_budget = stated.is_of_budget(rewording.flat)
    column = budget_called(rewording.flat[stated.begin : stated.end]) if of_budget else LAST
    hints = [
        one.paths for one in rewording.notebook.hints if one.kind in COMPARING and one.paths[0] == now.path
    ]
    paths = [one for _, one in hints if ("预算数" in one.rpartition(".")[2]) == of_budget]
    main = is_main(now.path)  # a part of what a row says is not compared with all of it
    if main:
        paths += [other_column(now.path, name) for name in (BUDGETS if of_budget else (LAST,))]
    called = other_column(now.path, column)
    if column == ADJUSTED:
        paths = [called] if main else []
    elif column == INITIAL:
        paths = [one for one in paths if not one.endswith(ADJUSTED)]
    known = [one for path in dict.fromkeys(paths) for one in pool if one.path == path and path != now.path]
    if column == SOME_BUDGET:  # which, words do not say: only a number can
        known = [one for one in known if known_value(rewording, one) is not None or one.path == called]
    yield from known
    if column in (ADJUSTED, SOME_BUDGET) and main and not known and public_table(now.path):
        value = rewording.notebook.stated.get(called)
        expression = f"{now.expression.rpartition('.')[0]}.{column}"
        number = value if isinstance(value, Decimal) else None
        yield DataPlace(expression, called, number, AMOUNT, f"{now.label}{column}", now.row)


def budget_called(words: str) -> str:
    """Return the column of the budget that a comparison names."""
    if ADJUSTED_SAID in words:
        return ADJUSTED
    return INITIAL if "年初" in words else SOME_BUDGET


def follow_from_printed(stated: StatedFact, now: Decimal) -> Decimal | None:
    """Return the other figure as it follows from what is printed: last year's is this year's less the change, a budget what is
    stated of it, or what the rate says; None when nothing is."""
    if stated.kind == CHANGE:
        before, by = stated.number("上年"), stated.number("变动额")
        if before is not None:
            return before
        return now - by * (stated.sign or 0) if by is not None else now if stated.sign == 0 else None
    budget, rate = stated.number("预算数"), stated.number("完成率")
    if budget is not None:
        return budget
    if rate:
        return (now * 100 / rate).quantize(LEAST)
    return now if stated.sign == 0 else None


def pair_as_stated(
    rewording: Rewording,
    stated: StatedFact,
    one: tuple[DataPlace, Decimal],
    another: tuple[DataPlace, Decimal],
) -> ComparedPair | None:
    """Return a pair of figures, each a place with its number, with the fact that they state; None when another one is printed."""
    kind: Kind = KINDS[stated.kind]
    (now, amount), (other, value) = one, another
    amounts = as_if_rate_were_so(stated, amount, value)
    figures = [Figure(Amount(wan), path) for wan, path in zip(amounts, (now.path, other.path), strict=True)]
    fact = kind.fact(rewording.notebook.publication, *figures)
    direction = kind.situations[fact.situation].direction
    if stated.sign is not None and direction != stated.sign:
        return None
    checked = other.value is not None
    for name, number in stated.numbers.values():
        printed = fact.blanks.get(name)
        if not isinstance(printed, (Figure, Derived)) or not may_be_rounded_from(
            number, printed.value, value
        ):
            return None
        checked = checked or (name in ("变动率", "变动倍数", "上年", "预算数") and bool(number))
    return ComparedPair(now, other, value, fact, checked)


def as_if_rate_were_so(stated: StatedFact, now: Decimal, other: Decimal) -> tuple[Decimal, Decimal]:
    """Return two amounts of which what is stated of the two is so, where a rate is stated though there is none: of an increase
    from nothing 100 %, of a budget of nothing 0 %. They show the words in which a rate is said."""
    rate = stated.number("变动率" if stated.kind == CHANGE else "完成率")
    if stated.kind == CHANGE and not other and now > 0 and rate == 100:
        return 2 * now, now
    if stated.kind == COMPLETION and not other and not now and rate == 0:
        return now, Decimal(1)
    return now, other


def may_be_rounded_from(number: Decimal, computed: object, other: Decimal) -> bool:
    """Return whether a printed number is one that was computed from two figures, of which the last digit is rounded. other: the
    second of the two, in 万元."""
    match computed:
        case Amount(wan=wan):
            return abs(wan - number) <= TAIL
        case Rate(per_cent=rate):
            step = Decimal(1).scaleb(-given_decimals(number))
            tail = (abs(rate) + 100) * TAIL / max(abs(other), TAIL)  # what rounded operands may make of it
            return abs(rate - number) <= step * Decimal("0.51") + tail
        case Multiple():
            return abs(Decimal(str(computed)) - number) <= Decimal("0.02")
    return False
