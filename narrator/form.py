"""An official form: a folder with its outline and prose, table layouts and page styles, all data."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import cast

from narrator import toml
from narrator.bounds import LARGEST_SHEET, read_text
from narrator.disclosure.branch_shapes import RecordShape
from narrator.disclosure.fields import declared, extended, optional
from narrator.disclosure.model import MODEL, NUMBERED, PUBLIC_TABLES, public_table, renamed
from narrator.problem import Problem, Unusable
from narrator.shipped import shipped


@dataclass(frozen=True)
class Layout:
    """A table's layout: one file of the form's tables/.

    number: the number that the form prints (公开02表), or "".
    title: its heading, with its numbering mark, or "".
    page: the page layout that it begins, or "" for a table among the text.
    style: the heading's style.
    listed: the mark that numbers the heading in the contents only, or "".
    look: the table's style.
    line: the texts of the line above the table.
    widths: mm, a column each.
    aligns: 左, 中 or 右, a column each.
    header, body: grids (see `compose.grid_notation`).
    notes: below the table.
    source: the file's text, to tell lines in messages.
    """

    path: Path
    number: str
    title: str
    page: str
    style: str
    listed: str
    look: str
    line: tuple[str, ...]
    widths: tuple[float, ...]
    aligns: tuple[str, ...]
    header: str
    body: str
    notes: tuple[str, ...]
    source: str


NUMBERING = re.compile(r"\[[^\[\]]*\]\s*")  # the mark that numbers a heading: [一、]
NAME = re.compile(r"\w(?:[\w（）()·. -]*[\w（）()])?")  # of a form's folder
ALIGNS = ("左", "中", "右")
MOST_COLUMNS = 63  # as Word has it
# What a layout file holds: key → (field of Layout, type, whether it must be there).
LAYOUT_KEYS: dict[str, tuple[str, type, bool]] = {
    "表号": ("number", str, False),
    "标题": ("title", str, False),
    "版面": ("page", str, False),
    "标题样式": ("style", str, False),
    "目录编号": ("listed", str, False),
    "表格样式": ("look", str, True),
    "表头行": ("line", list, False),
    "列宽": ("widths", list, True),
    "对齐": ("aligns", list, True),
    "表头": ("header", str, False),
    "表体": ("body", str, True),
    "表注": ("notes", list, False),
}


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
        return read_toml(self.folder / "styles.toml", self.folder)[0]

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
            examined(own, self.folder)
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
    data, source = read_toml(path, folder)
    fields, problems = declared(data, path)
    if not required:
        fields = [replace(f, required=False, shape=optional(f.shape)) for f in fields if f.shape]
    model, misfits = extended(model, fields, path)
    if problems or misfits:
        raise Unusable(toml.located(problems + misfits, source, str(path)))
    return model


def examined(path: Path, folder: Path) -> None:
    """Raise Unusable when a file leads out of the form's folder."""
    if not os.path.realpath(path).startswith(os.path.join(os.path.realpath(folder), "")):
        hint = "把文件复制到格式的文件夹里，不要用链接"
        raise Unusable([Problem("", "这个文件不在格式的文件夹里", hint, file=str(path))])


def read_toml(path: Path, folder: Path) -> tuple[dict[str, object], str]:
    """Return the data and the text of a TOML file of the form in that folder. Raises Unusable."""
    examined(path, folder)
    source = read_text(path, LARGEST_SHEET, "格式文件")
    return toml.read(source, str(path)), source


def read_layout(path: Path, folder: Path) -> Layout:
    """Return the layout in a file of the form in that folder. Raises Unusable."""
    data, source = read_toml(path, folder)
    values: dict[str, object] = {"path": path, "source": source}
    problems: list[Problem] = []
    if path.stem in NUMBERED:
        hint = f"文件改名为{NUMBERED[path.stem]}.toml；它的表号写在“表号”里"
        problems.append(Problem("", renamed(path.stem), hint))
    for key in data.keys() - LAYOUT_KEYS.keys():
        problems.append(Problem(key, "表样没有这一项", f"从{'、'.join(LAYOUT_KEYS)}中选", file=str(path)))
    for key, (field, kind, required) in LAYOUT_KEYS.items():
        value = data.get(key, kind() if not required else None)
        if not isinstance(value, kind):
            what = "缺少这一项" if key not in data else "这一项的写法不对"
            problems.append(Problem(key, what, "照别的表样写", file=str(path)))
        else:
            values[field] = tuple(value) if isinstance(value, list) else value
    if not problems:
        layout = Layout(**values)  # type: ignore[arg-type]
        problems = [Problem(key, what, hint) for key, what, hint in misfits(layout)]
    if problems:
        raise Unusable(toml.located(problems, source, str(path)))
    return layout


