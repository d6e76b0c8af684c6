"""What is said of an import: which tables were read, what changed, what was taken from last year."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from narrator.checks.naming import called, called_in
from narrator.disclosure.public_tables import PUBLIC_TABLES, public_table
from narrator.filling.reading_back import value_in_words
from narrator.form import Form
from narrator.intake.carry_over import Carried
from narrator.intake.merging import NOTHING, MergedData, has_place
from narrator.intake.taking import Taken
from narrator.number import plain_digits
from narrator.problem import Problem, Severity

FORM = "格式"
MANY = 12  # figures of a table that are new: more are counted and not listed
FEW = 3  # and so are more figures of the data which a table may have, as it was not all understood


def tell_taken(taken: Taken, form: Form | None) -> Iterator[str]:
    """Yield which tables were read, which are not there, and which rows were added up."""
    labels = form.labels if form else {}
    read = "、".join(
        label if (label := labels.get(name, name)) == sheet else f"{label}（{sheet}）"
        for name, sheet in taken.tables.items()
    )
    yield f"读了{len(taken.tables)}张公开表：{read}。金额单位是{taken.unit.value}。"
    absent = [labels.get(name, name) for name in PUBLIC_TABLES if name not in taken.tables]
    if absent:
        yield f"没有找到：{'、'.join(absent)}。"
    yield from tell_computed(taken.computed, labels)
    if form is not None:
        unasked = dict.fromkeys(
            f"{labels.get(table, table)}的“{path.rpartition('.')[2]}”"
            for path in taken.figures
            if (table := public_table(path)) and not has_place(form.model, path)
        )
        if unasked:
            yield f"格式“{form.name}”不要的列没有取：{'、'.join(unasked)}。"


def tell_computed(computed: Sequence[str], labels: Mapping[str, str]) -> Iterator[str]:
    """Yield which rows the tables leave out and were added up. labels: what the form calls the tables."""
    if computed:
        rows = "、".join(called_in(path, labels) for path in computed)
        yield f"表里没有这{len(computed)}行，是加起来的：{rows}。"


def tell_changes(merged: MergedData, form: Form | None) -> Iterator[str]:
    """Yield what changed: old → new, what is new, what has gone and what came back."""
    labels = form.labels if form else {}

    def name(path: str) -> str:
        """Return what people call a path."""
        return called_in(path, labels)

    for table, group in groupby(merged.changed.items(), lambda item: public_table(item[0])):
        changes = list(group)
        new = [path for path, (old, _) in changes if old is NOTHING or old is None]
        for path, (old, value) in changes:
            shown = value_in_words(value)
            if old is not NOTHING and old is not None:
                yield f"  {name(path)}：{value_in_words(old)} → {shown}"
            elif len(new) <= MANY:
                yield f"  {name(path)}：{shown}（新）"
        if len(new) > MANY:
            yield f"  {labels.get(table, table)}：填上了{len(new)}处"
    for path, texts in merged.gone.items():
        left = (
            f"，那一行写过的{'、'.join(f'“{text}”' for text in texts)}留在“停用”里，没有用到" if texts else ""
        )
        yield f"  {name(path)}：表里没有这一行了{left}"
    for path in merged.unsure:
        yield f"  {name(path)}：表里没有读到这一行，可是表里有没读懂的，所以没有从数据里去掉"
    for path, text in merged.returned.items():
        yield f"  {name(path)}：又有这一行了，以前写的“{text}”放回去了"


def tell_silent(merged: MergedData, data: Path, unsure: Collection[str]) -> Iterator[Problem]:
    """Yield the figures of the data on which the tables that were read say nothing. unsure: of which something was not
    understood, which may be that."""
    for table, group in groupby(merged.silent.items(), lambda item: public_table(item[0])):
        figures = list(group)
        if table in unsure and len(figures) > FEW:
            what = f"表里没有读到的{len(figures)}个数，数据里没有动"
            yield Problem(table, what, "核对这张表里没有读懂的", Severity.WARNING, str(data))
            continue
        there, hint = ("没有", "核对；没有了就在数据里改成0")
        if table in unsure:
            there, hint = "没有读到", "核对这张表里没有读懂的"
        for path, value in figures:
            what = f"表里{there}这一行，数据里还是{plain_digits(value)}"
            yield Problem(path, what, hint, Severity.WARNING, str(data))


def tell_carried(carried: Carried, path: Path) -> Iterator[str]:
    """Yield what was taken from last year's, and from where."""
    yield (
        f"从 {path.name} 取了{len(carried.figures)}个上年决算数、{len(carried.texts.keys() - {FORM})}处文字；"
        f"去年的{len(carried.hints)}条原因列在空着的原因旁边。"
    )
    for table, group in groupby(carried.figures.items(), lambda item: public_table(item[0])):
        figures = list(group)
        if len(figures) > MANY:
            yield f"  {table}：填上了{len(figures)}处"
        else:
            yield from (f"  {called(place)}：{plain_digits(amount)}（新）" for place, amount in figures)
    if form := carried.texts.get(FORM):
        yield f"  公开格式照去年的：{form}"
    if texts := [path for path in carried.texts if path != FORM]:
        yield f"  文字请看有没有变：{'、'.join(map(called, texts))}"
