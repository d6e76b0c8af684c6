"""Facts in a paragraph that a report words itself: they become calls of phrase tables, with the two figures that are
compared and the reason.

Which figures they are, arithmetic says first: what is printed of the change, the rate or the share must follow from them.
Of several pairs of which it does, the words decide; where they do not, no fact is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from narrator.disclosure.last_years import FINAL, LAST
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.value import Figure
from narrator.facts.kind import Kind
from narrator.facts.kinds import KINDS
from narrator.learning.figures import AMOUNT, APART, HEADING, Place, sibling
from narrator.learning.notebook import pattern_of_row
from narrator.learning.own_names import SHORTEST_NAME, YEAR
from narrator.learning.own_reasons import keep_reason, name_reason, reason_behind
from narrator.learning.rewording import HAN, Rewording, escape, has_figure
from narrator.number import Amount, Multiple, Rate
from narrator.sources import Derived, Fact
from narrator.tables.vocabulary import SUM, TOTAL_COLUMNS

CHANGE, COMPLETION, SHARE = "变动", "完成", "占比"
NAMES = {CHANGE: "与上年相比", COMPLETION: "完成预算", SHARE: "占比"}  # of new tables
OF_BUDGETS = "与预算相比"
WHOLE_YEAR, WHOLE_YEAR_SAID = "全年预算数", "全年预算"
BUDGET, SOME_BUDGET = "年初预算数", "预算数"
BUDGETS = (BUDGET, SOME_BUDGET, WHOLE_YEAR)
CONNECTING = re.compile(
    r"其中|费用|与?(?:年初|全年|调整)?预算(?:数)?相比|与?(?:上年度?|去年|\d{4}年度?)(?:决算数?)?相比|\d{4}年度?|决算数?|支出|收入|总体|情况"
)
OF_BUDGET = re.compile("(?:年初|全年|调整)预算|预算数|[较比]预算")
FAIR, SURELY = (
    0.15,
    0.42,
)  # how well words must fit when the arithmetic shows the figures, and when it does not
TAIL = Decimal("0.011")  # 万元: how far printed amounts may be from those that follow from others


@dataclass(frozen=True)
class Stated:
    """What a paragraph states of a pair of figures.

    kind: of fact. begin, end: where it stands; subject_end: where the words end that say of what it is, None when it begins
    without any. numbers: those that it prints, by place: the blank of a wording and the number. sign: 1 when the first
    figure is said to be the larger, -1 the smaller, 0 neither; None when it does not say. whole: what the second one is called.
    """

    kind: str
    begin: int
    end: int
    subject_end: int | None
    numbers: Mapping[tuple[int, int], tuple[str, Decimal]] = field(default_factory=dict)
    sign: int | None = None
    whole: str = ""

    def names_its_own(self, flat: str) -> bool:
        """Return whether it names a subject of its own, and not what was said last. flat: the paragraph."""
        subject = flat[self.begin : self.subject_end or self.begin]
        return self.kind != SHARE and HAN.search(CONNECTING.sub("", subject)) is not None

    def is_of_budget(self, flat: str) -> bool:
        """Return whether it compares with a budget, and not with last year's figure. flat: the paragraph."""
        said = self.kind == CHANGE and OF_BUDGET.search(flat, self.begin, self.end)
        return self.kind == COMPLETION or said is not None

    def number(self, blank: str) -> Decimal | None:
        """Return the number that it prints for a blank; None when it prints none."""
        return next((number for name, number in self.numbers.values() if name == blank), None)


@dataclass(frozen=True)
class Pair:
    """Two figures and the fact that they state. shown: whether what is printed could be held against both."""

    now: Place
    other: Place
    value: Decimal
    fact: Fact
    shown: bool


