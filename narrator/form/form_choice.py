"""Which of the forms that ship fits: by the year of the accounts, and by who prescribes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from narrator import form as forms
from narrator.disclosure.clean_text import clean
from narrator.disclosure.shape import Repeated
from narrator.form import Form, form_folders
from narrator.problem import Problem, Severity
from narrator.regex import compile_later

PARTY = compile_later("^(?:中共|中国共产党)")


def tell_year(form: Form, year: int) -> Iterator[Problem]:
    """Return a hint when the data are of another year than the form: which form there is for that year, or how to begin
    one."""
    if form.year == year:
        return
    what = f"数据是{year}年度的，格式“{form.name}”是{form.year}年度的"
    fitting = [one.name for one in siblings(form) if one.year == year]
    new = f"{form.name.replace(str(form.year), '')}{year}"
    hint = (
        f"改用“{fitting[0]}”"
        if fitting
        else f"核对{year}年度的公开格式有没有改；要改的，用 narrator forms new {new} --from {form.name} 建一个"
    )
    yield Problem("年度", what, hint, Severity.WARNING)


def choose_form(raw: Mapping[str, object]) -> str:
    """Return the name of the form for raw data that name none, by their department and year; "" when they do not tell."""
    department = raw.get("部门")
    name = department.get("名称") if isinstance(department, Mapping) else None
    year = raw.get("年度")
    if not isinstance(name, str):
        return ""
    known = isinstance(year, Decimal) and year.is_finite() and year == year.to_integral_value()
    return choose_by_department(clean(name.strip()), int(year) if known else None)  # type: ignore[call-overload]


def with_form(raw: object, name: str) -> object:
    """Return raw data that are read for the form of that name: as if they named it, when they name none."""
    if not isinstance(raw, dict) or (isinstance(stated := raw.get("格式"), str) and clean(stated.strip())):
        return raw
    return Repeated({**raw, "格式": name}, getattr(raw, "repeated", ()))


def tell_choice(name: str) -> Problem:
    """Return the hint that data which name no form are read for the one of that name."""
    what = f"数据里没有写“格式”，照部门名称和年度用了“{name}”"
    return Problem("格式", what, "核对；在数据里写上“格式”，或者用 --form 写明", Severity.WARNING)


def suggest_form(problem: Problem) -> Problem:
    """Return a problem of data that name no form; the one that says so with the forms that there are."""
    if problem.where != "格式":
        return problem
    return problem._replace(hint=f"照本地财政部门的要求选一种写上：{'、'.join(form_folders.names())}")


def siblings(form: Form) -> list[Form]:
    """Return the forms that ship and that the same authority prescribes."""
    return [one for one in map(forms.load, form_folders.names()) if one.authority == form.authority]


def is_of_place(form: Form, name: str) -> bool:
    """Return whether a name, of a place or of a department, begins with the place whose form this is, a party
    committee's behind 中共."""
    return PARTY.sub("", name).startswith(form.authority[:2])


def choose_by_department(department: str, year: int | None) -> str:
    """Return the name of the form whose authority is of the province that the department's name begins with, a party
    committee's behind 中共, that of the year nearest to the accounts; "" when there is none, or several authorities are of
    that province."""
    fitting = [one for one in map(forms.load, form_folders.names()) if is_of_place(one, department)]
    if len({one.authority for one in fitting}) != 1:
        return ""
    return nearest_in_time(fitting, year).name


def forms_of(place: str) -> tuple[list[Form], Form | None]:
    """Return the forms that ship for a province, and, when there are none, the one that says that the province's own is
    most like it, None when none says so. The province may be written with or without 省, 市, 自治区."""
    every = [forms.load(name) for name in form_folders.names()]
    own = [one for one in every if is_of_place(one, place)]
    like = next((one for one in every if any(place.startswith(near) for near in one.near)), None)
    return own, None if own else like


def choose_base(name: str) -> Form:
    """Return the form for a new one of that name to go on from: that of the place with which the name begins, of the year nearest
    to it, or the one that says that the place's own is most like it, or else the one from which most others go on."""
    own, like = forms_of(name)
    if own:
        year = form_folders.YEAR.search(name)
        return nearest_in_time(own, int(year[0]) if year else None)
    every = [forms.load(one) for one in form_folders.names()]
    bases = [form.chain[-1] for form in every]
    return like or max(every, key=bases.count)


def nearest_in_time(fitting: Sequence[Form], year: int | None) -> Form:
    """Return the form of the year, or of the year nearest to it; of several the earlier. year: None for the first year
    that there is."""
    return min(fitting, key=lambda form: (abs(form.year - year) if year else 0, form.year))
