"""The folders of forms: which there are, where one stands, and which one a form goes on from."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import cast

from narrator import toml
from narrator.bounds import stands_in
from narrator.form.form_keys import BASE
from narrator.problem import Problem, Unusable, excerpt
from narrator.regex import compile_later
from narrator.shipped import shipped

HERE = "./"  # the form in whose folder the data stand
YEAR = compile_later(r"20\d\d$")  # in the name of a folder
DEEPEST = 5  # forms that one may go on from, one behind the other: country, province, city, county, year


def names() -> list[str]:
    """Return the names of the forms that ship with narrator."""
    return sorted(path.parent.name for path in shipped("templates").glob("*/form.toml"))


def is_shipped(name: str) -> bool:
    """Return whether a form of that name ships with narrator; no folder is gone through for that."""
    return os.path.basename(name) == name and os.path.isfile(
        os.path.join(shipped("templates"), name, "form.toml")
    )


def own_names(base: Path) -> list[str]:
    """Return the names of the forms whose folders stand in a folder, as `load` takes them: ./某省2025."""
    return sorted(f"./{path.parent.name}" for path in base.glob("*/form.toml") if path.is_file())


def ships(folder: Path) -> bool:
    """Return whether the folder of a form is one of those that ship with narrator."""
    return folder.parent == shipped("templates")


@cache
def shipped_chain(name: str) -> tuple[Path, ...]:
    """Return the folders of a form that ships and of those that it goes on from, which ship as well, in that order.
    Raises Unusable.
    """
    folder = shipped("templates") / name
    base = toml.read_within(folder / "form.toml", folder)[0].get(BASE)
    return (folder, *(shipped_chain(base) if isinstance(base, str) else ()))


def find_folder(name: str, base: Path | None) -> Path:
    """Return the folder of a form that is named as `form.load` takes it. Raises Unusable when there is none, or it is not
    a form's."""
    if name == HERE and base is not None and os.path.isfile(base / "form.toml"):
        # Of a form that was learned, with last year's data in it
        return base if base.name else base.resolve()
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
    from difflib import get_close_matches  # which nobody needs who writes no name amiss

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


def find_base(folder: Path, stated: str, source: str) -> Path:
    """Return the folder of the form that the one in a folder goes on from, as its form.toml states it: one that ships, or
    a folder beside it.

    source: the text of its form.toml. Raises Unusable, with the line that states it, when there is no such form, or when
    the forms go on from one another without end.
    """
    seen, name = [folder], cast(object, stated)
    try:
        while isinstance(name, str):
            following = find_folder(name, seen[-1].parent)
            if any(os.path.samefile(following, one) for one in seen):
                what = f"“{excerpt(name)}”：沿用转了一圈又回到自己"
                raise Unusable([Problem(BASE, what, "改成别的格式，或者删去这一行")])
            if len(seen) > DEEPEST:
                what = f"格式一个沿用一个，超过了{DEEPEST}层"
                raise Unusable([Problem(BASE, what, "直接沿用后面的一个格式")])
            seen.append(following)
            if ships(following):
                break  # those that ship come to an end
            name = toml.read_within(following / "form.toml", following)[0].get(BASE)
        return seen[1]
    except Unusable as error:
        path, line = str(folder / "form.toml"), toml.nearest_line(BASE, toml.line_numbers_of(source))
        raise Unusable(
            [one if one.file else one._replace(where=BASE, file=path, line=line) for one in error.problems]
        ) from error


def is_inside(name: str, folder: Path) -> bool:
    """Return whether there is a file of that name in the form's folder."""
    path = folder / name
    try:
        return path.is_file() and path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        return False
