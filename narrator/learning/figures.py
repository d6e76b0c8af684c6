"""Where a printed number comes from: the places of the data that have its value, and of them the one that the words around
it mean.

A value stands in many cells (851.17 in twenty): the words decide, and where they do not, nothing is chosen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache

from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.lookup import shape_at
from narrator.disclosure.number_shapes import AmountShape, CountShape, ScoreShape
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.related import SAME, find_related
from narrator.disclosure.relation import Declared
from narrator.disclosure.value import Coded, Count, Figure, Listing, Record, split_path
from narrator.number import Amount, Score
from narrator.tables.plain import plain
from narrator.tables.vocabulary import ROW_WORDS, TOTAL_COLUMNS

OTHERS = "其他"  # 其他国内公务接待支出: not what it is besides
HEADING = "\n"  # after the heading, in the words around a number
AMOUNT, COUNT, SCORE = "金额", "个数", "分数"
NAME = re.compile(r"[^\W\d]\w*")
WEAK = frozenset(["决算数", "各科目", "合计", "小计"])  # steps of a path that no sentence says
# Pairs of letters of a total that sentences may leave out.
UNSAID = frozenset(["本年", "年支", "年收", "出合", "入合", "合计"])
GENERAL = frozenset(["收入支出", "收入", "支出"])  # tables whose title says nothing of the money
OF_ALL_MONEY = frozenset(["收入支出总表", "收入决算表", "支出决算表"])
MONEY = re.compile("一般公共预算|政府性基金|国有资本|财政拨款")
FUND = re.compile("一般公共预算|政府性基金预算|国有资本经营预算")
BARE = re.compile(
    "(?:本年|年初|年末|结转|结余|全年|实际|支出|收入|决算|预算|总计|合计|其中|基本|项目|总额|完成|[数为和])*+"
)
CLAUSE = re.compile("[,;:(]")
OF_TABLES = re.compile(r"[\"']|决算|总表|明细表|表|\[[^\[\]]*+\]|\s|(?<=财政拨款)收入支出")
TIMES = re.compile(r"(?:20\d\d|[本全今当上])?年度?")
OPPOSED = (  # of which a figure is one or the other
    (re.compile("年初(?!预算)"), re.compile("年末")),
    (re.compile("收入"), re.compile("支出")),
    (re.compile("基本支出"), re.compile("项目支出")),
    (re.compile("人员经费"), re.compile("公用经费")),
    (re.compile("购置"), re.compile("运行")),
    (re.compile("国内"), re.compile(r"国\(?境\)?外")),
)
NAMED_SURELY = 0.9  # how well words must fit a place that has another value
SURE, APART = 0.42, 0.06  # how well words must fit, and how much better than those of the next place
TELLING = 4  # digits
WHOLLY = 0.12  # that words say the name of a row, letter by letter
# Of what a place is called, in pairs of letters; fewer are not enough alone.
SAID, MOSTLY, PARTLY, HARDLY, FEW = 0.75, 0.6, 0.5, 0.3, 3
COUNTING = re.compile("累计|共计|合计|全年|共有?")  # what is said before a number of things
COLUMN_WORDS = {
    "上年": re.compile(r"上年|去年|上一年"),
    "预算数": re.compile(r"预算(?:数|安排|金额|总额|合计)?(?:数)?$"),
}
KINDS = {"万元": AMOUNT, "万": AMOUNT, "元": AMOUNT, "分": SCORE}
HAN = re.compile(r"[\u4e00-\u9fff0-9]")
PARENTHESES = re.compile(r"[()]")  # 因公出国(境)费: as words before a number have it
SHORTEST_NAME = 4


@dataclass(frozen=True)
class Place:
    """A place of the data that a sentence may print. expression: as a template says it. path: where it stands. value: its
    number as printed, None when no table says it. kind: 金额, 个数 or 分数. label: all words on the way to it. row: the
    path of the row or item that it belongs to, "" for none. title: of its table, "" when it stands in none. called: the label
    with the title that the report gives its table, "" when that is the base's."""

    expression: str
    path: str
    value: Decimal | None
    kind: str
    label: str
    row: str = ""
    title: str = ""
    called: str = ""


@dataclass(frozen=True)
class Traced:
    """What a number was traced to. place: None when no place is certain. candidates: those that have its value, the
    likeliest first."""

    place: Place | None
    candidates: tuple[Place, ...] = ()


