"""The data of a department from those of its units, and where a department's data differ from the sum of its units."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from narrator.build import open_data
from narrator.checks.accepted import reasons_of, with_acceptance
from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.naming import called_in
from narrator.checks.rule import RuleText
from narrator.commands.roster import RosterUnit, compare_roster, read_roster
from narrator.commands.wanted import is_missing
from narrator.data_file import Opened
from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.public_tables import public_table
from narrator.disclosure.unit_sum import (
    ZERO,
    Transfer,
    Unadded,
    UnitData,
    UnitSum,
    add_units,
    find_leaves,
    find_reductions,
    find_transfers,
    find_unadded,
    subtract_amount,
)
from narrator.disclosure.value import Figure, Record, Value
from narrator.files import whole
from narrator.files.json_text import dumps
from narrator.files.lock import locked
from narrator.form import Form, form_data
from narrator.intake.submissions import is_data, join_folders, list_units
from narrator.number import HALF_CENT, Amount, MoneyUnit
from narrator.problem import Problem, Unusable

NO_WORKBOOKS: Mapping[Path, Sequence[Path]] = MappingProxyType({})
MOST_SHOWN = 20  # places that the screen lists
SUM_OF_UNITS = "所属单位之和"
# What the catalogue tells of the comparison.
RULE = RuleText("SU-1", "部门和所属单位", "部门各表的数 = 所属单位之和；少的正好是内部往来的只提醒")


@dataclass(frozen=True)
class Department:
    """What units add up to. paths: their files. first: the data of the first. model: of what they tell. transfers: what went
    between them."""

    paths: Sequence[Path]
    first: Opened
    units: Sequence[UnitData]
    model: RecordShape
    made: UnitSum
    transfers: Sequence[Transfer]
    problems: Sequence[Problem] = ()


def add_files(
    paths: Sequence[Path],
    entries: Sequence[RosterUnit] = (),
    problems: Sequence[Problem] = (),
    workbooks: Mapping[Path, Sequence[Path]] = NO_WORKBOOKS,
) -> Department:
    """Return what the data files of units add up to. entries: those of the roster, in the order of the files. workbooks:
    those that belong into a file, see `submissions.join_folders`.

    What a unit has not filled in yet is told in the sum; a unit whose data are wrong stops it. Raises Unusable.
    """
    opened: list[Opened] = []
    wrong: list[Problem] = []
    for path in paths:
        try:
            opened.append(open_data(path))
            wrong += [one for one in opened[-1].problems if not is_missing(opened[-1].raw, one)]
            for book in workbooks.get(path, ()):
                wrong += find_left_out(book, path)
        except Unusable as error:
            wrong += error.problems
    years = {str(one.disclosure.at("年度")): one for one in opened}
    named: dict[str, Path] = {}
    for one in opened:
        name = str(one.disclosure.words("部门", "名称"))
        if name and name in named:
            hint = "留下一份；或者改正“部门.名称”"
            wrong.append(Problem("部门.名称", f"和 {named[name]} 是同一个单位", hint, file=str(one.path)))
        named.setdefault(name, one.path)
    if not wrong and len(years) > 1:
        told = "，".join(f"{one.path} 是{year}" for year, one in years.items())
        wrong.append(Problem("年度", f"各单位的年度不同（{told}）", "只加同一年度的", file=str(paths[0])))
    if wrong:
        raise Unusable(wrong)
    names = [one.name for one in entries] or [
        str(one.disclosure.words("部门", "名称")) or one.path.name for one in opened
    ]
    units = [
        UnitData(name, one.disclosure, frozenset(problem.where for problem in one.problems))
        for name, one in zip(names, opened, strict=True)
    ]
    model = model_of(opened)
    made = add_units(units, model)
    return Department(paths, opened[0], units, model, made, find_transfers(made), problems)


def model_of(opened: Sequence[Opened]) -> RecordShape:
    """Return the model of what units tell: that of their form, or of all forms where they have none in common."""
    names = {one.form.name if one.form else "" for one in opened}
    form = opened[0].form
    return form.model if form and len(names) == 1 else form_data.known_model()


def find_left_out(book: Path, data: Path) -> Iterator[Problem]:
    """Return that a workbook beside a unit's data says something else than they do. Raises Unusable."""
    from narrator.commands.import_file import bring_in  # few units have one
    from narrator.commands.import_sources import Sources

    made = bring_in(Sources(book), data, None)
    if made.text != made.before:
        what, hint = f"里面填的和 {data.name} 不同，没有取进去", f"先运行 narrator import {book} {data}"
        yield Problem("", what, hint, file=str(book))


