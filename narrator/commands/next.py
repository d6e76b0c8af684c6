"""Next year's data from this year's: what was this year's figure is last year's, and the rest is to fill in.

An amount is null, which no reader accepts: so none can be forgotten, and each is told with its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from narrator import build
from narrator.commands.missing import find_missing_in
from narrator.data_file import Source, open_text
from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape
from narrator.disclosure.last_years import LAST_YEARS, last_years_of
from narrator.disclosure.lookup import ANY, ITEMS, shape_at
from narrator.disclosure.model import OWN_TEXTS
from narrator.disclosure.number_shapes import AmountShape, NumberShape, YearShape
from narrator.disclosure.relation import LastYear, Steps, fill_gaps, place_steps
from narrator.disclosure.shape import Shape
from narrator.files import whole
from narrator.files.json_text import dumps
from narrator.files.lock import locked
from narrator.files.patch import last_name
from narrator.form import form_folders
from narrator.problem import Unusable
from narrator.readers import json
from narrator.readers.json import parse_members
from narrator.texts import status
from narrator.texts.situation import LAST_YEAR
from narrator.texts.status import REASONS, RECORDS, reason_on_one_line

# Told anew every year: lists of it are emptied, texts of it too.
YEARLY = ("预算绩效",)
LEFT_OUT = ("已核实", RECORDS, OWN_TEXTS, "$schema")
MISSING = object()


def make_next_year(data: Path, output: Path, form_name: str | None = None) -> list[str]:
    """Write next year's data file from this year's, and return what to say about it, as lines to print: what is to be done, and
    what is missing.

    Raises Unusable when the data, the form or its words can not be read, or there is a file already where the new one is to be;
    then nothing is written.
    """
    with locked(data, output):
        whole.require_absent(output, ".json")
        source = build.read(data, form_name)
        _ = source.form.layouts  # what is told of the new data names its tables
        own = last_years_of(source.form.relations)
        named = name_beside(source.form.folder, output)
        text, notes = next_year_text(source.text, source.form.model, asked_for(source), own, named)
        missing = find_missing_in(open_text(output, json.parse(text), text, form_name))
        if missing.wrong:
            raise Unusable(missing.wrong)
        whole.write(output, text.encode())
    return [*notes, *missing.lines]


def name_beside(folder: Path, data: Path) -> str:
    """Return how a data file names the form in a folder: as that in which it stands, or as one beside it."""
    return form_folders.HERE if data.parent.resolve() == folder.resolve() else f"./{folder.name}"


def asked_for(source: Source) -> list[str]:
    """Return the names of the reasons that the report asks for, in its order; none when the data make no report."""
    try:
        found = status.find_reasons(source.disclosure, build.report(source).document)
    except Unusable:
        return []
    return [last_name(one.path) for one in found if one.path.startswith(f"{REASONS}.")]


def next_year_text(
    text: str, model: RecordShape, asked: Sequence[str] = (), own: Sequence[LastYear] = (), named: str = ""
) -> tuple[str, list[str]]:
    """Return next year's data.json, made from the text of this year's, which the model accepts, and what to
    say about it.

    asked: the names of the reasons that this year's report asks for, in its order. own: which figures are
    last year's of which, beside the common ones: as the form declares. named: how the data name their form where they named the
    folder in which they stood.
    """
    raw = parse_members(text)
    last = dict(last_years(raw, model, own))
    made = next_record(raw, model, (), last)
    year = raw["年度"]
    made["年度"] = year + 1
    if made.get("格式") == form_folders.HERE:
        made["格式"] = named
    for name in LEFT_OUT:
        made.pop(name, None)
    for name in YEARLY:
        if name in made:
            made[name] = empty_value(made[name])
    for steps, value in last.items():
        put_year_later(made, steps, value)
    written = {name: raw.get(REASONS, {}).get(name, "") for name in (*asked, *raw.get(REASONS, {}))}
    made[REASONS] = dict.fromkeys(written, "")
    made[RECORDS] = {
        name: f"{LAST_YEAR}{reason_on_one_line(words)}"
        for name, words in written.items()
        if reason_on_one_line(words)
    }
    if "$schema" in raw:
        made = {"$schema": raw["$schema"], **made}
    notes = [
        f"{year}年度的数成了上年的数；要填的金额是 null，用 narrator render 可以列出还没有填的。",
        f"原因都空着，{year}年度写的在“{RECORDS}”里，narrator reasons 列在旁边。",
        "职责、单位、名词解释和主要用途照旧，请看有没有变；预算绩效的项目、指标和文字要重新填。",
    ]
    if form := made.get("格式"):
        notes.append(f"“格式”还是{form}；有了{year + 1}年度的格式再改。")
    return f"{dumps(made)}\n", notes


def last_years(
    raw: Mapping[str, object], model: RecordShape, own: Sequence[LastYear]
) -> Iterator[tuple[Steps, object]]:
    """Return the figures of parsed data that are last year's in the next: where they stand there, and what
    they are.

    The data have last year's there as well, or the model or one of the form's own asks for them.
    """
    for one in (*LAST_YEARS, *own):
        place, now = place_steps(one.place), place_steps(one.now)
        shape = shape_at(model, place)
        always = one in own or (shape is not None and shape.required)
        for bound in find_gaps(raw, place):
            where = fill_gaps(place, place, bound)
            value = value_at_steps(raw, fill_gaps(now, place, bound))
            if value_at_steps(raw, where) is not MISSING or (always and value is not MISSING):
                yield where, Decimal(0) if value is MISSING else value


def find_gaps(raw: object, steps: Steps) -> Iterator[Steps]:
    """Return what the gaps of steps stand for in parsed data."""
    for at, step in enumerate(steps):
        if step in (ANY, ITEMS):
            inner = value_at_steps(raw, steps[:at])
            names: Iterable[str] = ()
            if isinstance(inner, dict) and step == ANY:
                names = inner
            elif isinstance(inner, list) and step == ITEMS:
                names = (str(number) for number in range(1, len(inner) + 1))
            for name in names:
                below = value_at_steps(inner, (name,))
                yield from ((name, *rest) for rest in find_gaps(below, steps[at + 1 :]))
            return
    yield ()


def value_at_steps(raw: object, steps: Steps) -> object:
    """Return what stands at the steps of parsed data, or `MISSING`."""
    for step in steps:
        if isinstance(raw, dict):
            raw = raw.get(step, MISSING)
        elif isinstance(raw, list) and step.isdigit() and 0 < int(step) <= len(raw):
            raw = raw[int(step) - 1]
        else:
            return MISSING
    return raw


def put_year_later(made: dict[str, object], steps: Steps, value: object) -> None:
    """Put a value at the steps of the data that are made, unless the list that they go through is empty now."""
    here: object = made
    for step in steps[:-1]:
        if isinstance(here, dict):
            here = here.setdefault(step, {})
        elif isinstance(here, list) and int(step) <= len(here):
            here = here[int(step) - 1]
    if isinstance(here, dict):
        here[steps[-1]] = value


def next_record(
    raw: Mapping[str, object], shape: RecordShape, steps: Steps, last: dict[Steps, object]
) -> dict[str, object]:
    """Return a record of parsed data a year later; what is there of last year's is taken from it."""
    made: dict[str, object] = {}
    for name, value in raw.items():
        field = shape.fields.get(name)
        if (*steps, name) in last:
            made[name] = last.pop((*steps, name))
        elif field is not None and not (isinstance(field, AmountShape) and not field.blank):
            made[name] = value_a_year_later(value, field, (*steps, name), last)
        # Of a budget null would say that there is none; what is not there is told.
    return made


def value_a_year_later(value: object, shape: Shape, steps: Steps, last: dict[Steps, object]) -> object:
    """Return what stands a year later in the place of a value of that shape: last year's figures, or nothing to be
    filled in."""
    match shape:
        case RecordShape() if isinstance(value, dict):
            return next_record(value, shape, steps, last)
        case CodedShape() if isinstance(value, dict):
            return {code: next_record(row, shape.row, (*steps, code), last) for code, row in value.items()}
        case ListShape() if isinstance(value, list):
            items = enumerate(value, 1)
            return [
                value_a_year_later(item, shape.item, (*steps, str(number)), last) for number, item in items
            ]
        case YearShape():
            return value
        case NumberShape():
            return None
        case _:
            return "" if shape.yearly else value


def empty_value(value: object) -> object:
    """Return the value of what is told anew every year: no items, no texts, every figure to fill in."""
    match value:
        case dict():
            return {name: empty_value(one) for name, one in value.items()}
        case list():
            return []
        case str():
            return ""
        case _:
            return None
