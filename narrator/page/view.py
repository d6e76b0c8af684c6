"""One view of a data file: the report with its marks, and beside it what is still to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path

from narrator import build, trace
from narrator.checks.finding import Finding, Side
from narrator.checks.listing import ORDER, kind
from narrator.commands.check import check_disclosure
from narrator.commands.explain import tell_relations
from narrator.commands.missing import is_missing, wanted
from narrator.commands.writing import read_typed
from narrator.compose.composition import Composition
from narrator.data_file import Opened, Source, require_source
from narrator.document import Document, Span, Text
from narrator.files.patch import last_name
from narrator.page.marking import Marking, Places
from narrator.problem import Unusable, gather
from narrator.texts import status
from narrator.texts.status import Reason, State
from narrator.writers.docx import looks
from narrator.writers.html.css import style_sheet
from narrator.writers.html.inline import letters
from narrator.writers.html.pages import write_pages

SECTION = "</section>\n"


@dataclass(frozen=True)
class View:
    """What the page shows of a data file.

    version: changes whenever the file does. sections: the report's pages as HTML; none when the data make no report.
    side: what stands beside them. look: the style sheet of the form. source, document: None without a report.
    """

    version: str
    text: str
    side: str
    sections: tuple[str, ...] = ()
    look: str = ""
    title: str = ""
    source: Source | None = None
    document: Document | None = None
    explained: Sequence[tuple[Text, Span]] = field(default=(), repr=False)

    def explain(self, number: int) -> list[str]:
        """Return the explanation of what bears that number, as lines; none when nothing does."""
        if self.source is None or not 0 <= number < len(self.explained):
            return []
        entry = trace.trace_span(*self.explained[number])
        form = self.source.form
        told = trace.render(
            [entry] if entry else [], self.source.where, form.entitled, partial(tell_relations, form)
        )
        lines = "\n".join(told).split("\n")
        return [line.removeprefix("  ") for line in lines if line.strip()][1:]  # the first tells the section


def make_view(
    opened: Opened, places: Places, phrasebook: Path | None = None, composition: Composition | None = None
) -> View:
    """Return the view of a data file. composition: the report on it, when it was made already."""
    version = sha256(opened.text.encode()).hexdigest()[:16]
    try:
        source = require_source(opened, phrasebook)
        composition = composition or build.report(source)
        look = looks(source.form.styles)[0]
    except Unusable as error:
        return View(version, opened.text, write_unfinished(opened, error, places))
    document = composition.document
    reasons = status.find_reasons(source.disclosure, document)
    findings = check_disclosure(source.disclosure, source.form, source.words)
    marking = Marking(opened.raw, {one.path: one for one in reasons}, find_faults(findings), places)
    written = write_pages(document, look, marking)
    sections = tuple(f"{one}{SECTION}" for one in written.split(SECTION) if one)
    return View(
        version,
        opened.text,
        write_side(reasons, findings, places),
        sections,
        style_sheet(document, look),
        document.title,
        source,
        document,
        marking.explained,
    )


def find_faults(findings: Sequence[Finding]) -> dict[str, str]:
    """Return the gravest kind of what was found of each place, by path."""
    found: dict[str, str] = {}
    for finding in sorted(findings, key=lambda one: ORDER.index(kind(one))):
        for side in sides_of(finding):
            if not finding.accepted:
                found.setdefault(side.path, kind(finding))
    return found


def sides_of(finding: Finding) -> list[Side]:
    """Return the sides of a finding that stand somewhere in the data, their parts behind them."""
    return [one for side in finding.sides for one in (side, *side.parts) if one.path]


def write_side(reasons: Sequence[Reason], findings: Sequence[Finding], places: Places) -> str:
    """Return what stands beside the report: the texts that are still to be written, and what a check finds."""
    open_ones = [one for one in reasons if one.state in (State.MISSING, State.STALE) or one.misplaced]
    counted = sum(one.counts for one in findings)
    parts = [
        f'<p id="state" role="status">{tell_state(open_ones, counted)}</p>',
        f'<section id="todo" aria-labelledby="todo-title"><h2 id="todo-title">要写的文字（{len(open_ones)}）</h2><ul>',
        *(write_reason(one, places) for one in open_ones),
        '</ul></section><section id="findings" aria-labelledby="findings-title"><h2 id="findings-title">核对</h2>',
    ]
    for wanted_kind in ORDER:
        those = [one for one in findings if kind(one) == wanted_kind]
        if those:
            unfolded = " open" if wanted_kind == ORDER[0] else ""
            parts.append(f"<details{unfolded}><summary>{wanted_kind}（{len(those)}）</summary><ul>")
            parts += [write_finding(one, places) for one in those]
            parts.append("</ul></details>")
    if not findings:
        parts.append("<p>没有发现问题。</p>")
    parts.append("</section>")
    return "".join(parts)


def tell_state(open_ones: Sequence[Reason], errors: int) -> str:
    """Return in one line whether the report can be final."""
    missing = sum(one.state is State.MISSING for one in open_ones)
    stale = sum(one.state is State.STALE for one in open_ones)
    told = [f"缺{missing}处文字"] * bool(missing) + [f"{stale}处原因已过时"] * bool(stale)
    told += [f"核对有{errors}处错误"] * bool(errors)
    return f"草稿：{'，'.join(told)}" if told else "可以定稿"


def write_reason(reason: Reason, places: Places) -> str:
    """Return a text that is still to be written, as an item that leads to its place."""
    number = places.number(reason.path)
    parts = [f'<li><a href="#slot{number}" data-goto="slot{number}">{letters(last_name(reason.path))}</a>']
    parts.append(f' <span class="state">{reason.state.value.strip("　")}</span>')
    if reason.sentence:
        parts.append(f'<p class="sentence">{letters(reason.sentence)}</p>')
    if reason.hint:
        parts.append(f"<p>上年写的是：{letters(reason.hint)}</p>")
    if why := reason.why or (status.MISPLACED if reason.misplaced else ""):
        parts.append(f"<p>{letters(why)}</p>")
        parts.append(f'<button type="button" data-confirm="{letters(reason.path)}">确认还适用</button>')
    return "".join([*parts, "</li>"])


def write_finding(finding: Finding, places: Places) -> str:
    """Return a finding as an item that leads to its places, with a way to accept it."""
    parts = [f"<li><strong>{letters(finding.key)}</strong><p>{letters(finding.what)}。"]
    parts.append(f"{letters(finding.hint)}。</p>" if finding.hint and not finding.accepted else "</p>")
    if finding.sides:
        parts.append("<ul>")
        for side in finding.sides:
            number = next((places.number(one.path) for one in (side, *side.parts) if one.path), None)
            shown = letters(str(side))
            leads = f'<a href="#figure{number}" data-place="{number}">{shown}</a>' if number else shown
            parts.append(f"<li>{leads}</li>")
        parts.append("</ul>")
    if finding.accepted:
        parts.append(f"<p>已核实：{letters(finding.accepted)}</p>")
    else:
        name = letters(finding.key)
        parts.append(
            f'<form data-accept="{name}"><label>已核实，理由 <input name="reason" required></label>'
            '<button type="submit">写进数据</button></form>'
        )
    return "".join([*parts, "</li>"])


def write_unfinished(opened: Opened, error: Unusable, places: Places) -> str:
    """Return what stands on the page while the data make no report: what is wrong, and what is missing, to be typed."""
    wrong = [one for one in opened.problems if not is_missing(opened.raw, one)]
    lacking = [] if wrong or opened.form is None else list(wanted(opened))
    parts = ['<p id="state" role="status">数据还不能生成报告</p>']
    told = wrong or ([] if lacking else list(error.problems))
    if told:
        parts += ["<ul>", *(f'<li class="problem">{letters(str(one))}</li>' for one in gather(told)), "</ul>"]
    if lacking:
        parts.append(
            f'<section id="todo" aria-labelledby="todo-title"><h2 id="todo-title">还缺的（{len(lacking)}）</h2><ul>'
        )
        for one in lacking:
            number = places.number(one.path)
            was = letters(read_typed(opened.raw, one.path))
            sentence = f'<p class="sentence">{letters(one.sentence)}</p>' if one.sentence else ""
            parts.append(
                f'<li><label for="field{number}">{letters(one.path)}</label>{sentence}<input id="field{number}" '
                f'data-path="{letters(one.path)}" data-was="{was}" value="{was}"></li>'
            )
        parts.append("</ul></section>")
    return "".join(parts)
