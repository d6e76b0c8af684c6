"""Sentences of a report that follows no known form: their figures are those that the tables print under the same words, and
their rates are those of their own amounts.

A figure is told only where nothing explains it: none of the cells that bear its name, none of the amounts that may be its
whole, its budget or its base.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from narrator.checks.data.compare import judge_ratio
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.lines import Line
from narrator.checks.printed.matching import MARKS
from narrator.checks.printed.named_cells import (
    BEHIND,
    BOTH_WAYS,
    BRACKETED,
    NamedCells,
    core_of,
    figures_under,
    named_cells,
    totals_of_columns,
)
from narrator.checks.printed.statement import MORE
from narrator.checks.report.claims import BOTH
from narrator.checks.report.prose_places import at_line
from narrator.document import Document
from narrator.number import read_digits
from narrator.number_format import count_decimals
from narrator.regex import BEFORE_TABLE_NUMBER, HAN_LETTER, YEAR_BEFORE, compile_later
from narrator.tables.plain import plain, unnumbered

TOKEN = compile_later(r"(?<![\d.,])-?\d++(?:,\d{3})*+(?:\.\d++)?+(?=(万元|元|%))")
TOTAL = "总计"
ALL = ("支出", "收入")  # names that any sentence may have, unless it says that it means all
WHOLE = compile_later("合计|总计|本年")
LEVELS = compile_later(r"\([类款项]\)")
CLAUSES = compile_later(r"[,。;:、(]")
WAY = compile_later(r"(增加|减少|增长|下降|降低|上升|增幅|降幅|多|少)(?:了|为|约|达|各)?$")
BASE = compile_later(
    rf"[比较与同和]?{YEAR_BEFORE}(?:度|初预算)?(?:决算)?(?:数|支出|收入|总额)?(?:相比)?|各?$"
)
# Kinds of budgets, which are where money comes from and not what was planned.
SOURCES = compile_later(r"一般公共预算|政府性基金预算|国有资本经营预算")
YEAR = compile_later(r"(\d{4})年(?:度|末|初)?")
SHARE = compile_later(r"占([^,。;:]{0,40})$")
ASIDE = compile_later(
    r"用于|包括|原因"
)  # a sentence that names much, and figures behind it are of none of that
DONE = compile_later(r"完成|执行率")
DIFFERENCE = "差异率"
LAST = compile_later(r"上年|上一年|去年|期初")
OTHER = compile_later(r"绩效|名词|解释")  # sections that tell of other money
SECTION = compile_later(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}部分")
SHORT = 40  # letters of a heading
NEAR = 12  # amounts before a share among which its whole may be
SHOWN = 3  # figures under a name, the nearest
FEW = 3  # shares of one sentence that have one whole
TITLED = compile_later(rf"({BEFORE_TABLE_NUMBER})0?(\d{{1,4}})(表?)")
AGAIN = "照算式改正"


class Token(NamedTuple):
    """A figure of a sentence: the words before it, as it is printed, its unit. inside: whether it stands in brackets, where it
    is a part of what stands before them."""

    words: str
    text: str
    unit: str
    inside: bool

    @property
    def number(self) -> Decimal:
        """The number, in its unit."""
        return read_digits(self.text)

    @property
    def tail(self) -> Fraction:
        """How far it may be from the exact number that was rounded."""
        return Fraction(1, 2 * 10 ** count_decimals(self.text))


@dataclass
class Told:
    """What a line told so far. subject: what it is about, by the first name of a clause; "" before any. amounts and
    budgets: its figures that are no changes. shares: the rates that an amount may explain, with their part and
    words. change: the last amount by which something changed, with its sign, and what it may have become."""

    subject: str = ""
    amounts: list[Token] = field(default_factory=list)
    budgets: list[Token] = field(default_factory=list)
    change: tuple[Token, int, set[Decimal]] | None = None
    shares: list[tuple[Token, Token, str]] = field(default_factory=list)


def judge_plainly(document: Document, lines: Sequence[Line], year: int) -> Iterator[Finding]:
    """Return the figures of lines, of a report for a year, that neither the tables nor the sentences themselves bear out."""
    cells = named_cells(document)
    other = False
    before: list[Decimal] = []
    for line in lines:
        text = plain(line.text)
        if SECTION.match(text) and len(text) <= SHORT:
            other = OTHER.search(text) is not None
        if not other and cells.unit and cells.every:
            yield from judge_line(line, text, cells, year, before)
    yield from table_numbers(lines)


def judge_line(
    line: Line, text: str, cells: NamedCells, year: int, before: list[Decimal]
) -> Iterator[Finding]:
    """Return what is wrong with the figures of a line, in plain form. before: the amounts of the lines before it, to which
    its own are added."""
    told = Told()
    last: Token | None = None
    for token in tokens_of(unnumbered(text)):
        if token.unit == "%":
            yield from check_rate(line, token, last, told, cells, before)
        elif token.unit == cells.unit and not token.inside:
            yield from take_amount(line, token, told, cells, year)
        last = token
    yield from check_shares(line, told)
    before += [one.number for one in told.amounts]


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the amounts and rates of a text in plain form."""
    end = depth = 0
    for found in TOKEN.finditer(text):
        words = text[end : found.start()]
        depth += words.count("(") - words.count(")")
        yield Token(words, found.group(), found.group(1), depth > 0)
        end = found.end() + len(found.group(1))