@dataclass
class Places:
    """All places of the data of a report. relations: what is equal by declaration is one place. said: words of the base
    before a figure, by its path."""

    everywhere: list[Place]
    rows: Mapping[str, list[Place]]
    relations: tuple[Declared, ...]
    same: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def alone(self) -> frozenset[str]:
        """What one place and no other is called."""
        called = Counter(steps[-1] for one in self.everywhere if (steps := telling_steps(one.path)))
        return frozenset(name for name, number in called.items() if number == 1)

    def all(self) -> Iterator[Place]:
        """Yield all places, those of rows included."""
        yield from self.everywhere
        for row in self.rows.values():
            yield from row

    def equal(self, one: str, other: str) -> bool:
        """Return whether the figures at two paths are equal by declaration."""
        if one not in self.same:
            related = find_related(one, self.relations)
            self.same[one] = frozenset(
                r.places[0] for r in related if r.kind == SAME and not r.said and len(r.places) == 1
            )
        return one == other or other in self.same[one]

    def list_for(self, row: str) -> list[Place]:
        """Return the places that a sentence may mean which tells of a row or item: that one's first."""
        return [*self.rows.get(row, ()), *self.everywhere]

    def main_figure(self, row: str) -> Place | None:
        """Return the place of the total column of a row of a public table; None when the row has none."""
        column = TOTAL_COLUMNS.get(public_table(row), "")
        return next((one for one in self.list_for(row) if one.path == f"{row}.{column}"), None)

    def trace(self, number: Decimal, kind: str, near: str, wide: str, row: str = "") -> Traced:
        """Return where a number comes from. near: the words right before it; wide: those of its sentence and heading. row: of
        which row or item the sentence tells.

        A number that no table has is taken for a place without a value that the words name.
        """
        pool = [
            one
            for one in self.list_for(row)
            if one.kind == kind
            and is_of_time(one.path, near)
            and not is_of_other_money(one, near, wide)
            and not is_opposed(one.path, near)
            and (OTHERS not in near or OTHERS in one.label)
        ]
        weak = not telling(number)
        fitting = [
            one for one in pool if one.value == number and (not weak or is_named(one, near, wide, self.alone))
        ]
        unknown = [one for one in pool if one.value is None and is_named(one, near, wide, self.alone)]
        known = self.rank(fitting, near, wide, row)
        candidates = tuple(one for _, one in known[:6])
        place = None if weak else self.surest(known)
        if place is None:
            ranked = self.rank(fitting + unknown, near, wide, row)
            place = self.surest(ranked) or said_last(ranked, near, wide)
        if place is not None and (of_fund := find_of_fund(place, pool, number, wide)):
            return Traced(None, (of_fund, place))
        if (
            place is None and not candidates and not weak
        ):  # a slip of the pen, or a figure of its own: a person says which
            others = self.rank((one for one in pool if one.value), near, wide, row)
            candidates = tuple(one for score, one in others[:1] if score >= NAMED_SURELY)
        return Traced(place, candidates)

    def surest(self, ranked: list[tuple[float, Place]]) -> Place | None:
        """Return the place that words certainly mean; None when they do not decide."""
        if not ranked:
            return None
        best, place = ranked[0]
        others = [score for score, one in ranked[1:] if not self.equal(place.path, one.path)]
        return place if best >= SURE and (not others or best - others[0] >= APART) else None

    def rank(self, pool: Iterable[Place], near: str, wide: str, row: str) -> list[tuple[float, Place]]:
        """Return places by how well the words fit them, the best first."""
        found = [(fit_place(one, near, wide) + favour(one, near, wide, row), one) for one in pool]
        return sorted(found, key=lambda pair: -pair[0])


def said_last(ranked: Sequence[tuple[float, Place]], near: str, wide: str) -> Place | None:
    """Return the place of which what it is of was named last, of those that words mean alike and that are called the same
    (绩效自评的项目39个，涉及预算金额…); None when words mean others as well."""
    alike = [place for score, place in ranked if score >= SURE and score > ranked[0][0] - APART]
    steps = [telling_steps(place.path) for place in alike]
    if len(alike) < 2 or len({one[-1] for one in steps}) != 1 or any(len(one) < 2 for one in steps):
        return None
    words = plain(wide + near)
    said = sorted((words.rfind(plain(one[-2])), place.path) for one, place in zip(steps, alike, strict=True))
    last, path = said[-1]
    return next(one for one in alike if one.path == path) if last > max(said[-2][0], -1) else None


