"""What is known of a report that carries its data leads to the findings that reading all of it leads to."""

from __future__ import annotations

import random
import re
import shutil
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from forms.complete import complete
from forms.documents import ROOT, WHOLE, written
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies.accounts import consistent, hostile
from strategies.texts import CARELESS, MARKUP

from narrator.checks.finding import Finding
from narrator.checks.printed import prose, recognised_tables
from narrator.checks.report import inspection, origin
from narrator.commands import report_check
from narrator.disclosure.public_tables import BY_FUNCTION, INCOMES, PUBLIC_TABLES
from narrator.form import load
from narrator.form.form_folders import names
from narrator.problem import Unusable
from narrator.regex import HAN_LETTER

from ..reports import HOME

SHANGHAI_FORM = "上海2024"
MAIN = "word/document.xml"
REASON = re.compile(r"<w:sdtContent><w:r>(?:(?!</w:r>).)*<w:t>([^<]+)</w:t></w:r></w:sdtContent>")


def in_full(report: Path) -> list[Finding]:
    """What check finds in REPORT when nothing of it is known."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(report_check, "untouched", lambda *_: None)
        patched.setattr(prose, "own_captures", lambda *_: None)
        patched.setattr(recognised_tables, "find_composed", lambda *_: (None, None))
        patched.setattr(origin, "tables_as_made", lambda *_: [])
        assert inspection.origins is origin
        return report_check.check_report(report).findings


def holds(report: Path) -> list[Finding]:
    found = report_check.check_report(report).findings
    assert found == in_full(report)
    return found


def edited(report: Path, edit: Callable[[str], str]) -> None:
    """REPORT with its main part as EDIT makes it."""
    with zipfile.ZipFile(report) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[MAIN] = edit(parts[MAIN].decode()).encode()
    with zipfile.ZipFile(report, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def with_reasons(main: str, chance: random.Random) -> str:
    """The main part MAIN with other texts in some of its controls."""
    told = ("无变化", "人员调整", "主要原因是无", "增加5.20万元，。")
    return REASON.sub(
        lambda found: (
            found[0].replace(f">{found[1]}<", f">{chance.choice(told)}<")
            if chance.random() < 0.2
            else found[0]
        ),
        main,
    )


def with_slips(main: str, chance: random.Random) -> str:
    """The main part MAIN with another digit in some of its numbers."""
    return re.sub(
        r"(?<=>)\d+\.\d\d(?=<)",
        lambda found: found[0] if chance.random() > 0.01 else f"{Decimal(found[0]) + 10}",
        main,
    )


def spoilt(data: Any, chance: random.Random) -> Any:
    """DATA with some of its amounts wrong."""
    if isinstance(data, dict):
        return {name: spoilt(value, chance) for name, value in data.items()}
    if isinstance(data, list):
        return [spoilt(value, chance) for value in data]
    if isinstance(data, Decimal) and data and chance.random() < 0.03:
        return data * 10
    return data


@pytest.mark.parametrize("name", WHOLE)
def test_a_report_that_nobody_has_touched(name: str, tmp_path: Path) -> None:
    """Nothing of it is read."""
    report = written(tmp_path, complete(name), name)
    with pytest.MonkeyPatch.context() as patched:
        patched.delattr(inspection, "read_whole")
        known = report_check.check_report(report).findings
    assert known == in_full(report)


@pytest.mark.parametrize("name", WHOLE)
def test_a_report_on_spoilt_data(name: str, tmp_path: Path) -> None:
    data, chance = complete(name), random.Random(name)
    data |= {table: spoilt(data[table], chance) for table in PUBLIC_TABLES if table in data}
    assert holds(written(tmp_path, data, name))


@pytest.mark.parametrize("unseen", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad"])
def test_letters_that_nobody_sees_change_no_finding(tmp_path: Path, unseen: str) -> None:
    """They come with what is copied from a web page, and stand in names and figures of tables as in the prose."""
    name = WHOLE[0]
    data, chance = complete(name), random.Random(name)
    data |= {table: spoilt(data[table], chance) for table in PUBLIC_TABLES if table in data}
    report = written(tmp_path, data, name)
    before = in_full(report)
    edited(report, lambda main: re.sub(r"(?<=<w:t>)([^<])([^<]*)(?=</w:t>)", rf"\1{unseen}\2{unseen}", main))
    assert report_check.check_report(report).findings == before


NAME, NOUGHT = "科目名称", Decimal(0)


def rows_slid(table: dict[str, Any]) -> None:
    """TABLE with the figures of all rows but the first few a row too low."""
    rows = [*table["各科目"].values()]
    columns = {name for row in rows for name in row} - {NAME}
    figures = [{name: row.get(name, NOUGHT) for name in columns} for row in rows[2:]]
    for row, slid in zip(rows[2:], [dict.fromkeys(columns, NOUGHT), *figures], strict=False):
        row |= slid


def incomes_slid(data: dict[str, Any]) -> None:
    """DATA with 7.00 of 经营收入 that are left over, and the incomes of 收入支出总表 a row too low: all that must add up does."""
    incomes, expenses = data["收入支出总表"].values()
    coded, more = data["收入决算表"], Decimal(7)
    first = [*coded["各科目"]][2]
    for row in (coded["合计"], *(row for code, row in coded["各科目"].items() if first.startswith(code))):
        row |= {"经营收入": more, "本年收入合计": row["本年收入合计"] + more}
    for whole in (incomes["本年收入合计"], incomes["总计"], expenses["年末结转和结余"], expenses["总计"]):
        whole["决算数"] += more
    incomes["经营收入"] = {"决算数": more}
    stated = [incomes.get(name, {}).get("决算数", NOUGHT) for name in INCOMES]
    incomes |= {name: {"决算数": one} for name, one in zip(INCOMES, [NOUGHT, *stated], strict=False)}


@pytest.mark.parametrize(
    ("name", "slide"),
    [
        (HOME, lambda data: rows_slid(data["支出决算表"])),
        (SHANGHAI_FORM, lambda data: rows_slid(data["收入决算表"])),
        (HOME, incomes_slid),
    ],
)
def test_a_report_on_data_that_slipped(
    name: str, slide: Callable[[dict[str, Any]], None], tmp_path: Path
) -> None:
    data = complete(name)
    slide(data)
    found = holds(written(tmp_path, data, name))
    assert any("名称和数错开了一行" in one.what for one in found)


# What is wrong with a form: its file, words, other words.
FAULTS = (
    ("一、部门概况.jinja", "预算单位包括：", "预算单位包括包括：，"),
    (
        "说明/其他重要事项.jinja",
        "政府采购支出总额{{ 采购.总额 }}万元，",
        "政府采购支出总额{{ 采购.总额 }}，【请填写】",
    ),
    ("tables/基本支出表.toml", "30102 | 津贴补贴", "30102 | 津贴"),
    ("tables/一般公共预算支出表.toml", "小计 | 基本支出 | 项目支出\n", "小计 | 项目支出 | 基本支\n"),
    ("tables/三公经费表.toml", "财政拨款", "财政财政拨款"),
    ("phrasebook.toml", "万元，降低", "万元，隆低了"),
)


def form_copied(folder: Path, name: str = HOME) -> Path:
    """A copy of the form NAME, with its phrasebook, in FOLDER."""
    form = folder / "某省2023"
    shutil.copytree(ROOT / "templates" / name, form)
    shutil.copy(ROOT / "phrasebook" / f"{name}.toml", form / "phrasebook.toml")
    key = (form / "form.toml").read_text("utf-8").replace(f'"名称" = "{name}"', f'"名称" = "{form.name}"')
    (form / "form.toml").write_text(key, "utf-8")
    return form


def misspelt(text: str, chance: random.Random) -> str:
    """TEXT of a form with a letter of it lost, twice there, or another, or two of its words exchanged, or a line lost or doubled."""
    letters = [found.start() for found in HAN_LETTER.finditer(text)]
    at, other = sorted(chance.sample(letters, 2))
    lines = text.splitlines(keepends=True)
    line = chance.randrange(len(lines))
    return chance.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + text[other] + text[at + 1 :],
            text[:at] + text[other] + text[at + 1 : other] + text[at] + text[other + 1 :],
            "".join(lines[:line] + lines[line + 1 :]),
            "".join(lines[: line + 1] + lines[line:]),
        ]
    )


@pytest.mark.parametrize("name", WHOLE)
def test_a_report_with_careless_texts(name: str, tmp_path: Path) -> None:
    """What people wrote is judged though nothing is read."""
    data, chance = complete(name), random.Random(name)
    texts = (
        *CARELESS,
        *MARKUP,
        "人员人员变动",
        "主要原因是无",
        "因为and人员",
        "增加（减少）",
        "2019年人员减少",
    )
    data["原因"] = {
        slot: chance.choice(texts) if chance.random() < 0.5 else text for slot, text in data["原因"].items()
    }
    with pytest.MonkeyPatch.context() as patched:
        patched.delattr(inspection, "read_whole")
        known = report_check.check_report(report := written(tmp_path, data, name)).findings
    assert known == in_full(report)
    assert len({one.rule for one in known if one.rule.startswith("HY")}) > 1


@pytest.mark.parametrize("name", names())
def test_what_the_tables_of_a_form_say_is_what_they_are_made_of(name: str) -> None:
    assert report_check.is_proved_to_read_as_made(load(name), None)


# What is wrong with the tables of a form: its file, words, other words.
MISREAD = (
    ("tables/一般公共预算支出表.toml", "小计 | 基本支出 | 项目支出\n", "小计 | 项目支出 | 基本支出\n"),
    ("tables/一般公共预算支出表.toml", "小计 | 基本支出 | 项目支出\n", "小计 | 项目支出 | 基本支\n"),
    ("tables/基本支出表.toml", "30102 | 津贴补贴", "30101 | 津贴补贴"),
    (
        "tables/项目支出绩效自评表.toml",
        "项目名称 | < | {{ 项.自评表中的名称 or 项.名称 }} | < | < | < | < | < | < | <\n",
        "",
    ),
)


@pytest.mark.parametrize(("name", "old", "new"), MISREAD)
def test_a_table_of_a_form_that_says_something_else(name: str, old: str, new: str, tmp_path: Path) -> None:
    form = form_copied(tmp_path)
    text = (form / name).read_text("utf-8")
    assert old in text
    (form / name).write_text(text.replace(old, new), "utf-8")
    assert not report_check.is_proved_to_read_as_made(load(str(form)), None)


def test_a_report_in_a_faulty_form(tmp_path: Path) -> None:
    form = form_copied(tmp_path)
    before = {one.what for one in holds(written(tmp_path, complete(HOME), HOME))}
    for name, old, new in FAULTS:
        text = (form / name).read_text("utf-8")
        assert old in text, name
        (form / name).write_text(text.replace(old, new), "utf-8")
    found = holds(written(tmp_path, complete(HOME) | {"格式": form.name}, form))
    assert not any(one.rule.startswith("SN") for one in found)  # it prints what its data give
    assert len({one.what for one in found} - before) >= len(FAULTS)


def renamed(data: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """DATA whose codes, but for those of classes, bear other names, and of whose rows by code some tables have not all."""
    for at, table in enumerate(BY_FUNCTION):
        if rows := data.get(table, {}).get("各科目"):
            named = {
                code: row | ({} if len(code) == 3 else {NAME: names[int(code) % len(names)]})
                for code, row in list(rows.items())[: len(rows) - at]
            }
            data[table] = data[table] | {"各科目": named}
    return data


@pytest.mark.parametrize("name", [HOME, SHANGHAI_FORM])
def test_another_report_in_a_form(name: str, tmp_path: Path) -> None:
    """What its tables say was found with the first; the rows and names of the others are others."""
    chance = random.Random(name)
    before = holds(written(tmp_path, complete(name), name))
    for several in [("项目", "合计", "科目名称", "1.小计"), ("单位：元", "决算数", "2060101", "基本支出")]:
        assert holds(written(tmp_path, renamed(complete(name), several), name)) != before
    data = complete(name)
    data |= {table: spoilt(data[table], chance) for table in PUBLIC_TABLES if table in data}
    assert holds(written(tmp_path, data, name)) != before


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(10))
def test_any_faulty_form(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    checked = 0
    while checked < 20:
        with TemporaryDirectory(dir=tmp_path) as folder:
            form = form_copied(Path(folder), name := chance.choice([HOME, SHANGHAI_FORM]))
            tables = sorted(form.glob("tables/*.toml"))
            others = sorted(
                one for one in form.rglob("*") if one.suffix == ".jinja" or one.name == "phrasebook.toml"
            )
            for _ in range(chance.choice([1, 2, 4])):
                file = chance.choice(tables if chance.random() < 0.7 else others)
                file.write_text(misspelt(file.read_text("utf-8"), chance), "utf-8")
            try:
                report = written(Path(folder), complete(name) | {"格式": form.name}, form)
            except Unusable:
                continue  # of most faults that tells
            holds(report)
            data = renamed(complete(name), ("项目", "合计", "科目名称", "1.小计")) | {"格式": form.name}
            holds(written(Path(folder), data, form))
            checked += 1


@pytest.mark.parametrize("edit", [with_reasons, with_slips])
def test_a_report_that_people_have_edited(edit: Callable[[str, random.Random], str], tmp_path: Path) -> None:
    report = written(tmp_path, complete(HOME), HOME)
    before = in_full(report)
    edited(report, lambda main: edit(main, random.Random(edit.__name__)))
    assert holds(report) != before


@given(st.one_of(consistent(), hostile()), st.integers(0, 10**6))
@settings(max_examples=2)
def test_any_report(raw: dict[str, Any], number: int) -> None:
    chance = random.Random(number)
    with TemporaryDirectory() as folder:
        report = written(Path(folder), raw, HOME)
        holds(report)
        edited(report, lambda main: with_reasons(main, chance))
        holds(report)


@pytest.mark.deep
@given(st.one_of(consistent(), hostile()), st.integers(0, 10**6))
@settings(max_examples=300)
def test_any_report_deep(raw: dict[str, Any], number: int) -> None:
    chance = random.Random(number)
    edits = (lambda main, _: main, with_reasons, with_slips)
    with TemporaryDirectory() as folder:
        report = written(Path(folder), raw, HOME)
        for edit in edits:
            edited(report, lambda main, edit=edit: edit(main, chance))  # type: ignore[misc]
            holds(report)
