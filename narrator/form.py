"""An official form: a folder with its outline and prose, table layouts and page styles, all data."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path
from typing import cast

from narrator.disclosure.fields import declared, extended, optional
from narrator.disclosure.model import MODEL
from narrator.disclosure.shape import RecordShape
from narrator.problem import Problem, Unusable, unopened

HERE = Path(__file__).parent


def shipped(name: str) -> Path:
    """The folder NAME (templates, phrasebook) that ships with narrator: in the package, or in a checkout."""
    inside = HERE / name
    return inside if inside.is_dir() else HERE.parent / name


@dataclass(frozen=True)
class Layout:
    """A table's layout: one file of the form's tables/.

    number: 公开02表, or "". title: its heading, with its numbering mark, or "". page: the page layout that
    it begins, or "" for a table among the text. style: the heading's style. look: the table's style.
    line: the texts of the line above the table. widths: mm.
    aligns: 左, 中 or 右, a column each. header, body: grids (see compose.grid). notes: below the table.
    source: the file's text, to tell lines in messages.
    """

    path: Path
    number: str
    title: str
    page: str
    style: str
    look: str
    line: tuple[str, ...]
    widths: tuple[float, ...]
    aligns: tuple[str, ...]
    header: str
    body: str
    notes: tuple[str, ...]
    source: str


NAME = re.compile(r"\w(?:[\w（）()·. -]*[\w（）()])?")  # of a form's folder
LARGEST = 300_000  # bytes of a TOML file; the largest real one has a tenth
ALIGNS = ("左", "中", "右")
MOST_COLUMNS = 63  # as Word has it
# What a layout file holds: key → (field of Layout, type, whether it must be there).
LAYOUT_KEYS: dict[str, tuple[str, type, bool]] = {
    "表号": ("number", str, False),
    "标题": ("title", str, False),
    "版面": ("page", str, False),
    "标题样式": ("style", str, False),
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
    """An official form, read from FOLDER.

    title: its full name. main: the template that begins the report. file_title: the template of the
    document's title. zero: what a table prints for an amount of zero. unpublished: patterns of paths
    whose figures the form does not print (see facts.operand.Publication).
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

    @cached_property
    def styles(self) -> Mapping[str, object]:
        """The page and paragraph styles. Raises Unusable."""
        return read_toml(self.folder / "styles.toml", self.folder)[0]

    @cached_property
    def model(self) -> RecordShape:
        """The data that this form asks for. Fields of the other forms that ship with narrator are known, so
        that the same data.json serves several forms, but none of theirs is required. Raises Unusable."""
        model: RecordShape = MODEL
        others = [folder for name in names() if (folder := shipped("templates") / name) != self.folder]
        for folder in (*others, self.folder):
            path = folder / "data.toml"
            if not path.exists():
                continue
            fields, problems = declared(read_toml(path, folder)[0], path)
            if folder != self.folder:
                fields = [
                    replace(f, required=False, shape=f.shape and optional(f.shape)) for f in fields if f.shape
                ]
            model, misfits = extended(model, fields, path)
            if problems or misfits:
                raise Unusable(problems + misfits)
        return model

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

    def phrasebooks(self) -> list[Path]:
        """The phrasebook files of this form, the common one first, each over the one before."""
        books = shipped("phrasebook")
        own = self.folder / "phrasebook.toml"
        if own.exists():
            examined(own, self.folder)
        candidates = [books / "通用.toml", own if own.exists() else books / f"{self.folder.name}.toml"]
        return [path for path in candidates if path.exists()]


def examined(path: Path, folder: Path) -> None:
    """Raises Unusable when the file PATH is not of the form in FOLDER, or is larger than any that people write."""
    try:
        inside, size = path.resolve().is_relative_to(folder.resolve()), path.stat().st_size
    except (OSError, RuntimeError):  # the reader tells what is wrong
        return
    if not inside or not path.is_file():
        what, hint = "这个文件不在格式的文件夹里", "把文件复制到格式的文件夹里，不要用链接"
    elif size > LARGEST:
        what, hint = f"文件太大（{size}字节）", f"拆开，每个文件不超过{LARGEST}字节"
    else:
        return
    raise Unusable([Problem("", what, hint, file=str(path))])


