"""UN-1: amounts that can not be meant as they stand, because 金额单位 is not the unit in which they were written.

A file in 元 that says 万元 is ten thousand times too large, and every sum in it is right. So what is looked at is how
large a department can be, how far two years can be apart, and what every figure of a table in 元 looks like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from narrator.checks.data.accounts import ZERO, Accounts, number_in_words
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.naming import called
from narrator.disclosure.last_years import LAST, find_this_year
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.disclosure.relation import place_steps
from narrator.disclosure.value import Figure, Listing, Record, Value
from narrator.number import Amount, decimals
from narrator.phrases.words import says_anything
from narrator.problem import Problem, Severity
from narrator.regex import compile_later

RULE, SUBJECT = "UN-1", "金额单位"
HINT = "核对“金额单位”是元还是万元"
# 万元: more than the largest departments of a level spend in a year. The largest of all are those of education and of
# health; 教育部 spent about 4,000亿元, the largest provincial departments some hundred 亿元.
LARGEST = {
    "中央": Decimal(100_000_000),
    "省": Decimal(20_000_000),
    "市": Decimal(5_000_000),
    "区": Decimal(1_500_000),
    "县": Decimal(1_500_000),
    "乡镇": Decimal(200_000),
}
LEAST = Decimal(1)  # 万元: no department lives on less
# Times: no two years of one department are so far apart, and no part is so much more than its whole.
FAR = Decimal(50)
FEW = 20  # amounts: fewer may all be whole by chance
LEVELS = (
    ("省", "省"),
    ("自治区", "省"),
    ("市", "市"),
    ("区", "区"),
    ("县", "县"),
    ("旗", "县"),
    ("镇", "乡镇"),
    ("乡", "乡镇"),
)
PLACE = compile_later(r"自治区|[省市区县旗镇乡]")

SPENT = ("收入支出总表", "支出", "本年支出合计", "决算数")
# The records of totals of which the data may state last year's, too, and where this year's stand.
TOTALS = (
    "收入支出总表.收入.总计", "收入支出总表.支出.总计", "财政拨款收支总表.支出.本年支出合计", "一般公共预算支出表.合计", "三公经费表.合计", "机关运行经费",
)  # fmt: skip
YEARS = tuple((place_steps(total), place_steps(find_this_year(f"{total}.{LAST}"))) for total in TOTALS)
# Amounts that only the prose states, and what of the tables each is a part of, or as large as.
PARTS = (
    (("机关运行经费", "决算数"), ("基本支出表", "公用经费合计")),
    (("政府采购", "总额"), SPENT),
    (("财政拨款收支总表", "支出", "本年支出合计", "年初预算数"), SPENT),
)


def check_money_unit(accounts: Accounts) -> Iterator[Finding]:
    """Return what breaks UN-1: the amounts are as large as the unit in which the data say they are (金额单位) makes likely. Of a
    report nothing is found: it prints its unit beside its figures."""
    return check_magnitude(accounts.disclosure)


def check_magnitude(disclosure: Record) -> Iterator[Finding]:
    """Yield what speaks against the 金额单位 that the data state, each as a hint of its own."""
    unit = str(disclosure["金额单位"])
    yield from beyond_size(disclosure)
    yield from apart_from_last_year(disclosure)
    yield from apart_from_tables(disclosure)
    yield from without_decimals(disclosure, unit)


def find_money_unit_doubts(disclosure: Record) -> list[Problem]:
    """Return what speaks against the 金额单位 as problems to tell with a report; what the unit accepts (已核实) is none."""
    found = [one.of_rule(RULE) for one in check_magnitude(disclosure)]
    return [
        Problem(one.sides[0].path, one.what, one.hint, Severity.WARNING)
        for one in found
        if not says_anything(str(disclosure.texts("已核实").get(one.key, "")))
    ]


def beyond_size(disclosure: Record) -> Iterator[Finding]:
    """Yield that the year's spending is more, or less, than any department of the level has."""
    spent = disclosure.figure(*SPENT)
    level = level_of_department(disclosure)
    most = LARGEST[level or "省"]
    wan = amount_in_wan(spent)
    if wan is not None and wan > most:
        size = f"{wan / 10_000:.0f}亿元"
        yield make_doubt(f"本年支出合计是{size}，{level or '地方'}的部门没有这么多", [spent])
    elif wan is not None and 0 < wan < LEAST:
        yield make_doubt(f"本年支出合计只有{number_in_words(wan)}万元，一个部门没有这么少", [spent])


def level_of_department(disclosure: Record) -> str:
    """Return the level of the department, as the data say or as the last place in its name does; "" when neither does."""
    stated = str(disclosure.words("部门", "级次"))
    if stated in LARGEST:
        return stated
    places = PLACE.findall(str(disclosure.words("部门", "名称")))
    return dict(LEVELS)[places[-1]] if places else ""


def apart_from_last_year(disclosure: Record) -> Iterator[Finding]:
    """Yield the totals of this year and of last year that are further apart than years can be."""
    for names, now in YEARS:
        this, last = disclosure.figure(*now), disclosure.figure(*names, LAST)
        if times := describe_far(amount_in_wan(this), amount_in_wan(last)):
            yield make_doubt(f"今年与上年差{times}", [this, last])


def apart_from_tables(disclosure: Record) -> Iterator[Finding]:
    """Yield amounts of the prose that are far more than the whole of which they are a part."""
    for part_names, whole_names in PARTS:
        part, whole = disclosure.figure(*part_names), disclosure.figure(*whole_names)
        first, second = amount_in_wan(part), amount_in_wan(whole)
        if first is not None and second and first >= FAR * second:
            yield make_doubt(f"前一个数是后一个数的{first / second:.0f}倍", [part, whole])


def without_decimals(disclosure: Record, unit: str) -> Iterator[Finding]:
    """Yield that all amounts of the public tables are whole numbers of 万元."""
    whole: list[Figure] = []
    for one in (figure for name in PUBLIC_TABLES for figure in given_amounts(disclosure[name])):
        wan = amount_in_wan(one)
        if wan and decimals(wan):
            return  # as nearly always soon
        whole.append(one)
    count = sum(1 for one in whole if amount_in_wan(one))
    if unit == "万元" and count >= FEW:
        yield make_doubt(f"表里{count}个金额都没有小数，像是以元计的数", whole[:1])


def given_amounts(value: Value) -> Iterator[Figure]:
    """Yield the amounts that the data give in a value, in their order."""
    match value:
        case Figure():
            if value.given and isinstance(value.value, Amount):
                yield value
        case Listing():
            for item in value:
                yield from given_amounts(item)
        case Record():
            for name, part in value.fields.items():
                if name not in ("类", "款"):  # rows that come by themselves
                    yield from given_amounts(part)


def amount_in_wan(figure: Figure) -> Decimal | None:
    """Return the figure in 万元; None when there is none."""
    return figure.value.wan if figure.given and isinstance(figure.value, Amount) else None


def describe_far(one: Decimal | None, other: Decimal | None) -> str:
    """Return how many times one is the other, in Chinese, when that is too many; else ""."""
    least, most = sorted((one or ZERO, other or ZERO))
    if least <= 0:
        return ""
    times = most / least
    return f"{times:.0f}倍" if times >= FAR and most > 100 else ""


def make_doubt(what: str, figures: Sequence[Figure]) -> Finding:
    """Return the finding that says so, with the figures that show it."""
    sides = tuple(
        Side(called(one.path), number_in_words(amount_in_wan(one) or ZERO), one.path) for one in figures
    )
    return Finding(Level.HINT, f"{SUBJECT} {'、'.join(side.name for side in sides)}", what, HINT, sides)
