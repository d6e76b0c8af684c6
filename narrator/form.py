"""An official form: a folder with its outline and prose, table layouts and page styles, all data."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from narrator import toml
from narrator.bounds import stands_in
from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.fields import declared, extended, optional
from narrator.disclosure.model import MODEL, PUBLIC_TABLES, public_table
from narrator.disclosure.shape import excerpt
from narrator.problem import Problem, Unusable
from narrator.shipped import shipped
from narrator.table_layout import Layout, read_layout

if TYPE_CHECKING:
    from narrator.disclosure.relation import Declared

NUMBERING = re.compile(r"\[[^\[\]]*\]\s*")  # the mark that numbers a heading: [一、]


@dataclass(frozen=True)
class Form:
    """An official form, read from its folder.

    title: its full name.
    main: the template that begins the report.
    file_title: the template of the document's title.
    zero: what a table prints for an amount of zero.
    unpublished: patterns of paths whose figures the form does not print (see `facts.operand.Publication`).
    """

    folder: Path
    name: str
    title: str
    year: int
    authority: str
    main: str
    file_title: str
    zero: str
    unpublished: tuple[str, ...]
    source: str  # of form.toml, to tell lines in messages

    def line(self, key: str) -> int:
        """Return the line of a key in form.toml."""
        return toml.nearest(key, toml.places(self.source))

    @cached_property
    def styles(self) -> Mapping[str, object]:
        """The page and paragraph styles. Raises Unusable."""
        return toml.read_within(self.folder / "styles.toml", self.folder)[0]

    @cached_property
    def model(self) -> RecordShape:
        """The data that this form asks for. Raises Unusable.

        Fields of the other forms that ship with narrator are known, so that the same data.json serves
        several forms, but none of theirs is required.
        """
        return grown(known(self.folder), self.folder)

    @cached_property
    def own_model(self) -> RecordShape:
        """The data that this form may use: the common part, and what its own data.toml adds to it. Raises
        Unusable.

        A form that needs nothing more has no data.toml.
        """
        return grown(MODEL, self.folder)

    @cached_property
    def relations(self) -> tuple[Declared, ...]:
        """The relations that its data.toml declares between the figures of its own model. Raises Unusable."""
        from narrator.disclosure.own_relations import own_relations  # not on the way to render

        path = self.folder / "data.toml"
        if not os.path.lexists(path):
            return ()
        data, source = toml.read_within(path, self.folder)
        found, problems = own_relations(data, self.own_model, path)
        if problems:
            raise Unusable(toml.located(problems, source, str(path)))
        return tuple(found)

    @cached_property
    def layouts(self) -> dict[str, Layout]:
        """The table layouts by the names of their files. Raises Unusable."""
        problems: list[Problem] = []
        layouts: dict[str, Layout] = {}
        for path in sorted((self.folder / "tables").glob("*.toml")):
            try:
                layouts[path.stem] = read_layout(path, self.folder)
            except Unusable as error:
                problems += error.problems
        if problems:
            raise Unusable(problems)
        return layouts

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """What this form calls the public tables (公开03表), by the names that data.json gives them.

        A table that the form does not number or leaves out has the name of data.json itself. Raises
        Unusable.
        """
        numbers = {name: layout.number for name, layout in self.layouts.items()}
        return {name: numbers.get(name) or name for name in PUBLIC_TABLES}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The headings of the public tables of this form, by what messages call them (公开03表 → 公开03表 支出决算表). Raises
        Unusable."""
        return {label: self.entitled(name) or label for name, label in self.labels.items()}

    def numbered(self, path: str) -> str:
        """Return the number that this form gives the public table in which a path stands (公开03表), its title when
        it numbers none, "" when the path stands in no table of this form. Raises Unusable."""
        layout = self.layouts.get(public_table(path))
        return (layout.number or self.entitled(path)) if layout else ""

    def entitled(self, path: str) -> str:
        """Return the number and the title that this form gives the public table in which a path stands: 公开03表
        支出决算表.

        "" when the path stands in none. Raises Unusable.
        """
        name = public_table(path)
        layout = self.layouts.get(name)
        if not name or layout is None:
            return ""
        return " ".join(part for part in (layout.number, NUMBERING.sub("", layout.title)) if part)

    def phrasebooks(self) -> list[Path]:
        """The phrasebook files of this form, the common one first, each over the one before."""
        books = shipped("phrasebook")
        own = self.folder / "phrasebook.toml"
        if own.exists():
            toml.refuse_outside(own, self.folder)
        candidates = [books / "通用.toml", own if own.exists() else books / f"{self.folder.name}.toml"]
        return [path for path in candidates if path.exists()]


def known(besides: Path | None = None) -> RecordShape:
    """Return the data that every form that ships with narrator knows, besides the one in that folder; none is
    required for a form. Raises Unusable.
    """
    model: RecordShape = MODEL
    for folder in (shipped("templates") / name for name in names()):
        if folder != besides:
            model = grown(model, folder, required=False)
    return model


def shared(form: Form, stated: str, base: Path) -> RecordShape:
    """Return the data that a form asks for.

    What only the form knows that the data name may be there as well. stated: that form, as data.json names
    it. base: the folder of data.json. Raises Unusable.
    """
    try:
        return grown(form.model, found(stated, base), required=False) if stated else form.model
    except Unusable:  # the data do without the form that they name
        return form.model