def read_units(folder: Path, roster: Path | None) -> Department:
    """Return what the units in a folder add up to: those of the roster, or all. Raises Unusable."""
    found = list_units(folder, lambda path: is_data(path) and path != roster)
    names = [one.name for one in found.units]
    if roster is None:
        if not names:
            what = "文件夹里没有单位的数据"
            raise Unusable([*found.problems, Problem("", what, "检查是不是选错了文件夹", file=str(folder))])
        units = join_folders(found).units
        workbooks = {one.path: one.workbooks for one in units}
        return add_files([one.path for one in units], problems=found.problems, workbooks=workbooks)
    entries = read_roster(roster)
    there = [one for one in entries if one.file in names]
    problems = [*found.problems, *compare_roster(entries, names, roster)]
    if not there:
        raise Unusable([*problems, Problem("", "名录里的单位一个也没有收到", "检查文件夹", file=str(folder))])
    return add_files([folder / one.file for one in there], there, problems)


# ---- writing the department's data ----


def sum_files(
    paths: Sequence[Path],
    output: Path,
    name: str | None = None,
    net: bool = False,
    roster: Path | None = None,
) -> tuple[list[str], list[Problem]]:
    """Write the data of a department that has the files' units, or those in the one folder given; return what was done,
    as lines, and what there is to look at.

    name: of the department. net: what went between the units is taken out. Raises Unusable; nothing is written then.
    """
    folders = [one for one in paths if one.is_dir()]
    if folders and (len(paths) > 1 or len(folders) > 1):
        raise Unusable([Problem("", "写一个文件夹，或者写几个文件", "不要混在一起", file=str(folders[0]))])
    if roster is not None and not folders:
        raise Unusable(
            [
                Problem(
                    "",
                    "有名录时写单位数据所在的文件夹",
                    "例如 narrator sum 单位 --roster 名录.toml -o 部门.json",
                    file=str(roster),
                )
            ]
        )
    department = read_units(folders[0], roster) if folders else add_files(paths)
    told = list(tell_transfers(department, net))
    if net:
        even = [one for one in department.transfers if one.is_even]
        subtract_amount(department.made, find_reductions(department.made, even))
    text = f"{dumps(department_data(department, name))}\n"
    left = department.made.left
    book = output.with_name(f"{output.stem} 没有相加.xlsx")
    with locked(output, book):
        whole.require_absent(output, ".json")
        whole.require_absent(book)
        whole.write(book, list_unadded([*left, *find_unadded(department.units, department.model)]))
        whole.write(output, text.encode())
    lines = [
        f"已写 {output}：{len(department.units)}个单位相加，共{len(department.made.amounts)}个数。",
        *told,
    ]
    if left:
        lines += [f"没有相加的{len(left)}处，由部门自己填：", *(f"  {one}" for one in left[:MOST_SHOWN])]
    if len(left) > MOST_SHOWN:
        lines.append(f"  ……另有{len(left) - MOST_SHOWN}处。")
    lines.append(f"没有相加的数和各单位写的文字，谁是多少、谁写了什么，全部列在 {book}。")
    lines.append(f"用 narrator missing {output} 看还缺什么。")
    return lines, list(department.problems)


