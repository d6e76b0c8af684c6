"""The files of a learned form: the base's paragraphs and the report's own in the order of the report, written as templates that
include the base's where nothing is different."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from narrator.compose.markup import MARK
from narrator.disclosure.value import Record
from narrator.learning.form_entries import FormEntry, loop_key, write_loop
from narrator.learning.inventory import (
    Branch,
    Element,
    Included,
    Inventory,
    NamedValue,
    TemplateParagraph,
    write_nodes,
)
from narrator.learning.own_names import mark_of

NAMED = re.compile(r"\{%-?\s*set\s+(\w+)|\{%-?\s*macro\s+(\w+)")
FOR = re.compile(r"for\s+(\w+)\s+in")
SECTION = ("# ", "## ")  # how headings of parts and sections begin
HEADED = re.compile(r"(#{1,4})\s+(.*)", re.S)
PART = re.compile(r"第[一二三四五六七八九十]+部分[：:]?[ 　]*")
TABLES = re.compile(r"\{%\s*for\s+(\w+)\s+in\s+\[(.*?)\]\s*%\}\s*\{\{\s*表\(\1\)\s*\}\}", re.S)


@dataclass
class Run:
    """What stands one after the other in one file of the base. elements: with the paragraphs of the report's own between
    them."""

    file: str
    pieces: list[Element | str] = field(default_factory=list)


@dataclass
class Files:
    """The templates of a learned form, by their names. left_out: paragraphs of the base that the report does not have."""

    templates: dict[str, str]
    left_out: list[str]


def write_files(
    entries: Sequence[FormEntry], inventory: Inventory, absent: set[int], record: Record
) -> Files:
    """Return the templates that print the entries. absent: the paragraphs of the base that it would print and the report does
    not have. record: last year's data."""
    elements = inventory.elements()
    changed = {one.paragraph.number: one.changed for one in entries if one.paragraph and one.changed}
    runs = list(make_runs(entries, elements, absent, record))
    writer = TemplateWriter(changed, absent)
    order = [file for file, _ in groupby(one.file for one in elements)]
    intact = {name: is_intact(name, runs, elements, writer) for name in dict.fromkeys(order)}
    left = [
        paragraph.source for one in elements for paragraph in one.paragraphs if paragraph.number in absent
    ]
    if is_in_order(runs):
        files = {}
        for name in dict.fromkeys(order):
            if not intact[name] and (own := [run for run in runs if run.file == name]):
                files[name] = writer.write(own, inventory, name)
            elif not intact[name] and has_included(inventory.nodes(name)):
                files[name] = writer.write([], inventory, name)
            elif not intact[name] and any(one.file == name for one in elements):
                files[name] = "{# 去年的报告没有这一节 #}\n"
        return Files(files, left)
    main = [
        writer.write([run], inventory, "")
        if not intact[run.file] or run.file == inventory.form.main or has_included(inventory.nodes(run.file))
        else f'{{% include "{run.file}" %}}\n'
        for run in runs
    ]
    return Files({inventory.form.main: "\n".join(main)}, left)


def has_included(nodes: Sequence[object]) -> bool:
    """Return whether a template includes another one, so that it prints more than its own paragraphs."""
    return any(isinstance(node, Included) for node in nodes)


def is_in_order(runs: Sequence[Run]) -> bool:
    """Return whether runs come in the order in which the base prints what is in them."""
    last = -1
    for run in runs:
        places = [piece.order for piece in run.pieces if isinstance(piece, Element)]
        if places and min(places) < last:
            return False
        last = max([last, *places])
    return True


def make_runs(
    entries: Sequence[FormEntry], elements: list[Element], absent: set[int], record: Record
) -> Iterator[Run]:
    """Yield the entries in runs, with the elements of the base that nothing of the report shows and that stand behind one that
    was seen: what it says when things are otherwise."""
    run: Run | None = None
    shown = {one.element.order for one in entries if one.element}
    pages = {id(one) for one in elements if is_page(one)}
    last: Element | None = None
    groups = [
        list(group)
        for _, group in groupby(
            entries, lambda one: id(one.element) if one.element else (loop_key(one), one.family)
        )
    ]
    for at, same in enumerate(groups):
        key, element = loop_key(same[0]), same[0].element
        at_end = at + 1 == len(groups) or is_section(groups[at + 1][0])
        if element is not None:
            before = [one for one in elements[: element.order] if id(one) in pages]
            if run is None or element.file != run.file:
                if run:
                    yield run
                run = Run(element.file)
            if before and before[-1].order == element.order - 1 and before[-1] not in run.pieces:
                run.pieces.append(before[-1])
            if element not in run.pieces:
                run.pieces.append(element)
            last = element
            for other in elements[element.order + 1 :]:
                if is_contents(other):
                    run.pieces.append(other)
                    continue
                if other.order in shown or id(other) in pages or other.file != element.file:
                    break
                if begins_with_heading(other) and not (is_condition(other) and at_end):
                    break
                if all(paragraph.number in absent for paragraph in other.paragraphs):
                    continue
                run.pieces.append(other)
        else:
            run = run or Run(last.file if last else elements[0].file)
            run.pieces.append(write_loop(same, record) if key else "\n\n".join(one.source for one in same))
    if run:
        yield run


def is_section(entry: FormEntry) -> bool:
    """Return whether an entry is the heading of a section, or a new page."""
    if entry.element is None:
        return entry.source.startswith(SECTION)
    return any(paragraph.source.startswith((*SECTION, "@页")) for paragraph in entry.element.paragraphs[:1])


