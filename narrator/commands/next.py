"""Next year's data from this year's: what was this year's figure is last year's, and the rest is to fill in.

An amount is null, which no reader accepts: so none can be forgotten, and each is told with its line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from narrator import build
from narrator.data_file import Source
from narrator.disclosure.branch_shapes import CodedShape, ListShape, RecordShape
from narrator.disclosure.number_shapes import AmountShape, NumberShape, YearShape
from narrator.disclosure.shape import Shape
from narrator.disclosure.value import join_path
from narrator.files import whole
from narrator.files.json_text import dumps
from narrator.files.lock import locked
from narrator.files.patch import last_name
from narrator.problem import Unusable
from narrator.readers.json import parse
from narrator.texts import status
from narrator.texts.situation import LAST_YEAR
from narrator.texts.status import REASONS, RECORDS, Reason, State

BEFORE = "上年决算数"
NOW = ("决算数", "合计", "小计")  # what this year's figure is called beside last year's
# Told anew every year: lists of it are emptied, texts of it too.
YEARLY = ("预算绩效",)
LEFT_OUT = ("已核实", RECORDS, "$schema")


def make_next_year(data: Path, output: Path, form_name: str | None = None) -> list[str]:
    """Write next year's data file from this year's, and return what to say about it, as lines to print.

    Raises Unusable when the data can not be read, or there is a file already where the new one is to be.
    """
    with locked(data, output):
        whole.require_absent(output)
        source = build.read(data, form_name)
        text, notes = following(source.text, source.form.model, asked_for(source))
        whole.write(output, text.encode())
    return notes


def asked_for(source: Source) -> list[str]:
    """Return the names of the reasons that the report asks for, in its order; none when the data make no report."""
    try:
        found = status.find_reasons(source.disclosure, build.report(source).document)
    except Unusable:
        return []
    return [last_name(one.path) for one in found if one.path.startswith(f"{REASONS}.")]


def following(text: str, model: RecordShape, asked: Sequence[str] = ()) -> tuple[str, list[str]]:
    """Next year's data.json from the TEXT of this year's, which MODEL accepts, and what to say about it.

    asked: the names of the reasons that this year's report asks for, in its order.
    """
    raw = parse(text)
    assert isinstance(raw, dict)
    made = record(raw, model)
    year = raw["年度"]
    made["年度"] = year + 1
    for name in LEFT_OUT:
        made.pop(name, None)
    for name in YEARLY:
        if name in made:
            made[name] = emptied(made[name])
    written = {name: raw.get(REASONS, {}).get(name, "") for name in (*asked, *raw.get(REASONS, {}))}
    made[REASONS] = dict.fromkeys(written, "")
    made[RECORDS] = {name: f"{LAST_YEAR}{flat(words)}" for name, words in written.items() if flat(words)}
    if "$schema" in raw:
        made = {"$schema": raw["$schema"], **made}
    notes = [
        f"{year}年度的数成了上年的数；要填的金额是 null，用 narrator render 可以列出还没有填的。",
        f"原因都空着，{year}年度写的在“{RECORDS}”里，narrator reasons 列在旁边。",
        "职责、单位、名词解释和主要用途照旧，请看有没有变；预算绩效的项目、指标和文字要重新填。",
        f"“格式”还是{raw['格式']}；有了{year + 1}年度的格式再改。",
    ]
    return f"{dumps(made)}\n", notes


def hinted(raw: object) -> list[Reason]:
    """The reasons of RAW, parsed data without figures yet, in its order, with those of last year beside them;
    none when there are none beside any.
    """
    written, kept = (raw.get(name) if isinstance(raw, dict) else None for name in (REASONS, RECORDS))
    if not isinstance(written, dict) or not isinstance(kept, dict):
        return []
    found = []
    for name, words in written.items():
        record, text = kept.get(name), flat(words)
        hint = (
            record.removeprefix(LAST_YEAR) if isinstance(record, str) and record.startswith(LAST_YEAR) else ""
        )
        state = State.WRITTEN if text else State.MISSING
        found.append(Reason(join_path(REASONS, name), text, text, state, hint=hint))
    return found if any(one.hint for one in found) else []


def record(raw: Mapping[str, object], shape: RecordShape) -> dict[str, object]:
    """RAW, a record of SHAPE, a year later."""
    made: dict[str, object] = {}
    now = next((name for name in NOW if name in shape.fields and name != BEFORE), None)
    for name, value in raw.items():
        field = shape.fields.get(name)
        if name == BEFORE and now is not None:
            made[name] = raw.get(now, Decimal(0))
        elif isinstance(field, AmountShape) and not field.blank:
            continue  # null would say that there is no budget; what is not there is told
        elif field is not None:
            made[name] = later(value, field)
    return made


def later(value: object, shape: Shape) -> object:
    match shape:
        case RecordShape() if isinstance(value, dict):
            return record(value, shape)
        case CodedShape() if isinstance(value, dict):
            return {code: record(row, shape.row) for code, row in value.items()}
        case ListShape() if isinstance(value, list):
            return [later(item, shape.item) for item in value]
        case YearShape():
            return value
        case NumberShape():
            return None
        case _:
            return value


def emptied(value: object) -> object:
    """VALUE of what is told anew every year: no items, no texts, every figure to fill in."""
    match value:
        case dict():
            return {name: emptied(one) for name, one in value.items()}
        case list():
            return []
        case str():
            return ""
        case _:
            return None


def flat(words: object) -> str:
    return "；".join(words) if isinstance(words, list) else words if isinstance(words, str) else ""