def list_unadded(left: Iterable[Unadded]) -> bytes:
    """Return the workbook of what was not added, a row for each unit that has something there."""
    from narrator.writers.list_book import ListBook  # openpyxl is large

    book = ListBook("没有相加的")
    rows = book.begin("没有相加的", {"位置": 48, "为什么": 20, "单位": 32, "内容": 80})
    for one in left:
        for name, value in one.held:
            rows.put([one.path, one.why, name, value])
    return book.save()


def tell_transfers(department: Department, net: bool) -> Iterator[str]:
    """Return what went between the units, and whether it is taken out, as lines."""
    for one in department.transfers:
        both = f"{one.income}{one.received:f}万元，{one.expense}{one.paid:f}万元"
        if not one.is_even:
            yield f"内部往来：{both}，两边不等，没有冲掉；差的是部门以外的，或者有单位填错。"
        elif net:
            yield f"内部往来：{both}，已冲掉（上年决算数没有动）。"
        else:
            yield f"内部往来：{both}，没有冲掉；要冲掉就加 --net。"


def department_data(department: Department, name: str | None) -> dict[str, object]:
    """Return the data of a department as data.json holds them: the sums, in 万元, and what all units have in common."""
    forms = {str(one.disclosure.words("格式")) for one in department.units}
    levels = {str(one.disclosure.words("部门", "级次")) for one in department.units}
    return {
        **({"格式": forms.pop()} if len(forms) == 1 else {}),
        "年度": Decimal(str(department.first.disclosure.at("年度"))),
        "金额单位": MoneyUnit.WAN.value,
        "部门": {
            **({"名称": name} if name else {}),
            **({"级次": levels.pop()} if len(levels) == 1 and "" not in levels else {}),
            "决算单位": [one.name for one in department.units],
        },
        **department.made.tables,
    }


# ---- checking the department's data ----


def compare_units(
    disclosure: Record, form: Form, department: Department, lacking: Collection[str] = ()
) -> list[Finding]:
    """Return where the data of a department differ from the sum of its units, by table and row (SU-1). lacking: the
    paths of what is still to be filled in."""
    made = department.made
    less = find_reductions(made, [one for one in department.transfers if one.is_even])
    mine = amounts_by_path(disclosure)
    accepted = reasons_of(disclosure)
    labels = form.labels
    exact = all(str(one.disclosure.words("金额单位")) == MoneyUnit.YUAN.value for one in department.units)
    tail = HALF_CENT * (1 + (0 if exact else len(department.units)))
    found: list[Finding] = []
    for path in dict.fromkeys([*made.amounts, *mine]):
        if public_table(path) == "" or path in lacking or path in {one.path for one in made.left}:
            continue
        here, there = mine.get(path, ZERO), made.amounts.get(path, ZERO)
        if here == there:
            continue
        difference = here - there
        subject = called_in(path, labels)
        sides = (Side(subject, f"{here:f}", path), Side(SUM_OF_UNITS, f"{there:f}"))
        apart = f"{abs(difference):f}万元"
        if abs(difference) <= tail:
            one = Finding(Level.TAIL, subject, "各单位四舍五入以后加起来的差", "不用改", sides, apart)
        elif difference == -less.get(path, ZERO):
            what = f"比各单位之和少{apart}，正好是内部往来"
            one = Finding(Level.HINT, subject, what, "已经冲掉内部往来的，不用改", sides, apart)
        else:
            what = f"部门与所属单位之和相差{apart}"
            one = Finding(Level.ERROR, subject, what, "核对部门和各单位的数", sides, apart)
        found.append(with_acceptance(one.of_rule(RULE.id), accepted))
    for left in made.left:
        if public_table(left.path) and left.path in mine:
            subject = called_in(left.path, labels)
            held = tuple(Side(name, value) for name, value in left.held)
            found.append(unchecked(subject, left.why, "补上以后再核对", *held).of_rule(RULE.id))
    return found


def amounts_by_path(value: Value) -> dict[str, Decimal]:
    """Return every amount in a value in 万元, by path."""
    return {
        one.path: one.value.wan
        for one in find_leaves(value)
        if isinstance(one, Figure) and isinstance(one.value, Amount)
    }
