"""What stands in the margin of the report on the page: what is still to write, what a check finds, the other data."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from narrator.checks.finding import Finding
from narrator.checks.listing import ORDER, kind
from narrator.commands.sheet_rows import is_typed, walk
from narrator.commands.typed_values import value_as_typed
from narrator.commands.verdict import COMPLETE
from narrator.commands.wanted import find_wanted, heading_of_path, is_missing, name_within, order_of_section
from narrator.data_file import Opened
from narrator.disclosure.branch_shapes import ListShape
from narrator.disclosure.text_shapes import ProseShape
from narrator.files.patch import last_name
from narrator.form import Form
from narrator.page.marking import PlaceNumbers
from narrator.problem import Unusable, gather
from narrator.texts.status import MISPLACED, Reason, TextState
from narrator.writers.html.inline import letters


def write_margin(
    reasons: Sequence[Reason],
    findings: Sequence[Finding],
    flips: Sequence[tuple[str, str]],
    places: PlaceNumbers,
) -> Iterator[str]:
    """Yield what stands beside a report, piece by piece; the other data are written when somebody unfolds them.

    flips: what is worded otherwise than before, with its sentence.
    """
    open_ones = [one for one in reasons if one.state in (TextState.MISSING, TextState.STALE) or one.misplaced]
    yield (f'<p id="state" role="status">{tell_state(open_ones, sum(one.counts for one in findings))}</p>')
    if flips:
        items = "".join(
            f'<li><strong>{letters(flip)}</strong><p class="sentence">{letters(told)}</p></li>'
            for flip, told in flips
        )
        yield write_part("flips", f"措辞变了（{len(flips)}）", f"<ul>{items}</ul>")
    items = "".join(list_missing_text(one, places) for one in open_ones)
    yield write_part(
        "todo", f"要写的文字（{len(open_ones)}）", f"<ul>{items}</ul>" if items else "<p>都写了。</p>"
    )
    yield write_part("findings", "核对", "".join(write_findings(findings, places)))
    others = "<details data-others><summary>公开表以外的数和文字</summary><div></div></details>"
    yield write_part("others", "其他数据", others)


def write_part(name: str, title: str, content: str) -> str:
    """Return a part of the margin under its heading."""
    return f'<section id="{name}" aria-labelledby="{name}-title"><h2 id="{name}-title">{title}</h2>{content}</section>'


def write_folded(title: str, count: int, items: str, unfolded: bool = False) -> str:
    """Return a list that is folded up under its title, with how many items it has."""
    name = f'<details data-name="{letters(title)}"{" open" if unfolded else ""}>'
    return f"{name}<summary>{letters(title)}（{count}）</summary><ul>{items}</ul></details>"


# ---- texts to write ----


def tell_state(open_ones: Sequence[Reason], errors: int) -> str:
    """Return in one line what the report lacks before it can be final, as far as that is known before it is made so."""
    missing = sum(one.state is TextState.MISSING for one in open_ones)
    stale = sum(one.state is TextState.STALE for one in open_ones)
    told = [f"缺{missing}处文字"] * bool(missing) + [f"{stale}处原因已过时"] * bool(stale)
    told += [f"核对有{errors}处错误"] * bool(errors)
    return f"草稿：{'，'.join(told)}" if told else COMPLETE


def list_missing_text(reason: Reason, places: PlaceNumbers) -> str:
    """Return a text that is still to be written, as an item that leads to its place."""
    number = places.number(reason.path)
    parts = [f'<li><a href="#slot{number}" data-goto="slot{number}">{letters(last_name(reason.path))}</a>']
    parts.append(f' <span class="state">{reason.state.value.strip("　")}</span>')
    if reason.sentence:
        parts.append(f'<p class="sentence">{letters(reason.sentence)}</p>')
    if reason.hint:
        parts.append(f"<p>上年写的是：{letters(reason.hint)}</p>")
    if why := reason.why or (MISPLACED if reason.misplaced else ""):
        parts.append(f"<p>{letters(why)}</p>")
        parts.append(f'<button type="button" data-confirm="{letters(reason.path)}">确认还适用</button>')
    return "".join([*parts, "</li>"])


# ---- findings ----


def write_findings(findings: Sequence[Finding], places: PlaceNumbers) -> Iterator[str]:
    """Yield the findings of each kind, the errors unfolded."""
    for wanted_kind in ORDER:
        those = [one for one in findings if kind(one) == wanted_kind]
        if those:
            items = "".join(write_finding(one, places) for one in those)
            yield write_folded(wanted_kind, len(those), items, wanted_kind == ORDER[0])
    if not findings:
        yield "<p>没有发现问题。</p>"


def write_finding(finding: Finding, places: PlaceNumbers) -> str:
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


# ---- other data ----


def write_others(
    opened: Opened, form: Form, writable: Collection[str], reasons: Sequence[Reason], places: PlaceNumbers
) -> Iterator[str]:
    """Yield the fields of the data that no table of the report shows, by the part of the data in which they stand; at the
    end the reasons that the report does not ask for. writable: the paths of what is written in the report itself."""
    leaves = [
        leaf
        for leaf in walk("", form.model, opened.raw)
        if leaf.path not in writable and is_typed(leaf, form)
    ]
    for title, group in groupby(
        sorted(leaves, key=lambda leaf: order_of_section(leaf.path)),
        lambda leaf: heading_of_path(leaf.path, form),
    ):
        fields = [
            write_field(
                opened.raw,
                leaf.path,
                name_within(leaf.path),
                places,
                isinstance(leaf.shape, (ProseShape, ListShape)),
            )
            for leaf in group
        ]
        yield write_folded(title, len(fields), "".join(fields))
    idle = [one.path for one in reasons if one.state is TextState.UNNEEDED]
    if idle:
        fields = [write_field(opened.raw, path, last_name(path), places, True) for path in idle]
        yield write_folded("不需要的原因", len(fields), "".join(fields))


def write_field(
    raw: object, path: str, name: str, places: PlaceNumbers, long: bool, sentence: str = ""
) -> str:
    """Return a value of the data as an item to type in. long: whether it may be a text of several lines. sentence: the
    one that asks for it."""
    number, was = places.number(path), letters(value_as_typed(raw, path))
    place = f'id="field{number}" data-path="{letters(path)}" data-was="{was}"'
    told = f'<p class="sentence">{letters(sentence)}</p>' if sentence else ""
    field = f"<textarea {place}>\n{was}</textarea>" if long else f'<input {place} value="{was}">'
    return f'<li><label for="field{number}">{letters(name)}</label>{told}{field}</li>'


# ---- data that make no report yet ----


def write_unfinished(opened: Opened, error: Unusable, places: PlaceNumbers) -> Iterator[str]:
    """Yield what stands on the page while the data make no report: what is wrong, and what is missing, to be typed."""
    wrong = [one for one in opened.problems if not is_missing(opened.raw, one)]
    lacking = [] if wrong or opened.form is None else list(find_wanted(opened))
    yield '<p id="state" role="status">数据还不能生成报告</p>'
    told = wrong or ([] if lacking else list(error.problems))
    if told:
        items = "".join(f'<li class="problem">{letters(str(one))}</li>' for one in gather(told))
        yield f"<ul>{items}</ul>"
    if lacking:
        fields = [write_field(opened.raw, one.path, one.path, places, False, one.sentence) for one in lacking]
        yield write_part("todo", f"还缺的（{len(lacking)}）", f"<ul>{''.join(fields)}</ul>")