def write_fact(rewording: Rewording, stated: Stated) -> int:
    """Write a fact with the reason behind it, and return where it ends; 0 when it can not be said of which figures it is, or
    how."""
    stated = behind_names(rewording, stated)
    pair = find_pair(rewording, stated)
    if pair is None:
        return 0
    notebook = rewording.notebook
    stop, clause, reason = reason_behind(rewording.text, rewording.flat, stated.end)
    wording = words_of(rewording, stated, pair.fact)
    if wording is None or not rewording.free(stated.begin, stop):
        return 0
    kind = KINDS[stated.kind]
    differs = kind.situations[pair.fact.situation].differs
    if reason is not None and not differs:
        stop, clause, reason = stated.end, "", None  # why nothing changed is no reason: words of its own
    try:
        spoken = notebook.phrases.say(
            kind,
            pair.fact.situation,
            wording + "{{ 原因 }}" * (reason is not None),
            clause,
            name_of_table(rewording, stated),
        )
    except ValueError:
        return 0
    keep_other(rewording, stated, pair)
    subject = rewording.text[stated.begin : stated.subject_end or stated.begin]
    filled = {
        "主语": speak_subject(rewording, subject),
        "整体名称": f'"{stated.whole}"',
        "上年": "上年",
        "年度": "年度",
    }
    given = [f"{name}={filled[name]}" for name in spoken.parameters]
    if spoken.reasoned:
        hint = find_reason_hint(rewording, stated.kind, pair)
        name = name_reason(rewording, hint, pair.now, not stated.is_of_budget(rewording.flat))
        if reason is not None:
            name = keep_reason(rewording, name, reason)
        given.append(f"原因={name}")
    prefix = escape(subject) if "主语" not in spoken.parameters and subject else ""
    call = ", ".join([pair.now.expression, pair.other.expression, *given])
    rewording.put(stated.begin, stop, f"{prefix}{{{{ {spoken.name}({call}) }}}}")
    rewording.subject = pair.now
    rewording.facts.append((stated.kind, pair))
    return stop


def behind_names(rewording: Rewording, stated: Stated) -> Stated:
    """Return what is stated without the name of the row in its clause, which is written already: 住房公积金（项）年初预算5万元."""
    first = min((start for start, _ in stated.numbers), default=stated.end)
    ends = [one.end for one in rewording.pieces if stated.begin < one.end <= first]
    if not ends:
        return stated
    if rewording.item is not None and max(ends) <= rewording.item.end() <= first:
        ends.append(rewording.item.end())
    begin, subject_end = max(ends), stated.subject_end
    if subject_end is not None and subject_end <= begin:
        subject_end = None if stated.kind == COMPLETION else begin
    return replace(stated, begin=begin, subject_end=subject_end)


def name_of_table(rewording: Rewording, stated: Stated) -> str:
    """Return how a new table is called that says a fact."""
    return OF_BUDGETS if stated.kind == CHANGE and stated.is_of_budget(rewording.flat) else NAMES[stated.kind]


def words_of(rewording: Rewording, stated: Stated, fact: Fact) -> str | None:
    """Return the wording of a fact, with blanks; None when it prints a number that its situation does not have."""
    at = stated.begin if stated.subject_end is None else stated.subject_end
    wording = "" if stated.subject_end is None else "{{ 主语 }}"
    for (start, close), (name, _) in sorted(stated.numbers.items()):
        if name not in fact.blanks:
            return None
        wording += rewording.text[at:start] + f"{{{{ {name} }}}}"
        at = close
    wording += rewording.text[at : stated.end]
    if has_figure(wording) or has_figure(rewording.text[stated.begin : stated.subject_end or stated.begin]):
        return None  # it would stay what it was last year
    if stated.whole:
        wording = wording.replace(stated.whole, "{{ 整体名称 }}", 1)
    last = rewording.notebook.year - 1
    return YEAR.sub(lambda found: "{{ 上年 }}" if int(found[1]) == last else found[0], wording)


def speak_subject(rewording: Rewording, subject: str) -> str:
    """Return a subject as the argument of a call: words, with years as fields."""
    parts = [one for one in YEAR.split(subject) if one]
    said = []
    for one in parts:
        name = {str(rewording.notebook.year): "年度", str(rewording.notebook.year - 1): "上年"}.get(one)
        said.append(name or f'"{one}"')
    return " ~ ".join(said) or '""'


def find_pair(rewording: Rewording, stated: Stated) -> Pair | None:
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


def pair_of_subject(rewording: Rewording, stated: Stated, subject: Place) -> Pair | None:
    """Return the amount that was said last beside last year's or its budget, of which the base does not know; None when it
    does, or what is printed does not follow from them."""
    own = not public_table(
        subject.path
    )  # 会议费.决算数 may have another column, a figure of the report's own only a name
    called, main = subject.path.rpartition(".")[2], is_main(subject.path)
    if stated.is_of_budget(rewording.flat):
        usual = budget_called(rewording.flat[stated.begin : stated.end])
        column = usual if main else f"{called}{usual}"
    else:
        usual, column = LAST, f"上年{called}"
    path, expression = (
        f"{one}{usual}" if own else sibling(one, column) for one in (subject.path, subject.expression)
    )
    base = sibling(subject.path, usual) if main else path
    known = any(one.path == base for one in rewording.notebook.places.list_for(rewording.row))
    if known or subject.value is None or (own and subject.path not in rewording.notebook.stated):
        return None
    other = Place(expression, path, None, AMOUNT, f"{subject.label}{usual}", subject.row)
    value = known_value(rewording, other)
    value = follow(stated, subject.value) if value is None else value
    pair = state(rewording, stated, subject, other, value) if value is not None else None
    if pair is None or (pair.shown and not stated.names_its_own(rewording.flat)):
        return pair
    return pair if fit_words(rewording, stated, subject) >= (FAIR if pair.shown else SURELY) else None


