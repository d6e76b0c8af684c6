"""What each block of a report becomes in the learned form: the base's paragraph, or one of the report's own, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from narrator.checks.printed import contents
from narrator.disclosure.written_date import read_date
from narrator.document import Spread
from narrator.learning.counterparts import PrintedBlock
from narrator.learning.data_place import YEARLY
from narrator.learning.form_entries import FormEntry, goes_on_with, loop_key
from narrator.learning.inventory import Branch, Element, Inventory, TemplateParagraph
from narrator.learning.listed_units import PATH, listed_units
from narrator.learning.notebook import Notebook, pattern_of_row
from narrator.learning.overlay import adapt, elements_by_paragraph, is_condition
from narrator.learning.own_names import mark_of
from narrator.learning.own_sentences import WrittenParagraph, write_heading_line, write_sentence, write_words
from narrator.learning.shared_rows import share_rows
from narrator.learning.table_places import around_tables, headed_tables, parted_tables, table_elements
from narrator.tables.plain import plain, unnumbered

REPORT = re.compile(r"(?:评价|自评)报告$")
ON_COVER = re.compile(r"([^\W\d]{2,8}[：:]\s*+)?(.*)", re.S)  # 公开时间：2024年7月
OF_FIGURES = ("金额", "个数", "分数", "百分数")
EXPLAINS = re.compile("[是即]?指|反映")  # a term, which is the heading
HEADS = re.compile(r"\[[^\[\]]*\][^{}。]*。?$")  # a numbered line without a figure
GIVEN = re.compile(r'"([^"]{4,})"')  # words in a call
NO_UNIT, CLOSING = -1, "{% endfor %}"


class MadeEntries(NamedTuple):
    """What the blocks of a report become, in order. base: the lines that are the base's; own: those that are the report's own.
    replaced: the numbers of the paragraphs of the base whose rows a loop of the report's own prints."""

    entries: list[FormEntry]
    base: list[str]
    own: list[str]
    replaced: set[int]


def make_entries(
    blocks: Sequence[PrintedBlock], names: Sequence[str], inventory: Inventory, notebook: Notebook
) -> MadeEntries:
    """Return what the blocks of a report become. names: of its tables."""
    elements = inventory.elements()
    owners = elements_by_paragraph(elements)
    tables, skip, grids = table_elements(elements), around_tables(blocks), iter(names)
    parted = parted_tables(elements, names, headed_tables(blocks, names, skip))
    shared = share_rows(blocks, owners, skip, notebook)
    entries: list[FormEntry] = []
    base: list[str] = []
    own: list[str] = []
    lone, units = set(alone_under_headings(blocks, skip)), listed_units(blocks)
    listed = [str(one) for one in notebook.record.listing(*PATH.split("."))]
    last: Element | None = None
    written = 0  # the level of the heading of a report of its own that stands in this one, 0 outside of one
    for block in blocks:
        if block.level:
            written = 0 if block.level <= written else written
        if block.line is None:
            name = next(grids)
            if element := tables.get(name):
                entries.append(entry_of_table(name, element, element in parted))
                last = element
            continue
        paragraph = block.base.paragraph if block.base else None
        if paragraph is None and block.number in skip:
            continue
        callers = inventory.callers(paragraph) if paragraph and paragraph.number not in owners else []
        element = (
            owners.get(paragraph.number) or called_next(callers, last, block.text) if paragraph else None
        )
        if block.number in shared.own:
            silent = block.number in shared.silent
            entries.append(replace(write_own(block, notebook), text=block.text, silent=silent))
            base.append(block.text)
        elif block.number in shared.base:  # its reason is kept, and the base's loop tells the rest
            write_own(block, notebook)
            last = owners[shared.base[block.number].number]
            entries.append(FormEntry(element=last, text=block.text))
            own.append(block.text)
        elif element is not None and paragraph is not None:
            last = element
            entries.append(
                FormEntry(
                    element=element, paragraph=paragraph, changed=adapt(paragraph, block.level, block.text)
                )
            )
            base.append(block.text)
        else:
            entry = write_text_of_report(block, notebook, YEARLY) if written else write_own(block, notebook)
            if block.number in lone and is_plain(entry, block.text):
                entry = write_text_of_report(block, notebook)
            if (unit_name := units.get(block.number, "")) in listed:
                entry = FormEntry(
                    f"{mark_of(block.text)[0]}{{{{ 项 }}}}", row=f"{PATH}[{listed.index(unit_name) + 1}]"
                )
            entries.append(replace(entry, text=block.text))
            own.append(block.text)
        if not written and block.level and REPORT.search(plain(block.text)):
            written = block.level
    return MadeEntries(gather_rows(part_elements(entries)), base, own, shared.replaced)