def cores_of_clauses(words: str) -> list[str]:
    """Return the cores of the clauses of words, the last first; what is only said of one (支出决算为) is none, and ""
    stands for what names all of something that is not said."""
    found = []
    *sentences, last = BOTH_WAYS.sub("收支", BRACKETED.sub("", LEVELS.sub(",", words))).split("。")
    sentences = [one for one in sentences if not ASIDE.search(one)]
    for clause in reversed(CLAUSES.split(",".join([*sentences, last]))):
        years = list(YEAR.finditer(clause))
        clause = clause[years[-1].end() :] if years else clause
        clause = clause.rpartition("等")[2] if "等" in clause[1:-2] else clause
        name = core_of(clause)
        said = "决算" in clause or "预算" in SOURCES.sub("", clause)
        if said and (name in ALL or BEHIND.fullmatch(name)):
            continue
        if len(HAN_LETTER.findall(name)) > 1:
            found.append("" if name in ALL and not WHOLE.search(clause) else name)
    return found


def take_amount(line: Line, token: Token, told: Told, cells: NamedCells, year: int) -> Iterator[Finding]:
    """Read an amount of a line: as a change, a budget, or what is told of under the name before it. Yield a finding where the
    tables print others under that name."""
    if way := WAY.search(token.words):
        rest = BASE.sub("", token.words[: way.start()])
        names = cores_of_clauses(rest)
        may = {Decimal(0), *(one.number for one in told.amounts)} | figures_under(
            [*names, told.subject], cells
        )
        if names or not told.amounts:
            may |= cells.every
        told.change = token, 1 if way.group(1) in MORE else -1, may
        return
    names = cores_of_clauses(token.words)
    if names:
        told.subject = names[0]
    clause = CLAUSES.split(SOURCES.sub("", token.words))[-1]
    years = [int(one.group(1)) for one in YEAR.finditer(clause)]
    if "预算" in clause:
        told.budgets.append(token)
        return
    if LAST.search(clause) or (years and years[-1] != year):
        return
    told.amounts.append(token)
    known = cells.named.get(told.subject)
    if known is not None and TOTAL in clause:
        known |= cells.named.get(TOTAL, frozenset())
    if known is None or not token.number or token.number in known or not any(known):
        return
    if token.number in totals_of_columns(told.subject, cells):
        return
    near = sorted((one for one in known if one), key=lambda one: abs(one - token.number))[:SHOWN]
    name = cells.called.get(told.subject, told.subject)
    cell = Side(f"表里的“{name}”", "、".join(f"{one:,}" for one in near))
    sides = (at_line(line, token.text), cell)
    what = "正文与表不同"
    yield Finding(Level.ERROR, f"“{name}”（{line.place}）", what, BOTH, sides, rule="PR-1")