def fit_words(rewording: Rewording, stated: Stated, place: Place) -> float:
    """Return how well the words of a fact name a place."""
    near = stated.whole or rewording.flat[stated.begin : stated.end]
    wide = f"{rewording.section}{HEADING}{rewording.flat[: stated.end]}"
    return rewording.notebook.places.rank([place], near, wide, rewording.row)[0][0]


def surest_pair(rewording: Rewording, stated: Stated) -> Pair | None:
    """Return the two figures of the base's data that a fact is of; None when it is not certain which they are."""
    ranked: list[tuple[float, Pair]] = []
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


def is_main(path: str) -> bool:
    """Return whether a figure is that of a row which its other columns, such as last year's, go with; one of the report's
    own always is."""
    table, column = public_table(path), path.rpartition(".")[2]
    return not table or column in (FINAL, SUM, TOTAL_COLUMNS.get(table, SUM))


def is_total_of(whole: str, part: str) -> bool:
    """Return whether a figure is that of the same column in the total of the same table."""
    return whole == f"{part.split('.')[0]}.合计.{part.rpartition('.')[2]}"


def is_subject(rewording: Rewording, place: Place) -> bool:
    """Return whether a place is that of the amount that was said last."""
    subject = rewording.subject
    return subject is not None and rewording.notebook.places.equal(subject.path, place.path)


def names_subject(rewording: Rewording, stated: Stated) -> bool:
    """Return whether a fact names as its subject what the amount was called that was said last."""
    words = rewording.flat[stated.begin : stated.subject_end or stated.begin].strip()
    return len(words) >= SHORTEST_NAME and rewording.subject_words.endswith(words)


def is_same_pair(rewording: Rewording, one: Pair, other: Pair) -> bool:
    """Return whether two pairs are the same figures by declaration."""
    equal = rewording.notebook.places.equal
    return equal(one.now.path, other.now.path) and equal(one.other.path, other.other.path)


def possible_pairs(rewording: Rewording, stated: Stated) -> Iterator[Pair]:
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
            value = follow(stated, now.value) if known is None else known
            if value is not None and (pair := state(rewording, stated, now, other, value)):
                yield pair


def known_value(rewording: Rewording, place: Place) -> Decimal | None:
    """Return the number of a place: that of the tables, or what a sentence before this one says of it; None when none does."""
    stated = rewording.notebook.stated.get(place.path)
    return place.value if place.value is not None else stated if isinstance(stated, Decimal) else None


def others_of(rewording: Rewording, stated: Stated, now: Place, pool: list[Place]) -> Iterator[Place]:
    """Yield the places with which a figure may be compared."""
    if stated.kind == SHARE:
        if is_subject(rewording, now):
            yield from (one for one in pool if one.value is not None and one.path != now.path)
        return
    of_budget = stated.is_of_budget(rewording.flat)
    column = budget_called(rewording.flat[stated.begin : stated.end]) if of_budget else LAST
    hints = [one.paths for one in rewording.notebook.hints if one.kind in NAMES and one.paths[0] == now.path]
    paths = [one for _, one in hints if ("预算数" in one.rpartition(".")[2]) == of_budget]
    main = is_main(now.path)  # a part of what a row says is not compared with all of it
    if main:
        paths += [sibling(now.path, name) for name in (BUDGETS if of_budget else (LAST,))]
    called = sibling(now.path, column)
    if column == WHOLE_YEAR:
        paths = [called] if main else []
    elif column == BUDGET:
        paths = [one for one in paths if not one.endswith(WHOLE_YEAR)]
    known = [one for path in dict.fromkeys(paths) for one in pool if one.path == path and path != now.path]
    if column == SOME_BUDGET:  # which, words do not say: only a number can
        known = [one for one in known if known_value(rewording, one) is not None or one.path == called]
    yield from known
    if column in (WHOLE_YEAR, SOME_BUDGET) and main and not known and public_table(now.path):
        value = rewording.notebook.stated.get(called)
        expression = f"{now.expression.rpartition('.')[0]}.{column}"
        number = value if isinstance(value, Decimal) else None
        yield Place(expression, called, number, AMOUNT, f"{now.label}{column}", now.row)