def entry_of_table(name: str, element: Element, alone: bool) -> FormEntry:
    """Return what a table of the base becomes. element: what prints it there. alone: whether others that it prints are not here."""
    if alone:
        return FormEntry(f'{{{{ 表("{name}") }}}}')
    paragraph = next((one for one in element.paragraphs if f'"{name}"' in one.source), None)
    return FormEntry(element=element, paragraph=paragraph)


def alone_under_headings(blocks: Sequence[PrintedBlock], skip: set[int]) -> Iterator[int]:
    """Yield the numbers of the paragraphs that are all that stands under a heading. skip: of the lines that belong to tables."""
    for before, one, behind in zip(blocks, blocks[1:], [*blocks[2:], None], strict=False):
        ends = behind is None or behind.level or behind.line is None or behind.number in skip
        if before.level and one.line is not None and not one.level and ends:
            yield one.number


def is_plain(entry: FormEntry, text: str) -> bool:
    """Return whether a paragraph is a whole sentence in which nothing was learned, and that explains no term: somebody may say
    something else there next year."""
    return "{{" not in entry.source and text.endswith("。") and EXPLAINS.match(text) is None


def part_elements(entries: Sequence[FormEntry]) -> list[FormEntry]:
    """Return entries with the paragraphs of a condition of the base each for itself, where the report has some of its own
    between them: they stand in the order of the report, and all of them in that condition."""
    places: dict[int, tuple[Element, Branch, list[int]]] = {}
    for at, entry in enumerate(entries):
        if entry.element and entry.paragraph and isinstance(entry.element.node, Branch):
            places.setdefault(id(entry.element), (entry.element, entry.element.node, []))[2].append(at)
    found = list(entries)
    opened: dict[int, FormEntry] = {}
    closed: set[int] = set()
    for element, branch, several in places.values():
        between = entries[several[0] : several[-1] + 1]
        if all(one.element is element for one in between) or not is_condition(element):
            continue
        for node in branch.nodes:
            if isinstance(node, (TemplateParagraph, Branch)):
                part = Element(element.file, node, element.settings, element.order)
                for at in several:
                    if entries[at].paragraph in part.paragraphs:
                        found[at] = replace(entries[at], element=part)
        if all(one.element is None or one.element is element for one in between):
            begin, end = bounds_of_condition(entries, several[0], several[-1])
            within = "\n".join(paragraph.source for paragraph in element.paragraphs)
            opening = TemplateParagraph(NO_UNIT, branch.opening)
            opened[begin] = FormEntry(
                element=Element(element.file, opening, element.settings, element.order, within)
            )
            closed.add(end)
    shown: list[FormEntry] = []
    for at, entry in enumerate(found):
        shown += [
            *([opened[at]] if at in opened else ()),
            entry,
            *([FormEntry(CLOSING)] if at in closed else ()),
        ]
    return shown


def bounds_of_condition(entries: Sequence[FormEntry], first: int, last: int) -> tuple[int, int]:
    """Return where what stands in a condition begins and ends in a report, of which these are the first and the last of its
    paragraphs: paragraphs of the report's own around them belong to it, up to a line that heads others."""
    while first and is_own(entries[first - 1]):
        first -= 1
        if HEADS.match(entries[first].source):
            break
    while last + 1 < len(entries) and is_own(entries[last + 1]):
        if HEADS.match(entries[last + 1].source):
            break
        last += 1
    return first, last