def misfits(layout: Layout) -> Iterator[tuple[str, str, str]]:
    """Return what is wrong with the values of a layout: the key, what, and what to do."""
    if not all(type(width) in (int, float) and 1 <= width <= 500 for width in layout.widths):
        yield "列宽", "有一列的宽不是合理的数", "写毫米数，例如25"
    if not all(isinstance(align, str) and align in ALIGNS for align in layout.aligns):
        yield "对齐", "有一列的对齐写得不对", f"从{'、'.join(ALIGNS)}中选"
    if len(layout.widths) != len(layout.aligns):
        yield "对齐", "与列宽的个数不同", "每列写一个"
    if not 1 <= len(layout.widths) <= MOST_COLUMNS:
        yield "列宽", f"表有{len(layout.widths)}列", f"写1到{MOST_COLUMNS}列"
    for key, texts in (("表头行", layout.line), ("表注", layout.notes)):
        if not all(isinstance(text, str) for text in texts):
            yield key, "有一项不是文字", "两边加引号"
    if len(layout.line) > 3:
        yield "表头行", f"有{len(layout.line)}处", "写左、中、右三处"
    if bool(layout.title) != bool(layout.style):
        yield "标题样式", "有标题才有标题样式", "两项都写，或者都不写"
    if layout.listed and not layout.title:
        yield "目录编号", "没有标题，目录里没有这张表", "写上标题，或者删去目录编号"


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
    data, source = read_toml(path, folder)
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
        if os.path.isfile(folder / name / "form.toml"):
            return load(f"./{name}", folder)
    what = f"报告用的是格式“{name}”，这个文件夹和报告的文件夹里都没有"
    raise Unusable([Problem("", what, f"用 --form 写明格式的文件夹，例如 --form ./{name}", file=str(report))])


def found(name: str, base: Path | None) -> Path:
    """Return the folder of a form (see `load`). Raises Unusable when there is none, or it is not a form's."""
    own = "/" in name or "\\" in name or name.startswith(".")
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
        what, hint = f"没有“{name}”这种公开格式", f"改成“{near[0]}”" if near else f"从{choices}中选一个"
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


def begin(name: str, model: Form, parent: Path) -> Path:
    """Make a new form's folder, a copy of another form with its words, and return it.

    parent: where it is to stand. Raises Unusable when the name can not be a folder's, the folder is there
    already or can not be made.
    """
    folder = parent / name
    if not NAME.fullmatch(name):
        raise Unusable([Problem("", f"“{name}”不能作格式的名称", "写成“某省2025”的样子")])
    if parent.resolve().is_relative_to(model.folder.resolve()):
        raise Unusable([Problem("", f"这里是格式“{model.name}”自己的文件夹", "到别的文件夹里建")])
    words = model.phrasebooks()[1:]
    try:
        folder.mkdir()
    except FileExistsError:
        raise Unusable([Problem("", f"已经有“{folder}”了", "换一个名称")]) from None
    except OSError as error:
        raise Unusable([unmade(folder, error)]) from None
    try:
        shutil.copytree(model.folder, folder, symlinks=True, dirs_exist_ok=True)
        if words:
            shutil.copyfile(words[0], folder / "phrasebook.toml")
        path = folder / "form.toml"
        path.write_text(re.sub('(?m)^"名称" = .*$', f'"名称" = "{name}"', path.read_text("utf-8")), "utf-8")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Unusable([unmade(folder, error)]) from None
    return folder


def unmade(folder: Path, error: OSError) -> Problem:
    """Return the problem that a folder could not be made."""
    return Problem("", f"不能在这里建文件夹（系统错误{error.errno}）", "换一个位置", file=str(folder))
