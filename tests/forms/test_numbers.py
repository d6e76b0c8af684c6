"""Forms that print numbers otherwise: other decimals, thousands separators, what zero is, and 元."""

from __future__ import annotations

import json
import re
import tempfile
import tomllib
import zipfile
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from strategies import consistent

from narrator import build
from narrator import form as forms
from narrator.commands.check import check_file
from narrator.commands.forms import begin_form
from narrator.commands.import_file import import_file
from narrator.commands.import_sources import Sources
from narrator.commands.lint import prove_form
from narrator.commands.sheet_file import make_sheet
from narrator.disclosure.value import Figure, split_path
from narrator.document import Table, texts
from narrator.number import Amount, MoneyUnit
from narrator.problem import Unusable
from narrator.sources import Said

from .documents import LIAONING, ROOT, composed, plain, put, raw, written
from .test_overlays import load, overlay, wrong

WORDS = """
["与上年相比"]
"略增" = "{{ 主语 }}增加{{ 变动额 }}万元，增幅不足0.1%{{ 原因 }}"
"略减" = "{{ 主语 }}减少{{ 变动额 }}万元，降幅不足0.1%{{ 原因 }}"

["比上年"]
"略增" = "{{ 主语 }}比上年增加{{ 变动额 }}万元，增幅不足0.1%{{ 原因 }}"
"略减" = "{{ 主语 }}比上年减少{{ 变动额 }}万元，降幅不足0.1%{{ 原因 }}"

["占比"]
"全为零" = "占{{ 整体名称 }}的0.0%"
"""
CENTRAL = '"表中金额格式" = "#,##0.00"\n"百分数格式" = "0.0"\n"正文零值" = "0"\n'
TENTHS = '"金额格式" = "0.0"\n"百分数格式" = "0.0"\n'
NAME = "某市2024"


def printing(folder: Path, stated: str, words: str = WORDS, base: str = "辽宁2023") -> forms.Form:
    """A form in FOLDER that states in its form.toml how numbers are printed."""
    made = overlay(folder, base, NAME, phrasebook_toml=words)
    path = made / "form.toml"
    path.write_text(path.read_text("utf-8") + stated, "utf-8")
    forms.load.cache_clear()
    return load(folder, NAME)


def in_yuan(folder: Path, base: str = "辽宁2023") -> forms.Form:
    """A whole form in FOLDER that prints 元, made of the words of another one."""
    made = begin_form("某省2024", base, folder, whole=True)
    for path in (*made.rglob("*.jinja"), *made.rglob("*.toml")):
        if path.name != "data.toml":
            path.write_text(yuan(path.read_text("utf-8")), "utf-8")
    common, own = (tomllib.loads(path.read_text("utf-8")) for path in (ROOT / "phrasebook" / "通用.toml", made / "phrasebook.toml"))  # fmt: skip
    lines = []
    for name in {**common, **own}:
        entries = {**common.get(name, {}), **own.get(name, {})}
        lines.append(f'["{name}"]')
        lines += [
            f'"{key}" = {yuan(json.dumps(value, ensure_ascii=False))}' for key, value in entries.items()
        ]
    (made / "phrasebook.toml").write_text("\n".join(lines), "utf-8")
    stated = '\n"金额单位" = "元"\n"金额格式" = "#,##0.00"\n'
    (made / "form.toml").write_text((made / "form.toml").read_text("utf-8") + stated, "utf-8")
    forms.load.cache_clear()
    return load(folder, "某省2024")


def yuan(text: str) -> str:
    """TEXT with 元 for 万元, but in the name of a figure."""
    return re.sub("(?<!100)万元", "元", text)


def said(form: forms.Form, **values: object) -> str:
    return plain(composed(put(raw(LIAONING), values), str(form.folder)).document)


def cells(form: forms.Form, table: str) -> set[str]:
    blocks = composed(raw(LIAONING), str(form.folder)).document.blocks
    [found] = [block for block in blocks if isinstance(block, Table) and block.name == table]
    return {text.string for row in found.body for cell in row for text in cell.paragraphs}