def read_toml(path: Path, folder: Path) -> tuple[dict[str, object], str]:
    """The data and the text of a TOML file of the form in FOLDER. Raises Unusable."""
    examined(path, folder)
    try:
        source = path.read_text("utf-8-sig")
        return tomllib.loads(source), source
    except OSError as error:
        problem = Problem("", *unopened(error), file=str(path))
    except UnicodeDecodeError:
        problem = Problem("", "格式文件不是UTF-8编码", "用记事本另存为UTF-8", file=str(path))
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, a number too long, brackets too deep
        what = f"不是正确的TOML写法（{'括号套得太深' if isinstance(error, RecursionError) else error}）"
        problem = Problem("", what, "检查引号、等号和方括号", file=str(path))
    raise Unusable([problem])


def read_layout(path: Path, folder: Path) -> Layout:
    """The layout in the file PATH of the form in FOLDER. Raises Unusable."""
    data, source = read_toml(path, folder)
    values: dict[str, object] = {"path": path, "source": source}
    problems: list[Problem] = []
    for key in data.keys() - LAYOUT_KEYS.keys():
        problems.append(Problem(key, "表样没有这一项", f"从{'、'.join(LAYOUT_KEYS)}中选", file=str(path)))
    for key, (field, kind, required) in LAYOUT_KEYS.items():
        value = data.get(key, kind() if not required else None)
        if not isinstance(value, kind):
            what = "缺少这一项" if key not in data else "这一项的写法不对"
            problems.append(Problem(key, what, "照别的表样写", file=str(path)))
        else:
            values[field] = tuple(value) if isinstance(value, list) else value
    if problems:
        raise Unusable(problems)
    layout = Layout(**values)  # type: ignore[arg-type]
    if problems := [Problem(key, what, hint, file=str(path)) for key, what, hint in misfits(layout)]:
        raise Unusable(problems)
    return layout


def misfits(layout: Layout) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the values of LAYOUT: the key, what, and what to do."""
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


def all_strings(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def names() -> list[str]:
    """The names of the forms that ship with narrator."""
    return sorted(path.parent.name for path in shipped("templates").glob("*/form.toml"))


@lru_cache(maxsize=8)
def load(name: str, base: Path | None = None) -> Form:
    """The form NAME: one that ships with narrator, or a folder (./某省2025, seen from BASE).

    A form is read once per process. Raises Unusable when there is none, or its form.toml does not hold.
    """
    folder = shipped("templates") / name
    if "/" in name or "\\" in name or name.startswith("."):
        folder = (base or Path()) / name
    if not os.path.isfile(folder / "form.toml"):  # unlike Path.is_file, never raises
        near = get_close_matches(name, names(), 1, 0.3)
        hint = f"改成“{near[0]}”" if near else "从" + "、".join(names()) + "中选一个"
        raise Unusable([Problem("格式", f"没有“{name}”这种公开格式", hint)])
    data, _ = read_toml(folder / "form.toml", folder)
    path = str(folder / "form.toml")
    keys: dict[str, type] = {
        "名称": str, "标题": str, "年度": int, "制定机关": str, "正文": str, "文件标题": str, "零值": str, "未公布": list,
    }  # fmt: skip
    problems = [
        Problem(key, "缺少这一项，或者写法不对", "照别的格式写", file=path)
        for key, kind in keys.items()
        if type(data.get(key)) is not kind or (kind is list and not all_strings(data[key]))
    ]
    problems += [
        Problem(key, "格式没有这一项", f"从{'、'.join(keys)}中选", file=path)
        for key in data.keys() - keys.keys()
    ]
    if problems:
        raise Unusable(problems)
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
    )


def begin(name: str, model: Form, parent: Path) -> Path:
    """A new form's folder NAME in PARENT, begun as a copy of MODEL, with its words; returns the folder.

    Raises Unusable when the name can not be a folder's, the folder is there already or can not be made.
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
    return Problem("", f"不能在这里建文件夹（系统错误{error.errno}）", "换一个位置", file=str(folder))
