"""Which of the forms that ship is most like that of a province, or the one that a report follows, and what is otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from narrator import form as forms
from narrator.checks.printed.lines import Line
from narrator.checks.printed.pattern_pieces import least
from narrator.checks.printed.prose import Wanted, wanted_lines
from narrator.checks.printed.sentence_parts import LEAST
from narrator.checks.report.inspection import read_to_judge
from narrator.checks.report.recognition import resembling_forms, year_of
from narrator.checks.report.report_rules import ReadReport
from narrator.commands.report_check import basis_of
from narrator.document import Document, Table
from narrator.form import Form, form_folders
from narrator.form.form_choice import forms_of, nearest_in_time
from narrator.problem import Problem, Unusable
from narrator.readers.docx import package
from narrator.readers.docx.docx_report import read_package
from narrator.readers.docx.passage import AS_SEEN
from narrator.tables.plain import plain, unnumbered

LONGEST = 60  # letters of a sentence that is told
DIGIT = re.compile(r"\d")
SHOWN = 12  # differences of one kind that are told


class ProvinceForms(NamedTuple):
    """The forms of a province, or the form that is most like its own."""

    place: str
    own: Sequence[Form]
    like: Form | None

    def lines(self) -> Iterator[str]:
        """Return the lines for people."""
        for one in self.own:
            yield f"{one.name}\t{one.year}年度\t{one.authority}\t{one.title}"
        if self.like:
            yield f"没有自带{self.place}的格式，最像的是“{self.like.name}”（{self.like.title}）。"
            new = f"{self.place}{self.like.year}"
            yield f"用 narrator forms new {new} --from {self.like.name} 沿用它建一个，照{self.place}的格式改。"

    def as_data(self) -> list[dict[str, object]]:
        """Return the forms for programs."""
        found = self.own or [one for one in (self.like,) if one]
        return [{"名称": one.name, "年度": one.year, "制定机关": one.authority} for one in found]


class Likeness(NamedTuple):
    """How a report follows a form. read: its lines that are the form's. all: its lines. otherwise: what it says where the
    form says something else, with that; missing: what the form has and it has not; more: what it has and the form has
    not. tables: how many of its tables are public ones of the form."""

    form: Form
    read: int
    all: int
    otherwise: Sequence[tuple[str, str]]
    missing: Sequence[str]
    more: Sequence[str]
    tables: int

    @property
    def rank(self) -> int:
        """How well the report follows the form: the lines that are the form's, without those that only one of both has."""
        return self.read - len(self.missing) - len(self.more)


class Ranking(NamedTuple):
    """How a report follows several forms, the one that it follows best first."""

    found: Sequence[Likeness]

    def lines(self) -> Iterator[str]:
        """Return the lines for people: the best with all that is otherwise, the others in short."""
        best, *others = self.found
        yield f"最像的是“{best.form.name}”（{best.form.title}）：{best.all}段里有{best.read}段照它写。"
        yield from list_differences(
            "说法不同的", [f"报告：{ours}　格式：{theirs}" for ours, theirs in best.otherwise]
        )
        yield from list_differences("格式有、报告没有的", best.missing)
        yield from list_differences("报告有、格式没有的", best.more)
        for one in others[:3]:
            yield f"其次“{one.form.name}”：{one.read}段照它写，少{len(one.missing)}段，多{len(one.more)}段。"

    def as_data(self) -> list[dict[str, object]]:
        """Return the same for programs."""
        return [
            {
                "名称": one.form.name,
                "照格式写的段数": one.read,
                "全部段数": one.all,
                "说法不同": [{"报告": ours, "格式": theirs} for ours, theirs in one.otherwise],
                "格式有报告没有": list(one.missing),
                "报告有格式没有": list(one.more),
            }
            for one in self.found
        ]


def list_differences(what: str, several: Sequence[str]) -> Iterator[str]:
    """Return a heading with the number of differences of a kind, and a line for each of the first."""
    if several:
        yield f"{what}（{len(several)}处）："
        yield from (f"　{one}" for one in several[:SHOWN])
        if len(several) > SHOWN:
            yield f"　……还有{len(several) - SHOWN}处"


def liken_forms(to: str) -> ProvinceForms | Ranking:
    """Return which forms are like a province's, or like the one that a report follows; `to` names a province, or the file
    of a report. Raises Unusable: it is neither."""
    path = Path(to)
    if path.suffix or path.exists():
        return liken_report(path)
    own, like = forms_of(to)
    if not own and like is None:
        hint = "给一个省级地方的名称，例如“湖南”，或者一份报告（.docx）；narrator forms 列出自带的格式"
        raise Unusable([Problem("", f"没有“{to}”的格式，也不知道哪个和它相近", hint)])
    return ProvinceForms(to, own, like)