def test_separators_zeros_and_one_decimal_of_per_cent(tmp_path: Path) -> None:
    form = printing(tmp_path, CENTRAL)
    assert prove_form(form).problems == []
    data = {"收入支出总表.收入.总计.决算数": Decimal("12345678.9")}
    text = said(form)
    assert "财政拨款支出减少26.99万元，降低3.1%" in text
    assert "上级补助收入0万元" in text
    assert "0.00万元" not in text
    big = composed(put(raw(LIAONING), data), str(form.folder)).document
    assert "1234.57" in plain(big) or "12,345,678.90" in plain(big)
    assert {"851.17", ""} <= cells(form, "支出决算表")


def test_a_zero_of_per_cent_is_printed_as_the_form_has_it(tmp_path: Path) -> None:
    words = '["占比"]\n"全为零" = "占{{ 整体名称 }}的0%"\n'
    form = printing(tmp_path, '"正文零值" = "0"\n"百分数零值" = "0"\n', words)
    assert prove_form(form).problems == []
    text = said(form)
    assert "上级补助收入0万元，占收入总计的0%" in text
    assert not re.search(r"\D0\.00%", text)
    report = written(tmp_path, raw(LIAONING), form.folder)
    assert "PR-3" not in {one.rule for one in check_file(report).findings}, (
        "it is read as the share that it is"
    )


def test_one_decimal_and_what_is_computed_from_it(tmp_path: Path) -> None:
    form = printing(tmp_path, TENTHS)
    assert prove_form(form).problems == []
    text = said(form)
    assert "财政拨款支出减少27.0万元，降低3.1%" in text, "878.2 − 851.2 = 27.0"
    assert "1.7万元" in text
    assert "334.4%" in text, "the reader knows 1.7 of a budget that is not printed"


def test_yuan(tmp_path: Path) -> None:
    form = in_yuan(tmp_path)
    assert prove_form(form).problems == []
    text = said(form)
    assert "财政拨款支出减少269,900.00元，降低3.07%" in text
    assert "8,511,700.00" in cells(form, "支出决算表")