def fit_place(place: Place, near: str, wide: str) -> float:
    """Return how well words before a number name a place: 0 to 1. A count is named by what is counted, the last step of its
    path, and that of which it is by the words anywhere in the sentence."""
    named = max(fit(label, near, wide) for label in (place.label, place.called or place.label))
    if place.kind != COUNT:
        return named
    *_, above, last = ["", *(str(step) for step in split_path(place.path) if isinstance(step, str))]
    counted, owner, close = pairs(last.removesuffix("数")), pairs(above), pairs(near)
    said = len(counted & close) / len(counted) if counted else 0.0
    about = len(owner & (pairs(wide) | close)) / len(owner) if owner else 0.0
    return max(named, 0.5 * said + 0.2 * about + 0.3 * (len(counted & close) / len(close) if close else 0.0))


def is_named(place: Place, near: str, wide: str, alone: Container[str] = ()) -> bool:
    """Return whether words name a place whose value nobody knows: by most of what it is called itself, right before the number,
    and by much of that of which it is, anywhere in the sentence and its heading. alone: what no two places are called (保有量)."""
    *above, last = telling_steps(place.path)
    whole = above if place.path.endswith(last) else [*above, last]
    own, owner = pairs(last.removesuffix("数")), pairs("".join(whole)) | pairs(place.title)
    close, every = pairs(near), pairs(near) | pairs(wide)
    if above and len(own) < FEW:  # 人次, 项目: of which they are must be said as well, and nothing else
        parent, bare = pairs(above[-1]), pairs(COUNTING.sub("", near))
        certain = last in alone and last in near
        if len(parent & every) < (HARDLY if certain else SAID) * len(parent) or len(bare & (own | owner)) < (
            HARDLY if certain else PARTLY
        ) * len(bare):
            return False
    before = len(own & close) >= SAID * len(own) or (own <= every and len(own & close) >= MOSTLY * len(own))
    return before and len(owner & every) >= PARTLY * len(owner)


def telling_steps(path: str) -> list[str]:
    """Return the steps of a path that a sentence may say, its table's first."""
    return [step for step in split_path(path) if isinstance(step, str) and step not in WEAK]


def favour(place: Place, near: str, wide: str, row: str) -> float:
    """Return how much besides its words speaks for a place: that it is of the row of which the sentence tells, and no row above
    that; that the words end as its name does; that the heading names its table; and, against it, that the words name its table and not its row."""
    row_said = pairs("".join(str(step) for step in split_path(place.path)[-2:-1] if str(step) not in WEAK))
    unsaid = bool(row_said) and bool(pairs(near) & pairs(place.title)) and not row_said & pairs(near)
    of_row = 0.3 * bool(row and place.path.startswith(f"{row}.")) + 0.05 * bool(row and place.row)
    ends = 0.1 * (near[-2:] == place.label[-2:])
    wholly = WHOLLY * any(one in near for one in names_of_row(place.path))
    title, said = pairs(place.title), pairs(wide.split(HEADING)[0])
    return (
        of_row
        + ends
        + wholly
        - 0.1 * unsaid
        + (0.12 * len(title & said) / len(title) if title and HEADING in wide else 0.0)
    )


@lru_cache(maxsize=20_000)
def names_of_row(path: str) -> tuple[str, ...]:
    """Return what the row of a place is called in its table, in plain letters: by its own name and those that other forms use; nothing
    for one of a few letters, which is no name of a row alone."""
    table, *steps = (str(step) for step in split_path(path))
    row = steps[-2] if len(steps) > 1 else ""
    others = (name for name, own in ROW_WORDS.get(table, {}).items() if own == row)
    return tuple(PARENTHESES.sub("", plain(one)) for one in (row, *others) if len(one) >= SHORTEST_NAME)


def is_of_time(path: str, near: str) -> bool:
    """Return whether words before a number may mean a figure of the column of a path: last year's and a budget are said to be
    what they are."""
    column = str(split_path(path)[-1])
    return all(
        (word in column or said.search(column) is not None) == bool(said.search(near))
        for word, said in COLUMN_WORDS.items()
    )


def is_opposed(path: str, near: str) -> bool:
    """Return whether words before a number say the opposite of what the row and the column at a path are called: 年末, of 年初. A
    table may be of both."""
    called = plain(path.partition(".")[2])
    return any(
        said.search(near) and other.search(called) and not (other.search(near) or said.search(called))
        for pair in OPPOSED
        for said, other in (pair, pair[::-1])
    )


def is_of_other_money(place: Place, near: str, wide: str) -> bool:
    """Return whether a figure stands in a table of all money, and words before a number say which money it is of: the nearest
    ones or, where they say nothing else, those with which the sentence begins."""
    if public_table(place.path) not in OF_ALL_MONEY:
        return False
    sentence = wide.rpartition(HEADING)[2].rpartition("。")[2]
    words = CLAUSE.split(sentence)[0] if BARE.fullmatch(near) else near
    said = MONEY.search(words)
    return said is not None and said[0] not in place.label