def grown(model: RecordShape, folder: Path, required: bool = True) -> RecordShape:
    """Return a model with the fields that the form in a folder adds.

    required: False when none of the form's own fields has to be filled in. Raises Unusable.
    """
    path = folder / "data.toml"
    if not os.path.lexists(path):
        return model
    data, source = toml.read_within(path, folder)
    fields, problems = declared(data, path)
    if not required:
        fields = [replace(f, required=False, shape=optional(f.shape)) for f in fields if f.shape]
    model, misfits = extended(model, fields, path)
    if problems or misfits:
        raise Unusable(toml.located(problems + misfits, source, str(path)))
    return model


def all_strings(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def names() -> list[str]:
    """Return the names of the forms that ship with narrator."""
    return sorted(path.parent.name for path in shipped("templates").glob("*/form.toml"))


def own_names(base: Path) -> list[str]:
    """Return the names of the forms whose folders stand in a folder, as `load` takes them: ./某省2025."""
    return sorted(f"./{path.parent.name}" for path in base.glob("*/form.toml") if path.is_file())


@lru_cache(maxsize=8)
def load(name: str, base: Path | None = None) -> Form:
    """Return a form that ships with narrator, or one in a folder (./某省2025, seen from `base`).

    A form is read once per process. Raises Unusable when there is none, or its form.toml does not hold.
    """
    folder = found(name, base)
    path = folder / "form.toml"
    data, source = toml.read_within(path, folder)
    if problems := list(unfit(data, folder)):
        raise Unusable(toml.located(problems, source, str(path)))
    return Form(
        folder,
        cast(str, data["名称"]),
        cast(str, data["标题"]),
        cast(int, data["年度"]),
        cast(str, data["制定机关"]),
        cast(str, data["正文"]),
        cast(str, data["文件标题"]),
        cast(str, data["零值"]),
        tuple(cast(list[str], data["未公布"])),
        source,
    )


def beside(name: str, report: Path) -> Form:
    """Return the form that a report was made in: one that ships with narrator, or a folder beside the report
    or here.

    Raises Unusable when there is none, or its form.toml does not hold.
    """
    if name in names():
        return load(name)
    for folder in (report.parent, Path()):
        if stands_in(folder, name) and os.path.isfile(folder / name / "form.toml"):
            return load(f"./{name}", folder)
    what = f"报告用的是格式“{name}”，这个文件夹和报告的文件夹里都没有"
    raise Unusable([Problem("", what, f"用 --form 写明格式的文件夹，例如 --form ./{name}", file=str(report))])


def found(name: str, base: Path | None) -> Path:
    """Return the folder of a form (see `load`). Raises Unusable when there is none, or it is not a form's."""
    own = "/" in name or "\\" in name or name.startswith(".")
    if own and base is not None and not stands_in(base, name.removeprefix("./").rstrip("/")):
        hint = "把格式的文件夹放到数据文件旁边，写成“./某省2025”的样子；用别处的就在命令里加 --form"
        raise Unusable([Problem("格式", f"“{excerpt(name)}”不在数据文件的文件夹里", hint)])
    folder = (base or Path()) / name if own else shipped("templates") / name
    if os.path.isfile(folder / "form.toml"):  # unlike Path.is_file, never raises
        return folder
    if own and os.path.isdir(folder):
        hint = "写到格式的文件夹为止；新的格式用 narrator forms new 建"
        raise Unusable([Problem("", "这个文件夹里没有form.toml，不是公开格式", hint, file=str(folder))])
    near = get_close_matches(name, names(), 1, 0.3)
    choices = "、".join(names())
    if own:
        what, hint = f"没有“{name}”这个文件夹", f"改正路径；自带的格式直接写名称（{choices}）"
    elif name and os.path.isfile((base or Path()) / name / "form.toml"):
        what, hint = f"没有“{name}”这种自带的公开格式", f"用自己文件夹里的，写成“./{name}”"
    else:
        likely = f"，最像的是“{near[0]}”" if near else ""
        what = f"没有“{excerpt(name)}”这种公开格式"
        hint = f"从{choices}中选一个{likely}；自己的格式写成“./某省2025”（narrator forms 列出）"
    raise Unusable([Problem("格式", what, hint)])


FORM_KEYS: dict[str, type] = {
    "名称": str, "标题": str, "年度": int, "制定机关": str, "正文": str, "文件标题": str, "零值": str, "未公布": list,
}  # fmt: skip
WRITTEN = {
    str: "一段文字，两边加引号",
    int: "一个整数，不加引号",
    list: '一列文字，写成["…", "…"]，没有就写[]',
}


def unfit(data: Mapping[str, object], folder: Path) -> Iterator[Problem]:
    """Return what is wrong with a form.toml."""
    for key, kind in FORM_KEYS.items():
        value = data.get(key)
        if key not in data:
            yield Problem(key, "缺少这一项", f"补上：{WRITTEN[kind]}")
        elif type(value) is not kind or (kind is list and not all_strings(value)):
            yield Problem(key, "这一项的写法不对", f"写成{WRITTEN[kind]}")
        elif kind is str and key not in ("零值", "正文") and not str(value).strip():
            yield Problem(key, "这一项是空的", "写上")
        elif key == "正文" and not inside(str(value), folder):
            yield Problem(key, "格式的文件夹里没有这个模板", "写文件夹里一个模板的文件名，例如report.jinja")
    for key in data.keys() - FORM_KEYS.keys():
        yield Problem(key, "格式没有这一项", f"从{'、'.join(FORM_KEYS)}中选")


def inside(name: str, folder: Path) -> bool:
    """Return whether there is a file of that name in the form's folder."""
    path = folder / name
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False