@pytest.mark.parametrize(
    ("stated", "words", "told"),
    [
        ('"百分数格式" = "0.0"\n', "", "通用.toml:12 “0.01”的小数位数与这个格式印的百分数不同"),
        ('"百分数格式" = "0.00"\n', WORDS, "phrasebook.toml:2 “0.1”的小数位数与这个格式印的百分数不同"),
        ('"金额单位" = "元"\n', "", "通用.toml:9 “变动额”后面不是“元”"),
        ('"金额单位" = "元"\n', "", "三公经费表.toml:2 这里写的是“单位：万元”，表里的数都以元印出来"),
        (
            '"金额单位" = "元"\n',
            "",
            "收入支出总体情况.jinja:9 金额后面写的是“万元”，这个格式的金额以元印出来",
        ),
    ],
)
def test_lint_knows_the_unit_and_the_decimals(stated: str, words: str, told: str, tmp_path: Path) -> None:
    found = [line.rpartition("/")[2] for line in wrong(printing(tmp_path, stated, words))]
    assert [line for line in found if line.split(" ", 1)[1] == told.split(" ", 1)[1]]


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ('"金额格式" = "0.0.0"\n', "金额格式：没有这种数的格式"),
        ('"百分数格式" = 1\n', "百分数格式：这一项的写法不对"),
        ('"金额单位" = "亿元"\n', "金额单位：这一项的写法不对"),
        ('"正文零值" = "无"\n', "正文零值：正文里的零要印成数"),
        ('"百分数零值" = "无"\n', "百分数零值：正文里的零要印成数"),
        (
            '"金额格式" = "0.0"\n"表中金额格式" = "0.00"\n',
            "表中金额格式：正文里的金额印1位小数，表里的印2位，读者对不上",
        ),
    ],
)
def test_what_form_toml_can_not_state(stated: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(Unusable) as found:
        printing(tmp_path, stated).model  # noqa: B018
    [problem] = found.value.problems
    assert f"{problem.where}：{problem.what}" == told
    assert problem.line


def test_what_is_stated_is_gone_on_from(tmp_path: Path) -> None:
    printing(tmp_path, '"金额单位" = "元"\n"百分数格式" = "0.0"\n')
    made = overlay(tmp_path, str(tmp_path / NAME), "某县2024")
    path = made / "form.toml"
    path.write_text(path.read_text("utf-8") + '"金额单位" = "万元"\n', "utf-8")
    forms.load.cache_clear()
    county = load(tmp_path, "某县2024")
    assert (county.money.unit, county.rates.places) == (MoneyUnit.WAN, 1)


@pytest.mark.parametrize("kind", ["separators", "tenths", "yuan"])
def test_a_finished_report_is_judged_by_its_own_format(kind: str, tmp_path: Path) -> None:
    """No error but those of the sample; figures that were altered are found in any format."""
    form = (
        in_yuan(tmp_path)
        if kind == "yuan"
        else printing(tmp_path, CENTRAL if kind == "separators" else TENTHS)
    )
    report = finished(tmp_path, form.folder)
    found = Counter(rule for rule, *_ in told_of_errors(report))
    assert found - usual_errors() == (Counter() if kind != "yuan" else found & HUNDREDS)
    told = check_file(report).findings
    assert not [one for one in told if one.rule == "HY-6" and "小数" in one.what]
    if kind == "yuan":
        (budget,) = (one for one in told if one.rule == "PF-6")
        assert budget.sides[1].value == budget.sides[2].value == "851.17"  # 万元
    alter(report, *{"separators": ("3.1%", "3.4%"), "tenths": ("27.0万元", "28.0万元"), "yuan": ("269,900.00元", "299,900.00元")}[kind])  # fmt: skip
    assert {"PR-7"} & {rule for rule, *_ in told_of_errors(report)}


# The sample's data are rounded to 100 元, which is no tail in a report that prints 元.
HUNDREDS = Counter(dict.fromkeys(["T1-2", "T2-2", "T3-2", "T4-1", "T5-1", "T6-1", "X-7"], 9))


def finished(folder: Path, form: Path | str) -> Path:
    return written(folder, raw(LIAONING), form)


def told_of_errors(report: Path) -> list[tuple[str, str]]:
    return [(one.rule, one.what) for one in check_file(report).findings if one.level.name == "ERROR"]


@lru_cache(maxsize=1)
def usual_errors() -> Counter[str]:
    with tempfile.TemporaryDirectory() as folder:
        return Counter(rule for rule, _ in told_of_errors(finished(Path(folder), "辽宁2023")))


def alter(report: Path, old: str, new: str) -> None:
    """OLD is NEW in the first place of the body of REPORT."""
    with zipfile.ZipFile(report) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    figure, altered = (re.match(r"[\d,.]+", text).group() for text in (old, new))  # type: ignore[union-attr]
    body = parts["word/document.xml"].decode()
    assert figure in body
    parts["word/document.xml"] = body.replace(figure, altered, 1).encode()
    with zipfile.ZipFile(report, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)


@pytest.mark.parametrize("kind", ["separators", "yuan"])
def test_amounts_with_separators_are_numbers_in_excel(kind: str, tmp_path: Path) -> None:
    """In the tables for the website and in the workbook to fill in, which gives back the data as they were; its sums add
    up amounts in one unit."""
    form = in_yuan(tmp_path) if kind == "yuan" else printing(tmp_path, CENTRAL)
    big = {"收入支出总表.收入.总计.决算数": Decimal("12345.67")}
    finished = written(tmp_path, put(raw(LIAONING), {**big, "格式": f"./{form.folder.name}"}))
    data, book = finished.parent / "data.json", tmp_path / "填报.xlsx"
    before = data.read_bytes()
    make_sheet(data, book)
    opened = openpyxl.load_workbook(book)
    shown = {cell.value: cell.number_format for row in opened["公开01表"] for cell in row if cell.value}
    assert shown[123456700 if kind == "yuan" else 12345.67] == "#,##0.00"
    prompts = {one.prompt for one in opened["公开01表"].data_validations.dataValidation}
    assert prompts == {f"金额（{form.money.unit.value}），只写数字"}
    formulas = [row[4].value for row in opened["加总"].iter_rows(min_row=2) if "要填的" in str(row[4].value)]
    mixed = [one for one in formulas if "表" in one.replace("要填的", "")]
    assert all(("*10000" in one) == (kind == "yuan") for one in mixed)
    assert import_file(Sources(book), data, None).lines[0] == "填报工作簿里改了0处。"
    assert data.read_bytes() == before
    source = build.read(data)
    site = tmp_path / "公开表.xlsx"
    site.write_bytes(build.write(build.report(source).document, source, ".xlsx"))
    texts = [cell.value for row in openpyxl.load_workbook(site)["公开01表"] for cell in row]
    assert not [one for one in texts if isinstance(one, str) and re.fullmatch(r"[\d,.]+", one)]


# ---- whatever the data are ----

PRINTED = {
    "tenths": ("0.1", 1, 1),
    "yuan": ("0.01", 10_000, 2),
}  # the last decimal, 万元 in a unit, decimals of per cent


@pytest.fixture(scope="module")
def unusual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, forms.Form]:
    return {
        "tenths": printing(tmp_path_factory.mktemp("一"), TENTHS),
        "yuan": in_yuan(tmp_path_factory.mktemp("元")),
    }


