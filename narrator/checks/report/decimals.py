"""HY-6: figures of one kind are printed with as many decimals everywhere: with those that the form states, or else with
those that most of them have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.known_figures import Value, read_decimal
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import Capture, direct
from narrator.checks.printed.prose import Claim, Prose
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.prose_places import at_line, side_of_claim
from narrator.disclosure.value import Count, Figure
from narrator.form import Form, form_keys
from narrator.number import Amount, given_decimals
from narrator.number_format import NumberFormat, count_decimals
from narrator.sources import Derived, Said
from narrator.tables.plain import plain

AMOUNTS = frozenset(["本年", "上年", "变动额", "决算数", "预算数", "差额", "部分", "整体", "数"])
RATES = frozenset(["变动率", "完成率", "比例", "上年比例", "变动点数"])
ENOUGH = 5  # times as many figures of a table as have more decimals, from which on that is a mistake
MOST = 6  # places that are shown


def check_decimals(prose: Prose, stated: Mapping[str, NumberFormat]) -> Iterator[Finding]:
    """Return the figures of the prose that have more or fewer decimals than others of their kind. A zero may
    be just 0. stated: how the form states that figures are printed, by their kind.
    """
    kinds: dict[str, list[tuple[str, Claim | Line]]] = {"金额": [], "百分数": [], "个数": []}
    for claim in prose.claims:
        counted = {id(part) for one in claim.every if says_of_count(one) for part in direct(one)}
        for capture in claim.every:
            kind = "" if id(capture) in counted else kind_of_capture(capture)
            if kind and read_decimal(capture.text) is not None:
                kinds[kind].append((capture.text, claim))
    for one in prose.completions:
        for part in one.statement.parts:
            if part.role in RATES | AMOUNTS:
                kind = "百分数" if part.role in RATES else "金额"
                kinds[kind].append((part.text, one.line))
    for kind, figures in kinds.items():
        counts = Counter(count_decimals(text) for text, _ in figures if read_decimal(text))
        if not counts:
            continue
        usual = 0 if kind == "个数" else max(counts, key=lambda places: (counts[places], places))
        format = stated.get(kind)
        fitting = range(format.least, format.places + 1) if format else (usual,)
        wrong = [
            (text, place)
            for text, place in figures
            if count_decimals(text) not in fitting and text.strip("-0") not in ("", "%")
        ]
        if wrong:
            usual = format.places if format else usual
            what = (
                f"{kind}的小数位数{'与格式的不同' if format else '不统一'}，{'格式' if format else '别处'}是{usual}位"
                + (f"，共{len(wrong)}处" if len(wrong) > 1 else "")
            )
            subject = f"{kind}“{wrong[0][0]}”的小数位数"
            sides = tuple(
                side_of_claim(place, text) if isinstance(place, Claim) else at_line(place, text)
                for text, place in wrong[:MOST]
            )
            yield Finding(Level.HINT, subject, what, f"按原来的数重算，写{usual}位小数", sides)


def tell_odd_decimals(tables: Reading) -> Iterator[Finding]:
    """Return the few figures of tables that have more decimals than all the others of their table, or of all tables of an item that are
    in one form: 863.257 among those with two."""
    for alone, places in decimals_by_table(tables):
        counts = Counter(places.values())
        usual = max(counts, key=lambda count: counts[count], default=0)
        wrong = [path for path, count in places.items() if count > usual]
        if usual and wrong and len(wrong) * ENOUGH <= counts[usual]:
            for path in wrong:
                what = f"有{places[path]}位小数，{'这张' if alone else '这种'}表里别的数都是{usual}位"
                side = Side(tables.cells[path], plain(tables.shown[path]), path)
                yield Finding(Level.ERROR, side.name, what, "核对原始数据，改正这个数", (side,), rule="HY-6")


def decimals_by_table(tables: Reading) -> Iterator[tuple[bool, Mapping[str, int]]]:
    """Yield how many decimals the figures of each public table have, but noughts, and the amounts of all tables of one layout that are
    read row by row, by path; each with whether that is one table."""
    for table in tables.public.values():
        yield True, {path: given_decimals(one.number) for path, one in table.figures.items() if one.number}
    for places in tables.decimals.values():
        yield False, places


def stated_formats(form: Form) -> dict[str, NumberFormat]:
    """Return how a form states that figures are printed, by their kind; nothing of those of which it states nothing."""
    stated = {}
    if form_keys.PROSE in form.numbers:
        stated["金额"] = form.money.prose
    if form_keys.RATES in form.numbers:
        stated["百分数"] = form.rates
    return stated


def says_of_count(capture: Capture) -> bool:
    """Return whether a wording says whether there is any of what is counted: 数 is then no amount."""
    said = capture.piece.source
    figure = said.fact.blanks.get("数") if isinstance(said, Said) else None
    return isinstance(figure, (Figure, Derived)) and isinstance(figure.value, Count)


def kind_of_capture(capture: Capture) -> str:
    """Return what a captured figure is: 金额, 百分数, 个数, or "" when it is none of them."""
    source = capture.piece.source
    if isinstance(source, (Figure, Derived)):
        return (
            "金额" if isinstance(source.value, Amount) else "个数" if isinstance(source.value, Count) else ""
        )
    if capture.piece.kind != "number" or not isinstance(source, str):
        return ""
    return "金额" if source in AMOUNTS else "百分数" if source in RATES else ""


def agrees(text: str, wanted: Value) -> bool:
    """Return whether a printed figure is the wanted one: an amount with as many decimals as it has itself."""
    right = read_decimal(str(wanted))
    if right is None or not isinstance(wanted, Amount):
        return read_decimal(text) == right
    return agrees_to_decimals(text, right)


def agrees_to_decimals(text: str, wanted: Decimal) -> bool:
    """Return whether a printed number is the wanted one (of two decimals) with as many decimals as it has
    itself.
    """
    printed = read_decimal(text)
    if printed is None:
        return False
    places = count_decimals(text)
    return printed == wanted or (places < 2 and 2 * abs(printed - wanted) <= Decimal(1).scaleb(-places))