def is_own(entry: FormEntry) -> bool:
    """Return whether an entry is a paragraph of the report's own, and no heading."""
    return entry.element is None and not entry.source.startswith(("#", "@"))


def gather_rows(entries: Sequence[FormEntry]) -> list[FormEntry]:
    """Return entries with those that tell of rows of one table, and have nothing of the base between them, one after the
    other: they become one loop, which prints each row once; another one, when all types are told first and then all items."""
    found: list[FormEntry] = []
    number = 0
    for entry in entries:
        at = len(found)
        if key := loop_key(entry):
            begin = max(
                (n for n, one in enumerate(found) if one.element or one.source.startswith("#")), default=-1
            )
            same = [n for n in range(begin + 1, at) if loop_key(found[n]) == key]
            family = [found[n] for n in same if found[n].family == found[same[-1]].family]
            if family and goes_on_with(family, entry):
                at, entry = same[-1] + 1, replace(entry, family=family[-1].family)
            else:
                number += 1
                entry = replace(entry, family=number)
        found.insert(at, entry)
    return found


def write_text_of_report(one: PrintedBlock, notebook: Notebook, kind: str = "文字") -> FormEntry:
    """Return what a line becomes that somebody wrote for this report alone: a text of the data, the name of a section when it is a
    heading. kind: of the text; 本年文字 where it tells of projects, which are of this year."""
    mark, words = mark_of(one.text)
    name = unnumbered(plain(one.section if not one.level else one.text))
    kind, what = ("名称", "标题") if one.level else (kind, "评价报告")
    path, _ = notebook.own_place(name, kind, words, f"{name}（{what}）"[:60])
    return FormEntry(f"{'#' * one.level}{' ' * bool(one.level)}{mark}{{{{ {path} }}}}")


def write_own(one: PrintedBlock, notebook: Notebook) -> FormEntry:
    """Return what a line of the report's own becomes."""
    if one.level:
        mark, rest = mark_of(one.text)
        return FormEntry(f"{'#' * one.level} {mark}{write_heading_line(notebook, rest)}")
    if isinstance(one.block, Spread):
        return FormEntry(write_words(notebook, one.text))
    if "".join(one.text.split()) == contents.TITLE:  # of which the base's report has none
        return FormEntry(f"@{contents.TITLE}")
    lead, words = re.findall(ON_COVER, one.text.strip())[0]
    if not one.section and (date := read_date(words)):
        kinds = {date.in_digits(): "日期", date.in_words(): "汉字日期"}
        path, _ = notebook.own_place("封面日期", kinds.get(words, "名称"), words, "封面上的日期")
        return FormEntry(f"{lead}{{{{ {path} }}}}")
    written = write_sentence(
        notebook, one.text, *(unnumbered(plain(text)) for text in (one.section, one.below))
    )
    own = own_figure(written, notebook) if written.row.endswith("]") else ""
    return FormEntry(written.source, row=written.row, figure=own)


def own_figure(written: WrittenParagraph, notebook: Notebook) -> str:
    """Return a figure of the report's own that a paragraph prints of an item; "" for none."""
    pattern = pattern_of_row(written.row)
    names = re.findall(r"\{\{ 项\.(\w+) \}\}", written.source)
    kinds = ((one, notebook.own.get(f"{pattern}.{one}", ("",))[0]) for one in names)
    return next((one for one, kind in kinds if kind in OF_FIGURES), "")


def called_next(callers: Sequence[Element], last: Element | None, text: str) -> Element | None:
    """Return the element that prints a paragraph by a macro: of those that give most of its words as they call it, the first
    from the last that was seen on. text: the paragraph. None when nothing calls one and none was seen."""
    given = [
        sum(
            len(one)
            for one in GIVEN.findall("".join(paragraph.source for paragraph in caller.paragraphs))
            if one in text
        )
        for caller in callers
    ]
    meant = [one for one, words in zip(callers, given, strict=True) if words == max(given)]
    return next(
        (one for one in meant if last is None or one.order >= last.order), meant[-1] if meant else last
    )
