"""How a workbook to fill in is laid out: its sheets, their columns, and the row of a value that is typed.

Beside the public tables, which are read by their meaning, every typed value stands in a row that carries its path in
data.json: rows may be sorted, moved and filtered. The data that the workbook was made from lie in a hidden sheet.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from narrator.bounds import LARGEST_TEXT
from narrator.disclosure.shape import Shape

FIGURES, REASONS, TEXTS, SUMS, CODES, STORE = "要填的", "原因", "文字", "加总", "科目", "narrator"
OWN = (FIGURES, REASONS, TEXTS, SUMS, CODES, STORE)  # sheets that are no public tables
TYPED, PLACE = "填在这里", "位置（不要改）"
# The columns of the sheets to type in, each with its width in characters.
COLUMNS = {
    FIGURES: {"表或部分": 20, "哪个数": 34, "用在哪句话里": 60, "状态": 8, TYPED: 18, "单位": 8, PLACE: 10},
    REASONS: {"哪一条": 30, "句子": 60, "状态": 9, "去年写的": 36, TYPED: 50, PLACE: 10},
    TEXTS: {"部分": 20, "哪一处": 34, "用在哪句话里": 40, "状态": 8, TYPED: 70, PLACE: 10},
}
NONE = "无"  # typed where there is no figure to compare with: null in data.json
STATE, CONFIRM = "状态", "确认"  # typed as the state of a reason that is stale and still fits
AGAIN = "用 narrator sheet 重新做一份填报工作簿"
MARK = "narrator 填报工作簿"
PIECE = 30_000  # characters of the data in one cell; Excel holds 32,767


@dataclass(frozen=True)
class TypedRow:
    """A value to be typed. path: where it belongs in data.json. shape: what it may be; None for a text by a name.
    said: what stands in the columns before and behind, by their titles. value: what is there, None when nothing is. record:
    of a stale reason, what the data are to say when people confirm it; "" of anything else."""

    path: str
    shape: Shape | None
    said: dict[str, str]
    value: str | Decimal | None
    record: str = ""


@dataclass(frozen=True)
class Kept:
    """What a workbook was made from. text: data.json. form: the form, when another one than the data name; or "".
    figures, names: what its public tables said when it was made, by path; a blank cell is "". records: of its stale reasons
    what the data are to say when they are confirmed, by path."""

    text: str
    form: str
    figures: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, str] = field(default_factory=dict)


def store_lines(kept: Kept) -> Iterator[str]:
    """Yield what is written into the hidden sheet, one text a row: what it is, and what it was made from in pieces."""
    yield MARK
    said = [kept.text, kept.form, dict(kept.figures), dict(kept.names), dict(kept.records)]
    content = json.dumps(said, ensure_ascii=False)
    packed = base64.b64encode(zlib.compress(content.encode(), 9)).decode("ascii")
    for at in range(0, len(packed), PIECE):
        yield packed[at : at + PIECE]


def read_stored_rows(lines: Sequence[str]) -> Kept | None:
    """Return what the rows of the hidden sheet say; None when they are of another kind, or damaged."""
    if not lines or lines[0] != MARK:
        return None
    try:
        opened = zlib.decompressobj()
        content = opened.decompress(base64.b64decode("".join(lines[1:]), validate=True), 4 * LARGEST_TEXT)
        text, form, *said = json.loads(content if opened.eof else b"[]")
        figures, names, records = said
    except (binascii.Error, zlib.error, ValueError, TypeError):
        return None
    if not all(isinstance(one, dict) for one in said):
        return None
    texts = (text, form, *figures.values(), *names.values(), *records.values())
    return Kept(text, form, figures, names, records) if all(isinstance(one, str) for one in texts) else None