def is_condition(element: Element) -> bool:
    """Return whether an element is a loop that goes round once, of which no paragraph uses what it goes over."""
    variable = FOR.search(element.opening)
    return variable is not None and not any(
        re.search(rf"(?<![\w.\"]){variable[1]}(?!\w)", paragraph.source) for paragraph in element.paragraphs
    )


def is_page(element: Element) -> bool:
    """Return whether an element begins a new page, or is the contents."""
    return isinstance(element.node, TemplateParagraph) and element.node.source.startswith(("@页", "@目录"))


def is_contents(element: Element) -> bool:
    """Return whether an element is the contents."""
    return isinstance(element.node, TemplateParagraph) and element.node.source.strip() == "@目录"


def begins_with_heading(element: Element) -> bool:
    """Return whether an element begins with a heading."""
    return any(paragraph.source.startswith("#") for paragraph in element.paragraphs[:1])


def is_intact(name: str, runs: list[Run], elements: list[Element], writer: TemplateWriter) -> bool:
    """Return whether the runs of a file of the base print it as it is."""
    own = [one for one in elements if one.file == name and not is_page(one)]
    mine = [
        piece
        for run in runs
        if run.file == name
        for piece in run.pieces
        if not (isinstance(piece, Element) and is_page(piece))
    ]
    return mine == own and not any(
        paragraph.number in writer.absent or paragraph.number in writer.changed
        for one in own
        for paragraph in one.paragraphs
    )


class TemplateWriter:
    """Writes runs as a template. changed: paragraphs of the base that the report has otherwise, by number; absent: those that
    it does not have."""

    def __init__(self, changed: dict[int, str], absent: set[int]) -> None:
        self.changed, self.absent = changed, absent

    def write(self, runs: Sequence[Run], inventory: Inventory, name: str) -> str:
        """Return the template of a file that replaces one of the base. name: "" for one that includes nothing."""
        lines: list[str] = []
        current: dict[str, str] = {}
        nodes = inventory.nodes(name) if name else []
        at = 0
        for run in runs:
            first = next(
                (
                    nodes.index(piece.node)
                    for piece in run.pieces
                    if isinstance(piece, Element) and piece.node in nodes
                ),
                at,
            )
            lines += included_templates(nodes[at:first])
            for piece in run.pieces:
                if isinstance(piece, str):
                    lines += [piece, ""]
                    continue
                at = max(at, nodes.index(piece.node) + 1 if piece.node in nodes else 0)
                body = list(write_nodes([piece.node], self.write_paragraph))
                for setting in needed_settings(piece, "\n".join((*body, piece.within))):
                    text = "\n".join(write_nodes([setting], self.write_paragraph))
                    key = name_given_by(setting)
                    if current.get(key) != text:
                        current[key] = text
                        lines.append(text)
                lines += [*body, *([""] if body and body[-1] else [])]
        lines += included_templates(nodes[at:])
        return "\n".join(lines).rstrip("\n") + "\n"

    def write_paragraph(self, paragraph: TemplateParagraph) -> list[str]:
        """Return what a paragraph of the base becomes."""
        if paragraph.number in self.absent:
            return []
        return [self.changed.get(paragraph.number, paragraph.source)]


def included_templates(nodes: Sequence[object]) -> Iterator[str]:
    """Yield the lines that include templates among nodes."""
    for node in nodes:
        if isinstance(node, Included):
            yield from (node.source, "")


def needed_settings(element: Element, body: str) -> list[NamedValue | Branch]:
    """Return the settings that an element needs, in their order, those that they need themselves included."""
    latest: dict[str, NamedValue | Branch] = {}
    for one in element.settings:
        latest[name_given_by(one)] = one
    wanted: dict[str, None] = {}

    def want(text: str) -> None:
        """Keep the settings whose names stand in a text, and those that these need."""
        for name, one in latest.items():
            if name not in wanted and re.search(r"(?<![\w.\"'])" + re.escape(name) + r"(?!\w)", text):
                wanted[name] = None
                want("\n".join(write_nodes([one], lambda paragraph: [paragraph.source])))

    want(body)
    return [one for name, one in latest.items() if name in wanted]


def name_given_by(setting: NamedValue | Branch) -> str:
    """Return the name that a setting or a macro gives."""
    source = setting.source if isinstance(setting, NamedValue) else setting.opening
    found = NAMED.search(source)
    return (found[1] or found[2]) if found else source


def adapt(paragraph: TemplateParagraph, level: int, text: str) -> str:
    """Return a paragraph of the base with the level of heading and the number that a report has; "" when it has the same.
    text: as printed."""
    source = paragraph.source
    headed = HEADED.fullmatch(source)
    if headed and level and len(headed[1]) != level:
        source = f"{'#' * level} {headed[2]}"
    printed = PART.match(text)
    mark = printed[0] if printed else mark_of(text)[0]
    own = PART.match(source.lstrip("# ")) if mark else None
    if own and own[0].rstrip() != mark.rstrip():
        source = source.replace(own[0], mark, 1)
    elif (found := MARK.search(source)) and mark != f"[{found[1]}] " and found.start() <= 6:
        source = source.replace(found[0], mark, 1)
    return "" if source == paragraph.source else source


def elements_by_paragraph(elements: Iterable[Element]) -> dict[int, Element]:
    """Return the element in which each paragraph stands, by its number."""
    return {paragraph.number: one for one in elements for paragraph in one.paragraphs}