def find_of_fund(place: Place, pool: Iterable[Place], number: Decimal, wide: str) -> Place | None:
    """Return the place with a number that is that of one fund, of which the paragraph tells, in the row that sums it up with
    others; None when there is none, or the row is no such."""
    row = place.path.rpartition(".")[0]
    for one in pool:
        above = one.path.rpartition(".")[0]
        fund = FUND.search(above) if one.value == number else None
        if fund and fund[0] in wide and above.replace(fund[0], "") == row:
            return one
    return None


def telling(number: Decimal) -> bool:
    """Return whether a number has so many digits that hardly two figures are the same by chance."""
    return len(number.normalize().as_tuple().digits) >= TELLING


def fit(label: str, near: str, wide: str) -> float:
    """Return how well words before a number name a place by its label: 0 to 1. Most counts how much of the nearest words
    the label has, then how much of the label they say, then how much of it the sentence does."""
    own, close, far = pairs(label), pairs(near), pairs(wide)
    if not own:
        return 0.0
    explained = weigh(own & close) / weigh(close) if close else 0.0
    return (
        0.5 * explained
        + 0.3 * weigh(own & close) / weigh(own)
        + 0.2 * weigh(own & (close | far)) / weigh(own)
    )


def weigh(words: frozenset[str]) -> float:
    """Return how much pairs of letters say together."""
    return len(words) - 0.7 * len(words & UNSAID)  # a sum of its parts would hang on their order


@lru_cache(maxsize=20_000)
def pairs(words: str) -> frozenset[str]:
    """Return words in pairs of letters, marks left out."""
    letters = "".join(HAN.findall(TIMES.sub("", plain(words))))
    return frozenset(letters[at : at + 2] for at in range(len(letters) - 1)) or frozenset(letters)


def find_places(
    record: Record,
    model: RecordShape,
    titles: Mapping[str, str],
    printed: Mapping[str, str],
    relations: tuple[Declared, ...],
) -> Places:
    """Return all places of data that a model has. titles: of the public tables, by their names; printed: those that a report
    has."""
    everywhere: list[Place] = []
    rows: dict[str, list[Place]] = {}

    def walk(value: object, expression: str, path: str, labels: tuple[str, ...], row: str) -> None:
        """Keep the places below a value, with how a template says them and what they are called."""
        match value:
            case Record():
                for name, inner in value.fields.items():
                    own = labels if name in WEAK else (*labels, name)
                    walk(inner, member(expression, name), f"{path}.{name}" if path else name, own, row)
            case Coded():
                for one in value.rows.values():
                    walk(one, "项", one.path, labels, one.path)
            case Listing():
                for item in value:
                    if isinstance(item, Record):
                        walk(item, "项", item.path, (labels[-1] if labels else "",), item.path)
            case Figure() if shape_at(model, [str(step) for step in split_path(value.path)]):
                label = "".join(labels)
                table = value.path.split(".")[0]
                title = OF_TABLES.sub("", titles.get(table, ""))
                number = number_of(value)
                place = Place(expression, value.path, number, kind_of(value, model), label, row, title)
                (rows.setdefault(row, []) if row else everywhere).append(place)

    for name, value in record.fields.items():
        title = OF_TABLES.sub("", titles[name]) if name in titles else name
        walk(value, name, name, () if title in GENERAL else (title,), "")
    return Places(everywhere, rows, relations)


def member(expression: str, name: str) -> str:
    """Return how a template says a member of what an expression means."""
    return f"{expression}.{name}" if NAME.fullmatch(name) else f'{expression}["{name}"]'


def number_of(figure: Figure) -> Decimal | None:
    """Return the number that a figure prints; None when the data do not say it."""
    if figure.value is None or (not figure.given and not public_table(figure.path)):
        return None
    if not figure.given and figure.path.rpartition(".")[2] in ("上年决算数", "年初预算数", "预算数"):
        return None
    match figure.value:
        case Count(number):
            return Decimal(number)
        case _:
            return Decimal(str(figure).replace(",", "").removesuffix("%"))


def kind_of(figure: Figure, model: RecordShape) -> str:
    """Return which kind of number a figure is."""
    match figure.value:
        case Amount():
            return AMOUNT
        case Count():
            return COUNT
        case Score():
            return SCORE
    match shape_at(model, [str(step) for step in split_path(figure.path)]):
        case CountShape():
            return COUNT
        case ScoreShape():
            return SCORE
        case AmountShape():
            return AMOUNT
    return ""


def sibling(path: str, column: str) -> str:
    """Return the path of another column of the row of a path."""
    return f"{path.rpartition('.')[0]}.{column}"