def liken_report(path: Path) -> Ranking:
    """Return how the report in a file follows the forms that ship, of those whose tables it has. Raises Unusable when it
    has those of none."""
    opened = package.load(path)
    document = read_package(opened, letters=AS_SEEN).document
    found = rank_forms(document)
    if not found or not any(isinstance(block, Table) for block in document.blocks):
        opened.refuse(
            "没有一种自带的格式有这样的表", "检查是不是选错了文件；新的格式用 narrator forms new 建"
        )
    return Ranking(found)


def rank_forms(document: Document, several: Iterable[Form] | None = None) -> list[Likeness]:
    """Return how a document follows those of several forms whose tables it has, the one that it follows best first; of
    those that differ in their years alone one. several: None for those that ship."""
    candidates = resembling_forms(
        document, map(forms.load, form_folders.names()) if several is None else several
    )
    found = (
        [measure_likeness(document, one) for one in latest_of_years(document, candidates)]
        if candidates
        else []
    )
    # A form that is disclosed apart (“三公” alone) lacks little, and has hardly a table of a whole report.
    most = max((one.tables for one in found), default=0)
    return sorted(found, key=lambda one: (one.tables * 2 < most, -one.rank))


def latest_of_years(document: Document, candidates: Sequence[Form]) -> list[Form]:
    """Return one form of those that differ in their years alone: that of the year nearest to the accounts of a document."""
    year = year_of(document, candidates[0])
    alike: dict[str, list[Form]] = {}
    for one in candidates:
        alike.setdefault(one.name.replace(str(one.year), ""), []).append(one)
    return [nearest_in_time(several, year) for several in alike.values()]


def measure_likeness(document: Document, form: Form) -> Likeness:
    """Return how a document follows a form."""
    basis = basis_of(form)
    printed = read_to_judge(document, basis)
    prose = printed.prose
    other = [
        (shorten_to_line(ours), shorten_to_line(theirs))
        for _, ours, theirs in (*prose.differs, *prose.reworded)
    ]
    # What is left to people, or said of some units only, is nothing that a report must have.
    missing = [
        shorten_to_line(one.text)
        for one in prose.absent
        if least(one.pieces) and not has_short_line(one, prose.unread)
    ]
    missing += [theirs for ours, theirs in other if not ours]
    # What people wrote of the unit's own is nothing that a form has.
    apart = left_to_people(printed, wanted_lines(printed.known.composed, basis.patterns))
    unread = [
        shorten_to_line(text)
        for line, text in prose.unread
        if line.number not in apart and (line.heading or states_figure(text))
    ]
    own = {claim.line.number for claim in prose.claims} - {line.number for line, *_ in prose.differs}
    said = [pair for pair in other if pair[0]]
    tables = sum(bool(blueprint.table) for blueprint, *_ in printed.tables.found)
    return Likeness(form, len(own), len(said_line_numbers(printed)), said, missing, unread, tables)


def has_short_line(one: Wanted, lines: Iterable[tuple[Line, str]]) -> bool:
    """Return whether one of several lines is a line of the form that has too few words of it to be read as that (部门：…)."""
    return least(one.pieces) < LEAST and any(one.captures(line.plain) is not None for line, _ in lines)


def left_to_people(printed: ReadReport, wanted: Sequence[Wanted]) -> set[int]:
    """Return the numbers of the lines that are the unit's own: what stands on the cover, and what is below a heading of the
    form's below which it leaves the text to people, up to the next heading, or the headings as well, as below its last line."""
    last = max((line.number for line in printed.lines), default=0)
    told = {claim.line.number for claim in printed.prose.claims}
    headings = {line.number for line in printed.lines if line.heading}
    own = set(range(min((line.number for line, _ in printed.prose.headings), default=0)))
    for above, one in zip_longest(wanted, wanted[1:]):
        if above.heading and least(above.pieces) and not (one and least(one.pieces)):
            ends = told | headings if one and not one.heading else told
            for line in printed.lines:
                if line.heading and above.captures(line.plain) is not None:
                    own.update(
                        range(line.number + 1, min((at for at in ends if at > line.number), default=last + 1))
                    )
    return own


def states_figure(text: str) -> bool:
    """Return whether a line states a figure, its own number left out."""
    return DIGIT.search(unnumbered(plain(text))) is not None


def said_line_numbers(printed: ReadReport) -> set[int]:
    """Return the numbers of the lines of a report that say something."""
    return {line.number for line in printed.lines if line.plain}


def shorten_to_line(text: str) -> str:
    """Return the beginning of a text on one line."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST]}…"
