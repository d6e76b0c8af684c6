"""The forms that there are, and new ones begun from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from narrator import form as forms
from narrator.form import Form, form_folders
from narrator.problem import Problem, Unusable
from narrator.regex import compile_later

NAME = compile_later(r"\w(?:[\w（）()·. -]*[\w（）()])?")  # of a form's folder


class ListedForms(NamedTuple):
    """The forms that there are, each with what to call it. problems: what is wrong with those that can not be loaded."""

    forms: dict[str, Form]
    problems: list[Problem]

    def lines(self) -> Iterator[str]:
        """Return a line for every form: each that goes on from no other, and below it those that go on from it, by who
        prescribes them and by year."""
        for name, one in sorted(self.forms.items(), key=lambda pair: list_key(pair[1])):
            base = f"\t沿用{one.base.name}" if one.base else ""
            yield f"{'　' if base else ''}{name}\t{one.year}年度\t{one.authority}\t{one.title}{base}"

    def as_data(self) -> list[dict[str, object]]:
        """Return the forms for programs."""
        return [
            {
                "名称": name,
                "年度": one.year,
                "制定机关": one.authority,
                "标题": one.title,
                "沿用": one.base.name if one.base else "",
            }
            for name, one in self.forms.items()
        ]


def list_key(form: Form) -> tuple[str, bool, bool, str, int]:
    """Return what forms are listed by: the form that all goes on from, that one itself, those of its own authority,
    the others by theirs; of one authority by year."""
    whole = form.chain[-1]
    return whole.name, form is not whole, form.authority != whole.authority, form.authority, form.year


def list_forms(folder: Path) -> ListedForms:
    """Return every form that ships or stands in the folder."""
    found: dict[str, Form] = {}
    problems: list[Problem] = []
    for name in (*form_folders.names(), *form_folders.own_names(folder)):
        try:
            found[name] = forms.load(name)
        except Unusable as error:
            problems += error.problems
    return ListedForms(found, problems)


def begin_form(name: str, model: str, folder: Path, whole: bool = False) -> Path:
    """Make a new form in the folder, which goes on from the form that `model` names, and return where it stands.

    whole: make it a copy of the folder of that form instead. Raises Unusable when the name is taken or can not be one,
    or nothing can be written there.
    """
    base = forms.load(model)
    return copy_form(name, base, folder) if whole else overlay_form(name, base, folder)


def overlay_form(name: str, base: Form, parent: Path) -> Path:
    """Make a new form's folder with nothing but a form.toml that goes on from another form, and return it.

    parent: where it is to stand. Raises Unusable as `copy_form` does, and when the other form neither ships nor stands
    beside the new one.
    """
    import shutil  # which a list of the forms does without

    stated = base.folder.name
    if not form_folders.is_shipped(stated) or base.folder != forms.load(stated).folder:
        stated = f"./{stated}"
        if base.folder.resolve().parent != parent.resolve():
            hint = "到那个文件夹旁边去建，或者加上 --copy 复制一份"
            raise Unusable([Problem("", f"格式“{base.name}”的文件夹不在这里，不能沿用", hint)])
    lines = [
        f"# 沿用{base.name}：这里没有写的项目、没有放的文件，都用它的",
        f'"沿用" = "{stated}"',
        *named_lines(name).values(),
    ]
    folder = make_form_folder(name, parent)
    try:
        (folder / "form.toml").write_text("\n".join(lines) + "\n", "utf-8")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Unusable([tell_unmade(folder, error)]) from None
    return folder


def named_lines(name: str) -> dict[str, str]:
    """Return the lines of form.toml that follow from the name of a form, by their keys: 年度 only when it ends with one."""
    year = form_folders.YEAR.search(name)
    return {
        "名称": f'"名称" = "{name}"',
        "标题": f'"标题" = "{name}年度部门决算公开格式"' if year else f'"标题" = "{name}部门决算公开格式"',
        **({"年度": f'"年度" = {year[0]}'} if year else {}),
    }


def under_name(source: str, name: str) -> str:
    """Return the text of a form.toml with the lines that follow from another name; one that it lacks goes behind 名称."""
    lines = named_lines(name)
    lacking = [line for key, line in lines.items() if not line_stating(key).search(source)]
    lines["名称"] = "\n".join([lines["名称"], *lacking])
    for key, line in lines.items():
        source = line_stating(key).sub(line, source, 1)  # a name has no backslash
    return source


def line_stating(key: str) -> re.Pattern[str]:
    """Return what finds the line of a form.toml that states a key."""
    return re.compile(rf"""^[ \t]*(["']){key}\1[ \t]*=.*$""", re.MULTILINE)


def copy_form(name: str, model: Form, parent: Path) -> Path:
    """Make a new form's folder, a copy of that of another form with its words, and return it. A copy of a form that goes
    on from another one goes on from it too.

    parent: where it is to stand. Raises Unusable when the name can not be a folder's, the folder is there
    already or can not be made, and when what the form goes on from neither ships nor stands there.
    """
    import shutil  # which a list of the forms does without

    if parent.resolve().is_relative_to(model.folder.resolve()):
        raise Unusable([Problem("", f"这里是格式“{model.name}”自己的文件夹", "到别的文件夹里建")])
    under = model.base
    if under and not form_folders.ships(under.folder) and under.folder.resolve().parent != parent.resolve():
        what = f"格式“{model.name}”沿用的“{under.name}”不在这里，复制过来也不能用"
        raise Unusable([Problem("", what, "到那个文件夹旁边去建")])
    words = model.own_phrasebook
    folder = make_form_folder(name, parent)
    try:
        shutil.copytree(model.folder, folder, symlinks=True, dirs_exist_ok=True)
        if words:
            shutil.copyfile(words, folder / "phrasebook.toml")
        path = folder / "form.toml"
        path.write_text(under_name(path.read_text("utf-8-sig"), name), "utf-8")
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Unusable([tell_unmade(folder, error)]) from None
    return folder


def make_form_folder(name: str, parent: Path) -> Path:
    """Make the folder of a new form, empty, and return it. Raises Unusable when the name can not be a folder's, the
    folder is there already or can not be made."""
    folder = parent / name
    if not NAME.fullmatch(name):
        raise Unusable([Problem("", f"“{name}”不能作格式的名称", "写成“某省2025”的样子")])
    try:
        folder.mkdir()
    except FileExistsError:
        raise Unusable([Problem("", f"已经有“{folder}”了", "换一个名称")]) from None
    except OSError as error:
        raise Unusable([tell_unmade(folder, error)]) from None
    return folder


def tell_unmade(folder: Path, error: OSError) -> Problem:
    """Return the problem that a folder could not be made."""
    return Problem("", f"不能在这里建文件夹（系统错误{error.errno}）", "换一个位置", file=str(folder))