@pytest.mark.parametrize("kind", PRINTED)
@settings(max_examples=2, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck))  # fmt: skip
@given(data=consistent(new=False))
def test_what_is_printed_follows_from_what_is_printed(kind: str, unusual: dict[str, forms.Form], data: dict[str, Any]) -> None:  # fmt: skip
    follows(kind, unusual[kind], data)


@pytest.mark.parametrize("kind", PRINTED)
def test_what_the_sample_prints_follows_too(kind: str, unusual: dict[str, forms.Form]) -> None:
    figures, changes = follows(kind, unusual[kind], raw(LIAONING))
    assert (figures > 200, changes > 0) == (True, True)


def follows(kind: str, form: forms.Form, data: dict[str, Any]) -> tuple[int, int]:
    """Every amount is the exact one, rounded once; every change and its rate are those of the printed amounts. How many
    amounts and changes there are."""
    step, unit, places = PRINTED[kind]
    scale = unit if data["金额单位"] == "万元" else Decimal(unit) / 10_000
    composition = composed(data, str(form.folder))
    changes = figures = 0
    for text in texts(composition.document):
        for span in text.spans:
            printed, source = text.string[span.start : span.end], span.source
            if isinstance(source, Figure) and isinstance(source.value, Amount) and source.given and printed:
                figures += 1
                assert number(printed) == half_up(stated(data, source.path) * scale, step), source.path
            if isinstance(source, Said) and {"变动额", "变动率"} <= source.fact.blanks.keys():
                changes += 1
                now, before, gap, rate = (number(str(source.fact.blanks[one])) for one in ("本年", "上年", "变动额", "变动率"))  # fmt: skip
                assert gap == abs(now - before)
                assert rate == half_up(gap / before * 100, str(Decimal(1).scaleb(-places)))
    return figures, changes


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def half_up(exact: Decimal, step: str) -> Decimal:
    return exact.quantize(Decimal(step), ROUND_HALF_UP)


def stated(data: Any, path: str) -> Decimal:
    """What DATA hold at a path."""
    for step in split_path(path):
        data = data[step - 1] if isinstance(step, int) else data[step]
    return Decimal(data)
