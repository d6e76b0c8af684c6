"""A paragraph that a report words itself, as a paragraph of a template: figures become places, comparisons phrases, names and
years fields, reasons texts of people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from narrator.checks.printed.statement import StatedFigure, stated_figures
from narrator.disclosure.branch_shapes import LEVELS
from narrator.disclosure.model import TERMS
from narrator.learning.notebook import Notebook, free_item
from narrator.learning.own_claims import write_claims, write_other_years
from narrator.learning.own_comparisons import (
    FLAT,
    UNPLANNED,
    clause_start,
    write_change,
    write_completion,
    write_flat,
    write_unplanned,
    write_worded,
)
from narrator.learning.own_directions import write_directions
from narrator.learning.own_figures import UNIT, write_plain
from narrator.learning.own_names import (
    find_row,
    mark_of,
    write_items,
    write_names,
    write_reported,
    write_row_names,
    write_years,
)
from narrator.learning.own_reasons import REASON, write_reason
from narrator.learning.own_rows import write_lists, write_rows
from narrator.learning.own_shares import write_share
from narrator.learning.own_uses import write_uses
from narrator.learning.plain_letters import as_meant, narrow_marks, without_gaps
from narrator.learning.rewording import NUMBER, Rewording, escape_braces
from narrator.regex import HAN_LETTER

DUTIES = re.compile("^主要职[责能]")
TOLD = re.compile("绩效|评价")  # in the heading over what people tell of their work
# A heading within its paragraph
LED = re.compile(r"(?:关于)?[^。:,;\d]{2,20}(?:说明|情况|结果|问题|建议)[。:]")


@dataclass
class WrittenParagraph:
    """A paragraph of a template. source: as it stands there. row: the path of the row or item that it tells of, "" for none."""

    source: str
    row: str


def write_sentence(notebook: Notebook, text: str, section: str, below: str = "") -> WrittenParagraph:
    """Return a paragraph of a report as one of a template. section: the heading above; below: the line below it that heads some
    paragraphs, "" for none."""
    mark, rest = mark_of(as_meant(text))
    if DUTIES.search(section) and (mark or NUMBER.search(rest) is None):
        return write_duty(notebook, mark, rest)
    if TOLD.search(section) and (written := write_told(notebook, mark, rest, section)):
        return written
    if TERMS in section and (written := write_term(notebook, mark, rest)):
        return written
    rewording = Rewording(notebook, rest, below or section, *find_row(narrow_marks(rest), section, notebook))
    if rewording.row and UNPLANNED.search(rewording.flat):
        notebook.state_unplanned(f"{rewording.row}.年初预算数")
    return WrittenParagraph(f"{mark}{write_letters(rewording)}", rewording.row)


def write_duty(notebook: Notebook, mark: str, text: str) -> WrittenParagraph:
    """Return one of the duties of a department, which are a text each."""
    path = free_item("部门.主要职责", notebook.stated)
    notebook.stated[path] = text
    return WrittenParagraph(f"{mark}{{{{ 项 }}}}", path)


def write_told(notebook: Notebook, mark: str, text: str, section: str) -> WrittenParagraph | None:
    """Return what people tell of their work as a text of the data, its heading left as it is; None for a paragraph that has a
    figure, names somebody or is nothing but a heading."""
    lead = LED.match(narrow_marks(text))
    begin = lead.end() if lead else 0
    words = text[begin:].removesuffix("。")
    if not HAN_LETTER.search(words) or NUMBER.search(narrow_marks(words)) or not text.endswith("。"):
        return None
    name = text[:begin] or section
    expression = notebook.own_place(name, "文字", words, f"{name}（{section}）"[:60])[1]
    return WrittenParagraph(f"{mark}{escape_braces(text[:begin])}{{{{ {expression} }}}}。", "")


def write_term(notebook: Notebook, mark: str, text: str) -> WrittenParagraph | None:
    """Return what a row of a table means, which is a text for each; None for a term of another kind."""
    flat = narrow_marks(text)
    row, item = find_row(flat, "", notebook)
    if item is None:
        return None
    code = row.rpartition(".")[2]
    if LEVELS.get(len(code)) != "项":
        return None
    end = item.end() + len(flat[item.end() :]) - len(flat[item.end() :].lstrip(":　 "))
    if end == item.end() or NUMBER.search(flat, end):
        return None
    table = next((one for one in notebook.rows if one == f"支出决算表.各科目.{code}"), row)
    rewording = Rewording(notebook, text[:end], TERMS, table, item)
    write_row_names(rewording)
    words, stop = text[end:].removesuffix("。"), text[end:][len(text[end:].removesuffix("。")) :]
    notebook.stated[f"名词解释.科目.{code}"] = words
    return WrittenParagraph(
        f"{mark}{rewording.joined()}{{{{ 名词解释.科目 | 取(项.科目编码) }}}}{stop}", table
    )


def write_words(notebook: Notebook, text: str) -> str:
    """Return words of a report without figures as a template prints them, names and years as fields, claims texts of this year."""
    rewording = Rewording(notebook, without_gaps(text), "", "", None)
    write_claims(rewording)
    return joined_with_fields(rewording)


def joined_with_fields(rewording: Rewording) -> str:
    """Return the letters of a paragraph with what was written in their place, years and the department's name as fields."""
    write_years(rewording)
    write_names(rewording)
    return rewording.joined()


def write_heading_line(notebook: Notebook, text: str) -> str:
    """Return a heading as a template prints it, the projects that it names a text of this year."""
    rewording = Rewording(notebook, without_gaps(text), "", "", None)
    write_items(rewording)
    write_reported(rewording)
    return joined_with_fields(rewording)


def write_letters(rewording: Rewording) -> str:
    """Return the paragraph as a template says it."""
    write_row_names(rewording)
    if not rewording.inside:
        write_rows(rewording, write_letters)
        write_lists(rewording)
    write_items(rewording)
    parts = list(stated_figures(rewording.flat, rewording.notebook.publication.money.unit))
    at = 0
    while at < len(rewording.flat):
        found, flat, reason = (one.search(rewording.flat, at) for one in (NUMBER, FLAT, REASON))
        first = min((one.start() for one in (found, flat, reason) if one), default=at)
        if flat and flat.start() == first:
            at = write_flat(rewording, flat)
        elif reason and reason.start() == first:
            begin = max(at, clause_start(rewording.flat, reason.start()))
            at = write_worded(rewording, begin) or write_reason(rewording, reason)
        elif found:
            at = write_number(rewording, found, parts)
        else:
            break
    write_directions(rewording)
    write_uses(rewording)
    write_claims(rewording)
    write_other_years(rewording)
    return joined_with_fields(rewording)


def write_number(rewording: Rewording, found: re.Match[str], parts: list[StatedFigure]) -> int:
    """Write what a number says, and return where to go on."""
    part = next((one for one in parts if one.start <= found.start() < one.end), None)
    unit = UNIT.match(rewording.flat, found.end())
    if end := write_unplanned(rewording, found):
        return end
    if part is not None and part.role in ("上年", "变动额", "变动率"):
        return write_change(rewording, part, parts) or write_plain(rewording, found, unit)
    if part is not None and part.role in ("完成率", "预算数"):
        return write_completion(rewording, part, parts) or write_plain(rewording, found, unit)
    if part is not None and part.role == "比例":
        return write_share(rewording, part, found) or write_plain(rewording, found, unit)
    return write_plain(rewording, found, unit)