def check_rate(
    line: Line, token: Token, last: Token | None, told: Told, cells: NamedCells, before: Sequence[Decimal]
) -> Iterator[Finding]:
    """Return that a rate of a line is not that of the amounts that it may be of."""
    clause = CLAUSES.split(token.words)[-1]
    if (
        told.change
        and told.change[0] is last
        and WAY.search(clause)
        and len(HAN_LETTER.findall(token.words)) < 6
    ):
        change, sign, may = told.change
        bases = [one - sign * change.number for one in may]
        fits = any(is_rate(token, change, base, change.tail, 2) for base in bases)
        if not fits and change.number > 0:
            yield tell_wrong_rate(line, "变动率", "PR-7", token, change)
    elif DIFFERENCE in clause and told.budgets and told.amounts:
        pairs = ((one, plan) for one in told.amounts for plan in told.budgets)
        if not any(is_difference(token, one, plan) for one, plan in pairs):
            yield tell_wrong_rate(line, "差异率", "PR-5", token, told.amounts[-1])
    elif DONE.search(clause) and told.budgets and told.amounts:
        plans = {plan.number for plan in told.budgets} | figures_under([told.subject], cells)
        done = ((one, plan) for one in told.amounts for plan in plans)
        if not any(is_rate(token, one, plan, one.tail) for one, plan in done):
            yield tell_wrong_rate(line, "完成率", "PR-5", token, told.amounts[-1])
        told.budgets = []  # the next rate is of a budget of its own, if the line states it
    elif (found := SHARE.search(clause)) and told.amounts and told.amounts[-1] is last:
        known = {one.number for one in told.amounts} | set(before[-NEAR:]) | set(cells.every)
        wholes = (one for one in known if one or not last.number)  # but nought, nothing is a share of nought
        if any(is_rate(token, last, whole, last.tail) for whole in wholes):
            told.shares.append((token, last, found.group(1)))
        else:
            yield tell_wrong_rate(line, "比例", "PR-3", token, last)


def check_shares(line: Line, told: Told) -> Iterator[Finding]:
    """Return the share of a line that is of another whole than the others in the same words, which are of its first amount
    (本年支出合计…其中:基本支出…占…), though another amount would explain it."""
    counts = Counter(words for *_, words in told.shares)
    for words, count in counts.items():
        mine = [(share, part) for share, part, said in told.shares if said == words and part.number]
        whole = told.amounts[0]
        if count < FEW or any(part is whole for _, part, _ in told.shares):
            continue
        odd = [one for one in mine if not is_rate(*one, whole.number, one[1].tail)]
        if len(odd) == 1 and len(mine) >= FEW - 1:
            yield tell_wrong_rate(line, "比例", "PR-3", *odd[0])


def is_rate(rate: Token, part: Token, whole: Decimal, tail: Fraction, times: int = 1) -> bool:
    """Return whether a rate may be that of a part and a whole that is known up to a tail."""
    if whole < 0 or (not whole and not rate.number):
        return not rate.number
    level = judge_ratio(rate.number, Fraction(part.number), times * part.tail, Fraction(whole), tail)
    return level is not Level.ERROR


def is_difference(rate: Token, part: Token, plan: Token) -> bool:
    """Return whether a rate may be that by which an amount differs from what was planned."""
    if plan.number <= 0:
        return not rate.number
    gap, tail = Fraction(part.number - plan.number), part.tail + plan.tail
    return judge_ratio(rate.number, gap, tail, Fraction(plan.number), plan.tail) is not Level.ERROR


def tell_wrong_rate(line: Line, name: str, rule: str, token: Token, part: Token) -> Finding:
    """Return that a rate is not what follows from its amount."""
    sides = (at_line(line, f"{token.text}%"), Side("这句话里的数", f"{part.text}{part.unit}"))
    subject = f"“{part.words[-12:].lstrip(MARKS)}{part.text}”的{name}"
    return Finding(Level.ERROR, subject, f"{name}与算得的不同", AGAIN, sides, rule=rule)


def table_numbers(lines: Iterable[Line]) -> Iterator[Finding]:
    """Return what breaks ST-3: the numbers of tables follow one another. Where more than a few do not, they are taken to be
    numbered in some other way."""
    kinds: dict[tuple[str, str], list[tuple[Line, int]]] = {}
    for line in lines:
        if found := TITLED.fullmatch(plain(line.text)):
            kinds.setdefault((found.group(1), found.group(3)), []).append((line, int(found.group(2))))
    for found_lines in kinds.values():
        odd = [(line, number, at) for at, (line, number) in enumerate(found_lines, 1) if number != at]
        for line, number, at in odd if len(odd) * 4 <= len(found_lines) else ():
            sides = (at_line(line, line.text.strip()),)
            what = f"按顺序是{at}，这里是{number}"
            yield Finding(Level.HINT, f"第{at}张表的表号", what, "核对表号，逐个接着编", sides, rule="ST-3")
