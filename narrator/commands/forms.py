"""The forms that there are, and new ones begun from them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from narrator import form as forms
from narrator.form import Form
from narrator.problem import Problem, Unusable

NAME = re.compile(r"\w(?:[\w（）()·. -]*[\w（）()])?")  # of a form's folder


def list_forms(folder: Path) -> tuple[list[str], list[Problem]]:
    """Return a line for every form that ships or stands in the folder, and what is wrong with those that can not
    be loaded.
    """
    lines: list[str] = []
    problems: list[Problem] = []
    for name in (*forms.names(), *forms.own_names(folder)):
        try:
            one = forms.load(name)
        except Unusable as error:
            problems += error.problems
        else:
            lines.append(f"{name}\t{one.year}年度\t{one.authority}\t{one.title}")
    return lines, problems


def begin_form(name: str, model: str, folder: Path) -> Path:
    """Make a new form in the folder, a copy of the form that `model` names, and return where it stands.

    Raises Unusable when the name is taken or can not be one, or nothing can be written there.
    """
    return copy_form(name, forms.load(model), folder)


def copy_form(name: str, model: Form, parent: Path) -> Path:
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
