"""The workbook to fill in, made from a data file: the public tables, and a row for every figure and text to be typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from narrator import build, form_knowledge
from narrator.commands.sheet_rows import WANTING, find_rows
from narrator.commands.wanted import find_wanted
from narrator.compose.composition import Composer
from narrator.data_file import Opened
from narrator.disclosure import classification
from narrator.disclosure.public_tables import PUBLIC_TABLES
from narrator.disclosure.relation import Declared
from narrator.disclosure.relations import RELATIONS
from narrator.disclosure.value import Record
from narrator.document import Block
from narrator.files import whole
from narrator.files.lock import locked
from narrator.filling.layout import CONFIRM, REASONS, STATE, Kept, TypedRow
from narrator.filling.table_changes import printed_figures, public_part
from narrator.form import Form
from narrator.intake.taking import take_tables
from narrator.number import MoneyUnit
from narrator.problem import Problem, Unusable
from narrator.readers.endings import is_workbook
from narrator.readers.workbook import load_content
from narrator.tables.vocabulary import Blueprints
from narrator.writers.docx import looks


def make_sheet(data: Path, output: Path, form_name: str | None = None) -> list[str]:
    """Write the workbook to fill in for a data file, finished or not, and return what to say, as lines to print.

    Raises Unusable: the data can not be read or name no form, something in them is wrong and not only missing, there is
    a file already where the workbook is to be.
    """
    if output.suffix.lower() != ".xlsx":
        raise Unusable(
            [Problem("", "填报工作簿是.xlsx文件", "把 -o 后面的文件名改成.xlsx", file=str(output))]
        )
    with locked(output):
        whole.require_absent(output)
        opened = build.open_data(data, form_name)
        form = require_form(opened)
        asked = list(find_wanted(opened))
        blank = {one.path for one in asked}
        wrong = [one for one in opened.problems if one.where not in blank]
        if wrong:
            raise Unusable(wrong)
        rows, apart = find_rows(opened, form, asked)
        content = make_content(opened, form, form_name, rows, blank)
        whole.write(output, content)
    return list(describe(data, output, rows, apart))


def require_form(opened: Opened) -> Form:
    """Return the form that the data are read for. Raises Unusable when they name none."""
    if opened.form is None:
        raise Unusable(opened.problems)
    return opened.form


def describe(
    data: Path, output: Path, rows: dict[str, list[TypedRow]], apart: Sequence[str]
) -> Iterator[str]:
    """Yield what was made, as lines to print."""
    yield f"已生成 {output}。黄色的格可以填，别的格锁着（没有密码）。"
    for name, found in rows.items():
        missing = sum(row.said.get("状态", "").strip("　") == WANTING for row in found)
        stale = sum(bool(row.record) for row in found)
        again = f"，已过时{stale}处（改写，或者在“{STATE}”里选“{CONFIRM}”）" if stale else ""
        yield f"  {name}：{len(found)}行，还缺{missing}处{again}"
    if apart:
        yield f"这几处是一组一组的，工作簿里填不了，在数据文件里加：{'、'.join(apart)}。"
    back = f"-o {data.stem}.json" if is_workbook(data) else data
    yield f"填好以后取回：narrator import {output} {back}；不取回也能用：narrator render {output} -o 报告.docx"


# ---- the workbook ----


def make_content(
    opened: Opened, form: Form, form_name: str | None, rows: dict[str, list[TypedRow]], blank: set[str]
) -> bytes:
    """Return the workbook, with what its tables say when nobody has changed them yet.

    That is read from the workbook itself, by the reader that will read it when it comes back.
    """
    from narrator.filling.making import Content, add_kept, make_workbook  # openpyxl: not for reading
    from narrator.filling.sums import find_sums
    from narrator.writers.xlsx import pack_workbook

    disclosure = opened.disclosure
    year = disclosure.year("年度").number
    known = classification.classification_of(year)
    unit = MoneyUnit(str(disclosure["金额单位"]))
    declared: Sequence[Declared] = (*RELATIONS, *form.relations)
    content = Content(
        list(compose_tables(disclosure, form)),
        blank,
        rows,
        list(find_sums(disclosure, declared)),
        {classification.FUNCTIONAL: known.functional, classification.ECONOMIC: known.economic},
        f"{disclosure.record('部门').words('名称')}{year}年度部门决算填报工作簿",
        form.money,
        unit,
    )
    made = make_workbook(content, looks(form.styles)[0])
    book = public_part(load_content(Path("填报.xlsx"), pack_workbook(made)))
    taken = take_tables(book, form_knowledge.known_words(form), unit, known=opened.raw)
    records = {row.path: row.record for row in rows[REASONS] if row.record}
    add_kept(made, Kept(opened.text, form_name or "", printed_figures(taken), taken.names, records))
    return pack_workbook(made)


def compose_tables(disclosure: Record, form: Form) -> Iterator[tuple[Block, ...]]:
    """Yield the blocks of each public table of the form and of its own tables by code, in the order of their numbers there,
    those without one last."""
    composer = Composer(disclosure, form, form_knowledge.book(form))
    blueprints = form_knowledge.blueprints(form)
    typed = [*(name for name in PUBLIC_TABLES if name in form.layouts), *typed_own(blueprints)]
    whole = [name for name, one in blueprints.items() if not one.owner and form.layouts[name].number]
    # Also those that are not shown are composed, for the numbers in the titles of the others.
    whole.sort(key=lambda name: form.layouts[name].number)
    for name in (*whole, *(name for name in typed if name not in whole)):
        blocks = composer.markup.numbered(composer.table(name))
        if name in typed:
            yield blocks


def typed_own(blueprints: Blueprints) -> Iterator[str]:
    """Yield the tables by code of a form's own to type in: of those that print the same one, those that print something
    more."""
    known: dict[str, set[tuple[str, ...]]] = {}
    for blueprint in sorted(blueprints.values(), key=lambda one: blueprints.find(one.coded) is not one):
        printed = {path for row in blueprint.body for _, path in row.printed}
        if blueprint.coded and not printed <= known.setdefault(blueprint.coded, set()):
            known[blueprint.coded] |= printed
            yield blueprint.name
