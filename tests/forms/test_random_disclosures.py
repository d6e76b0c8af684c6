"""What holds for every disclosure in each form that ships, and in two forms that print 元 and one decimal.

No oracle of the form is asked here: the report must miss nothing, be the same each time, read well, be without errors by
its printed text alone, give back its figures, tell of a figure that was altered, and go on to the next year. One report
serves for all of that. CI tries one disclosure in each form; `pytest -m deep` hundreds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, NamedTuple

import pytest
from checks.alter import Spot, altered, parts, spots
from checks.ledger import sound, sound_district
from checks.report.test_understood import STRANGE
from checks.reports import basis, findings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from properties import Property, Raw, batches
from strategies import texts
from strategies.asked import Hand, ask
from strategies.render import dumps, loads

from narrator import form as forms
from narrator.checks.finding import Finding, Level
from narrator.checks.report.inspection import judge_report, read_to_judge
from narrator.checks.report.plain_sentences import judge_plainly
from narrator.commands.next import next_year_text
from narrator.disclosure.last_years import last_years_of
from narrator.disclosure.model import PUBLIC_TABLES
from narrator.disclosure.value import Figure, Words, split_path
from narrator.document import Document
from narrator.document import texts as texts_of
from narrator.form import Form, form_folders
from narrator.intake.foreign_report import take_report
from narrator.number import Amount, MoneyUnit
from narrator.sources import Said, Slot
from narrator.spans import Text

from .complete import complete, write_texts
from .documents import UNFIT, composed
from .test_numbers import TENTHS, in_yuan, printing

MADE: Mapping[str, Callable[[Path], Form]] = {
    "元": in_yuan,
    "一位小数": lambda folder: printing(folder, TENTHS),
}
TOTALS = {
    "收入支出总表.收入.总计.决算数", "收入支出总表.支出.总计.决算数", "收入决算表.合计.本年收入合计", "支出决算表.合计.本年支出合计",
    "财政拨款收支总表.收入.总计.决算数", "一般公共预算支出表.合计.小计", "三公经费表.合计.决算数",
}  # fmt: skip
NAMES = (*form_folders.names(), *MADE)


@cache
def form_called(name: str) -> Form:
    return MADE[name](Path(mkdtemp())) if name in MADE else forms.load(name)


class Told(NamedTuple):
    """A disclosure (RAW) and its report in the FORM that bears or stands at NAME. chance: for what is altered in it."""

    form: Form
    name: str
    raw: Raw
    document: Document
    chance: Any

    def __repr__(self) -> str:  # that of all its data is half a megabyte
        return f"Told({self.name})"


@st.composite
def told(draw: DrawFn, name: str) -> Told:
    """A disclosure whose tables agree, with all that the form of that NAME asks for, and its report."""
    form = form_called(name)
    root = form.chain[-1].name
    # What is known in 万元 has no more decimals than that: a report in 元 would print sums that are not those of its parts.
    unit = "元" if form.money.unit is MoneyUnit.YUAN else None
    raw = draw(sound_district(new=False) if root == "上海2024" else sound(new=False, unit=unit))
    raw |= {"格式": name, "年度": Decimal(form.year)}
    plain = st.sampled_from(texts.PLAIN)
    if root == "中央2023":
        cents = st.integers(0, 10**8).map(lambda number: Decimal(number).scaleb(-2))
        beside = lambda now: draw(st.sampled_from((now, now * 2, (now / 3).quantize(CENT), NIL)))  # noqa: E731
        ask(raw, Hand(lambda: draw(plain), lambda: "专项业务", lambda: draw(cents), lambda: draw(st.integers(0, 9)), beside))  # fmt: skip
    place = str(form.folder) if name in MADE else name
    raw = harmless(raw)
    for number, project in enumerate(raw["预算绩效"].get("重点评价项目", []), 1):
        project["名称"] = f"第{number}个重点项目"
    composition = write_texts(raw, place, lambda: draw(plain))
    assert composition.missing == ()
    return Told(form, place, raw, composition.document, draw(st.randoms(use_true_random=False)))


NIL, CENT = Decimal(0), Decimal("0.01")


def harmless(value: Any) -> Any:
    """VALUE without texts that check rightly tells of, whoever typed them."""
    match value:
        case dict():
            return {key: harmless(one) for key, one in value.items()}
        case list():
            return [harmless(one) for one in value]
        case str() if any(mark in value for mark in (*UNFIT, "{", "%", "】")):
            return texts.PLAIN[0]
    return value


def holds(one: Told) -> None:
    """All that holds for a report."""
    assert composed(one.raw, one.name).document == one.document
    assert not [words for words in UNFIT if words in own_words(one.document)]
    judged = basis(name=one.name)
    printed = read_to_judge(published(one.document), judged)
    before = judge_report(printed, judged)
    wrong = [found for found in before if found.level is Level.ERROR or found.what.startswith(STRANGE)]
    wrong += judge_plainly(
        printed.document, printed.lines, printed.year
    )  # nor by its words, whatever its form
    assert not wrong, "\n".join(map(shown, wrong))
    gives_back(one, take_report(printed, judged).raw)
    tells_of_altered(one, {shown(found) for found in before})
    goes_on(one)


def shown(found: Finding) -> str:
    return f"{found.key}：{found.what} {'；'.join(map(str, found.sides))}"


def own_words(document: Document) -> str:
    """What a report says but for names and for what people wrote."""
    lines = []
    for text in texts_of(document):
        string = list(text.string)
        for span in text.spans:
            if isinstance(span.source, (Slot, Words)):
                string[span.start : span.end] = "某" * (span.end - span.start)
        lines.append("".join(string))
    return "\n".join(lines)


def published(document: Document) -> Document:
    """A report without anything that says what its parts come from."""
    return strip(document)


def strip(value: Any) -> Any:
    match value:
        case Text():
            return Text(value.string)
        case tuple() if hasattr(value, "_fields"):
            return type(value)(*map(strip, value))
        case tuple():
            return tuple(map(strip, value))
    return value


def figures(document: Document) -> Iterator[tuple[str, str]]:
    """The amounts of public tables that a report prints, by path."""
    for text in texts_of(document):
        for span in text.spans:
            source = span.source
            if isinstance(source, Figure) and is_public(source):
                yield source.path, text.string[span.start : span.end]


def is_public(figure: Figure) -> bool:
    """Whether FIGURE is an amount that a public table prints."""
    path = split_path(figure.path)
    stated = isinstance(figure.value, Amount) and figure.given
    return (
        stated and path[0] in PUBLIC_TABLES and not str(path[-1]).startswith(("上年", "年初预算", "全年预算"))
    )


def gives_back(one: Told, data: Raw) -> None:
    """What its tables print stands in the DATA that were read as it does in those that it was made from, rounded once."""
    money = one.form.money
    step = Decimal(1).scaleb(-money.prose.places)
    stated = Decimal(10_000 if one.raw["金额单位"] == "元" else 1)
    unit = Decimal(10_000 if money.unit is MoneyUnit.YUAN else 1)
    printed = 0
    for path, text in figures(one.document):
        value, back = stands(one.raw, path), stands(data, path)
        if value is None:
            continue
        rounded = (value / stated * unit).quantize(step, ROUND_HALF_UP)
        assert (back or NIL) * unit == rounded, (path, text)
        printed += 1
    assert printed > 5


def stands(raw: Any, path: str) -> Any:
    """The value at PATH in RAW; None where there is none."""
    for step in split_path(path):
        if raw is None:
            return None
        raw = raw[step - 1] if isinstance(step, int) else raw.get(step)
    return raw


def tells_of_altered(one: Told, before: set[str]) -> None:
    """An amount that the report prints twice, in a sentence and in a table, or that is the sum of others, is told of when it
    is another one in one place."""
    at = [spot for spot in spots(one.document) if stands_again(one.document, spot)]
    if not at:
        return  # it may have spent nothing at all on what it tells of
    spot = one.chance.choice(at)
    text = said_at(one.document, spot)
    more = Decimal(text.replace(",", "")) + one.chance.randint(1, 10**7)
    new = altered(published(one.document), spot, f"{more:,}" if "," in text else f"{more}")
    assert {shown(found) for found in findings(new, name=one.name)} - before, (text, spot)


def stands_again(document: Document, spot: Spot) -> bool:
    """Whether the amount at SPOT is one of a public table and stands in a sentence, or is a total in that table."""
    spans = dict(parts(document.blocks[spot.block]))[spot.part].spans
    sources = (span.source for span in spans if span[:2] == (spot.start, spot.end))
    path = next((one.path for one in sources if isinstance(one, Figure) and is_public(one)), "")
    return bool(path) and (spot.kind == "正文的数" or path in TOTALS)


def said_at(document: Document, spot: Spot) -> str:
    return dict(parts(document.blocks[spot.block]))[spot.part].string[spot.start : spot.end]


def goes_on(one: Told) -> None:
    """Next year's data, filled in with this year's figures once more, make a report in which nothing changes."""
    text, _ = next_year_text(dumps(one.raw), one.form.model, (), last_years_of(one.form.relations))
    again = merged(loads(text), one.raw)
    assert again["年度"] == one.raw["年度"] + 1
    for text_ in texts_of(composed(again, one.name).document):
        for span in text_.spans:
            if isinstance(span.source, Said) and {"本年", "上年"} <= span.source.fact.blanks.keys():
                blanks = span.source.fact.blanks
                if "预算" in str(getattr(blanks["上年"], "path", "")):
                    continue  # some forms say so how figures compare with the budget
                assert str(blanks["本年"]) == str(blanks["上年"]), text_.string


def merged(after: Any, raw: Any) -> Any:
    """RAW with what AFTER has of last year, and its year."""
    found = deepcopy(raw)
    for key, value in after.items():
        if isinstance(value, dict) and isinstance(found.get(key), dict):
            found[key] = merged(value, found[key])
        elif value is not None and ("上年" in key or key == "年度"):
            found[key] = value
    return found


PROPERTIES = {name: Property(holds, told(name), 1, 1) for name in NAMES}


@pytest.mark.parametrize("name", PROPERTIES)
def test_property(name: str) -> None:
    PROPERTIES[name].hold()


@pytest.mark.deep
@pytest.mark.parametrize(("name", "batch"), batches(PROPERTIES))
def test_property_deep(name: str, batch: int) -> None:
    PROPERTIES[name].hold_deep(batch)


def test_a_sentence_is_not_missed_that_only_an_unprinted_budget_would_need() -> None:
    raw = complete("重庆2023")
    rows = raw["一般公共预算支出表"]["各科目"]
    for code in ("229", "22999", "2299999"):
        rows[code] = {
            "科目名称": "其他支出",
            "小计": Decimal(30),
            "基本支出": Decimal(30),
            "年初预算数": Decimal(20),
        }
    document = composed(raw, "重庆2023").document
    assert "其他支出0.00万元" not in own_words(document)  # 30 元, as the table has it
    told = findings(published(document), name="重庆2023")
    assert [one.key for one in told if one.what == "没有找到格式里的这句话"] == []