def budget_called(words: str) -> str:
    """Return the column of the budget that a comparison names."""
    if WHOLE_YEAR_SAID in words:
        return WHOLE_YEAR
    return BUDGET if "年初" in words else SOME_BUDGET


def follow(stated: Stated, now: Decimal) -> Decimal | None:
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
        return (now * 100 / rate).quantize(Decimal("0.000001"))
    return now if stated.sign == 0 else None


def state(rewording: Rewording, stated: Stated, now: Place, other: Place, value: Decimal) -> Pair | None:
    """Return a pair of figures with the fact that they state; None when another one is printed."""
    kind: Kind = KINDS[stated.kind]
    assert now.value is not None
    amounts = as_if(stated, now.value, value)
    figures = [Figure(Amount(one), path) for one, path in zip(amounts, (now.path, other.path), strict=True)]
    fact = kind.fact(rewording.notebook.publication, *figures)
    direction = kind.situations[fact.situation].direction
    if stated.sign is not None and direction != stated.sign:
        return None
    checked = other.value is not None
    for name, number in stated.numbers.values():
        printed = fact.blanks.get(name)
        if not isinstance(printed, (Figure, Derived)) or not is_near(number, printed.value, value):
            return None
        checked = checked or (name in ("变动率", "变动倍数", "上年", "预算数") and bool(number))
    return Pair(now, other, value, fact, checked)


def as_if(stated: Stated, now: Decimal, other: Decimal) -> tuple[Decimal, Decimal]:
    """Return two amounts of which what is stated of the two is so, where a rate is stated though there is none: of an increase
    from nothing 100 %, of a budget of nothing 0 %. They show the words in which a rate is said."""
    rate = stated.number("变动率" if stated.kind == CHANGE else "完成率")
    if stated.kind == CHANGE and not other and now > 0 and rate == 100:
        return 2 * now, now
    if stated.kind == COMPLETION and not other and not now and rate == 0:
        return now, Decimal(1)
    return now, other


def is_near(number: Decimal, computed: object, other: Decimal) -> bool:
    """Return whether a printed number is one that was computed from two figures, of which the last digit is rounded. other: the
    second of the two, in 万元."""
    match computed:
        case Amount(wan=wan):
            return abs(wan - number) <= TAIL
        case Rate(per_cent=rate):
            step = Decimal(1).scaleb(number.as_tuple().exponent)  # type: ignore[arg-type]
            tail = (abs(rate) + 100) * TAIL / max(abs(other), TAIL)  # what rounded operands may make of it
            return abs(rate - number) <= step * Decimal("0.51") + tail
        case Multiple():
            return abs(Decimal(str(computed)) - number) <= Decimal("0.02")
    return False


def find_reason_hint(rewording: Rewording, kind: str, pair: Pair) -> str:
    """Return how the base calls the reason of a fact; "" when it says none of these figures."""
    paths = (pair.now.path, pair.other.path)
    hints = (one for one in rewording.notebook.hints if one.kind in NAMES and one.reason)
    return next((one.reason for one in hints if one.paths == paths), "")


def keep_other(rewording: Rewording, stated: Stated, pair: Pair) -> None:
    """Keep the figure that another is compared with, when the data do not have it."""
    if pair.other.value is not None:
        return
    rewording.notebook.stated.setdefault(pair.other.path, pair.value)
    if pair.other not in rewording.notebook.places.list_for(rewording.row):
        rewording.notebook.own[pattern_of_path(pair.other)] = ("金额", pair.other.path.rpartition(".")[2])
    if stated.kind == COMPLETION and stated.number("预算数") is None:
        rewording.notebook.unprinted.add(pattern_of(pair.other.path))


def pattern_of_path(place: Place) -> str:
    """Return the path of a place as data.toml declares it: for all rows, when it is of one."""
    return f"{pattern_of_row(place.row)}.{place.path.rpartition('.')[2]}" if place.row else place.path


def pattern_of(path: str) -> str:
    """Return the pattern of the paths of a column: 一般公共预算支出表.*.年初预算数."""
    return f"{path.split('.')[0]}.*.{path.rpartition('.')[2]}"
