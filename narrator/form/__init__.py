"""The official forms: the one that a name, a folder or a report names, read once, with those that it goes on from."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from narrator import toml
from narrator.bounds import stands_in
from narrator.form.form_folders import find_base, find_folder, is_inside, is_shipped, ships
from narrator.form.form_keys import (
    BASE,
    FORM_KEYS,
    LEFT_OUT,
    LOWERED,
    NEAR,
    NO_CONTENTS,
    NUMBER_KEYS,
    TOGETHER,
    find_unfit,
)
from narrator.form.official_form import Form
from narrator.problem import Problem, Unusable

if TYPE_CHECKING:
    from narrator.disclosure.branch_shapes import RecordShape

__all__ = ["FORMS", "Form", "load", "load_as_far_as_stated", "load_folder", "model_for_both"]

FORMS = 64  # of which one process keeps what it has read of them; a bureau may meet all that ship


@lru_cache(maxsize=FORMS)
def load(name: str, base: Path | None = None) -> Form:
    """Return a form that ships with narrator, or one in a folder (./某省2025, seen from `base`), with the forms that it
    goes on from.

    A form is read once per process. Raises Unusable when there is none, or its form.toml does not hold.
    """
    folder = find_folder(name, base)
    if base is not None and ships(folder):
        return load(name)  # which is the same for whoever asks
    return read_form(folder)


def load_folder(folder: Path) -> Form:
    """Return the form in a folder, read once per process like any other. Raises Unusable."""
    return load(folder.name) if ships(folder) else load(f"./{folder.name}", folder.parent)


def load_as_far_as_stated(name: str, base: Path | None = None) -> tuple[Form, list[Problem]]:
    """Return a form as `load` does, and what is wrong with its form.toml, if anything: then with what a form usually has in the
    place of what is stated amiss. Raises Unusable when there is none, or it is not known which form it goes on from."""
    try:
        return load(name, base), []
    except Unusable:
        return read_as_far_as_stated(find_folder(name, base))


def read_form(folder: Path) -> Form:
    """Return the form in a folder, with the forms that it goes on from. Raises Unusable."""
    form, problems = read_as_far_as_stated(folder)
    if problems:
        raise Unusable(problems)
    return form


def read_as_far_as_stated(folder: Path) -> tuple[Form, list[Problem]]:
    """Return the form in a folder, with what a form usually has in the place of what its form.toml states amiss, and what is wrong
    with that.

    Raises Unusable when form.toml is no TOML, or it is not known which form it goes on from: with all that is wrong with it, and
    with that of the form behind it.
    """
    path = folder / "form.toml"
    data, source = toml.read_within(path, folder)
    stated = data.get(BASE)
    problems = list(find_unfit(data, BASE in data, ships(folder)))
    under: Form | None = None
    try:
        under = load_folder(find_base(folder, stated, source)) if isinstance(stated, str) else None
    except Unusable as error:
        raise Unusable([*error.problems, *toml.with_lines(problems, source, str(path))]) from error
    main = data.get("正文")
    if isinstance(main, str) and not any(
        is_inside(main, one) for one in (folder, *(under.folders if under else ()))
    ):
        what, hint = "格式的文件夹里没有这个模板", "写文件夹里一个模板的文件名，例如report.jinja"
        problems.append(Problem("正文", what, hint))
    problems = toml.with_lines(problems, source, str(path))
    wrong = {problem.where for problem in problems}
    if BASE in wrong:
        raise Unusable(problems)
    sound = {key: value for key, value in data.items() if key not in wrong}
    usual = {key: kind() for key, kind in FORM_KEYS.items()}

    def value(key: str, inherited: object) -> object:
        """Return what form.toml states under a key, or else what the form behind it has, or what is usual."""
        return sound.get(key, inherited if under else usual.get(key, inherited))

    form = Form(
        folder,
        cast(str, sound.get("名称", folder.name)),
        cast(str, sound.get("标题", folder.name)),
        cast(int, value("年度", under and under.year)),
        cast(str, value("制定机关", under and under.authority)),
        cast(str, value("正文", under and under.main)),
        cast(str, value("文件标题", under and under.file_title)),
        cast(str, value("零值", under and under.zero)),
        tuple(cast(list[str], value("未公布", under and under.unpublished))),
        source,
        under,
        tuple(cast(list[str], value(LEFT_OUT, under.left_out if under else ()))),
        tuple(cast(list[str], sound.get(NEAR, []))),
        cast(bool, value(NO_CONTENTS, under.no_contents if under else False)),
        cast(bool, value(LOWERED, under.lowered if under else False)),
        tuple(cast(list[str], value(TOGETHER, under.together if under else ()))),
        {
            **(under.numbers if under else {}),
            **{key: cast(str, sound[key]) for key in NUMBER_KEYS if key in sound},
        },
    )
    return form, problems


def form_of_report(name: str, report: Path) -> Form:
    """Return the form that a report was made in: one that ships with narrator, or a folder beside the report
    or here, or that in which the report stands.

    Raises Unusable when there is none, or its form.toml does not hold.
    """
    if is_shipped(name):
        return load(name)
    home = report.parent.resolve()
    if home.name == name and os.path.isfile(home / "form.toml"):
        return load_folder(home)
    for folder in (report.parent, Path()):
        if stands_in(folder, name) and os.path.isfile(folder / name / "form.toml"):
            return load(f"./{name}", folder)
    what = f"报告用的是格式“{name}”，这个文件夹和报告的文件夹里都没有"
    raise Unusable([Problem("", what, f"用 --form 写明格式的文件夹，例如 --form ./{name}", file=str(report))])


def model_for_both(form: Form, stated: str, base: Path) -> RecordShape:
    """Return the data that a form asks for.

    What only the form knows that the data name may be there as well; of what both know, it is as this form wants
    it. stated: that form, as data.json names it. base: the folder of data.json. Raises Unusable.
    """
    from narrator.form.form_data import grow_model, known_model

    try:
        others = [one for one in load(stated, base).chain if one not in form.chain] if stated else []
        theirs = [one.folder for one in reversed(others)]
        model = grow_model(known_model(form.folders), theirs, required=False)
        return form.printed(grow_model(model, reversed(form.folders))) if others else form.model
    except Unusable:  # the data do without the form that they name
        return form.model
