"""ST: the report is whole: its tables, its contents, its titles, its notes; of its lines see `missing_lines`.

Source: the form's own outline and table layouts (templates/<form>).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.printed.contents import STYLE, bare_title, titles_in_tables, unpaged
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line, texts_of
from narrator.checks.printed.prose import Prose, Wanted
from narrator.checks.printed.table_data import Reading
from narrator.checks.report.item_numbers import lines_continued
from narrator.checks.report.prose_places import LONG, MOST, at_line
from narrator.disclosure.value import Words
from narrator.document import Block, Document, Paragraph, headings
from narrator.problem import shorten
from narrator.regex import BEFORE_TABLE_NUMBER, compile_later
from narrator.spans import GAP, Span, gapped
from narrator.tables.blueprint import Blueprint
from narrator.tables.plain import TABLE_NUMBER, is_nought, plain, title_parts, unnumbered
from narrator.tables.vocabulary import table_titled

UNIT = re.compile(r"预算绩效\.整体自评\[\d+\]\.部门（单位）名称")
CODE = "-0123456789"  # of which a unit's code, before or behind its name, is made
NUMBERED = re.compile(rf"{BEFORE_TABLE_NUMBER}\d{{1,2}}表?")  # what a table is called by, in plain form
PRESCRIBED = compile_later(TABLE_NUMBER)
# What a note says that a table has none of: it is the table's own, be it called a little otherwise.
NONE_OF = compile_later(r"(?:没有|未发生|未安排|无)([^,。;]*)")
SUBJECTS = {"政府性基金表": "政府性基金", "国有资本经营表": "国有资本", "三公经费表": "三公"}
MOST_LISTED = 3  # sentences of an absent table that are shown
MANY = 3  # tables that are numbered in one way
FEW, NEARLY = 2, 0.85  # letters, and how much of the rest: what differs less is the same name misspelt


def check_tables(reading: Reading, prose: Prose, follows: bool) -> Iterator[Finding]:
    """Return what breaks ST-1: the form's public tables are all there, with their figures.

    Of a table that is missing nothing else is told: what depends on it is not judged, nor are the sentences that list its
    figures. These are not judged either where a column of a table was not read. follows: whether the report is in this form;
    one in another form may call a table otherwise, or not have it.
    """
    for name in reading.lacking:
        if name in reading.torn:
            continue  # reading the tables told that it was not understood
        blueprint = reading.blueprints[name]
        listed = prose.unjudged.get(name, ())
        sides = tuple(at_line(line, shorten(text, MOST)) for line, text in listed[:MOST_LISTED])
        unjudged = f"，正文里列出它的数的{len(listed)}处也没有核对" if listed else ""
        blank = reading.blank.get(name)
        noughts = blank is not None and any(one.text for one in blank.figures.values())
        without = (
            f"{blueprint.cited}里的数都是零，别的表里有它的数" if noughts else f"{blueprint.cited}里没有数"
        )
        fault = without if blank else f"没有找到{blueprint.cited}"
        what = f"{fault}，与它有关的都没有核对{unjudged}"
        hint = "补上它的各行和数" if blank else "补上这张表；有的话，核对它的标题和表头"
        yield Finding(Level.UNCHECKED, blueprint.label, what, hint, sides, absent=follows)
    for name, listed in prose.unjudged.items():
        if name not in reading.lacking:
            sides = tuple(at_line(line, shorten(text, MOST)) for line, text in listed[:MOST_LISTED])
            what = f"{reading.blueprints[name].cited}没有读全，正文里列出它的数的{len(listed)}处没有核对"
            yield unchecked(reading.blueprints[name].label, what, "这张表改正以后再核对", *sides)


def check_titles(reading: Reading) -> Iterator[Finding]:
    """Return what breaks ST-3: a table stands under the form's title and number for it. Where all tables have other titles, or are
    numbered in one other way, or none is, that is told once."""
    titled = [layout for layout, *_ in reading.found if layout.title]
    retitled = reading.other_titles
    if len(retitled) == len(titled) >= MANY:
        absent = not any(shown for _, shown in retitled)
        shown_first = tuple(
            Side("格式", layout.quoted_title)
            if absent
            else Side(f"表前（格式：{layout.quoted_title}）", shown)
            for layout, shown in retitled[:MOST_LISTED]
        )
        what = f"{len(retitled)}张表前都没有标题" if absent else f"{len(retitled)}张表的标题都与格式不同"
        yield Finding(Level.ERROR, "各表的标题", what, "照格式补上" if absent else "照格式改正", shown_first)
    else:
        for layout, shown in retitled:
            sides = (Side("表前", shown), Side("格式", layout.quoted_title))
            yield Finding(Level.ERROR, f"{layout.label} 标题", "表的标题与格式不同", "照格式改正", sides)
    yield from check_table_numbers(reading)


def check_table_numbers(reading: Reading) -> Iterator[Finding]:
    """Return where a table bears another number than in the form, or none."""
    numbered: list[tuple[Blueprint, str]] = []  # each with what stands over it as its number
    for layout, _, above, _ in reading.found:
        if layout.number:
            near = [part for text in above for part in title_parts(text)]
            shown = layout.number if layout.number in near else next(filter(NUMBERED.fullmatch, near), "")
            numbered.append((layout, shown))
    wrong = [(layout, other) for layout, other in numbered if other != layout.number]
    ways = {without_digits(other) for _, other in wrong}
    if len(wrong) == len(numbered) >= MANY and len(ways) == 1:
        shown_first = tuple(
            Side(f"表前（格式：{layout.number}）", other) if other else Side("格式", layout.number)
            for layout, other in wrong[:MOST_LISTED]
        )
        what = f"{len(wrong)}张表的表号都与格式不同" if ways != {""} else f"{len(wrong)}张表前都没有表号"
        yield Finding(
            Level.ERROR, "各表的表号", what, "照格式改正" if ways != {""} else "照格式补上", shown_first
        )
        return
    for layout, other in wrong:
        what = "表号与格式不同" if other else f"表前没有“{layout.number}”"
        hint = "照格式改正" if other else "照格式补上"
        both = (*([Side("表前", other)] if other else []), Side("格式", layout.number))
        yield Finding(Level.ERROR, f"{layout.label} 表号", what, hint, both)


def without_digits(number: str) -> str:
    """Return the number of a table without its digits."""
    return number.translate(dict.fromkeys(map(ord, CODE)))


def check_contents(document: Document, reading: Reading, renamed: Mapping[str, str]) -> Iterator[Finding]:
    """Return what breaks ST-3: the contents list the headings in the same words.

    What other rules tell is not told again: titles of tables that are not the form's, though the contents have the form's
    (`check_titles`), tables that are not there (`check_tables`), and headings in which something has another name than
    elsewhere (`claims.check_name`). renamed: these headings, without their numbers, each with the name that it has
    elsewhere.
    """
    absent = reading.lacking_titles
    formal = {layout.title for layout, *_ in reading.found}
    listed = contents_lines(document)
    titled = [(one.level, plain(one.text.string)) for one in headings(document)]
    if not listed or not titled:
        return
    names = [name for _, name in titled]
    deepest = max((level for level, name in titled if name in listed), default=1)
    # A heading without a number may be listed with one.
    bare = {name for name in names if unnumbered(name) == name}
    lost = [line for line in dict.fromkeys(listed) if line not in names and unnumbered(line) not in bare]
    unlisted = [
        name
        for level, name in titled
        if level <= deepest and name not in listed and not (name in bare and name in map(unnumbered, listed))
    ]
    for line in lost:
        near = max(unlisted, key=lambda name: heading_likeness(line, name), default="")
        if near and heading_likeness(line, near) > 0:
            unlisted.remove(near)
            number = near.removesuffix(unnumbered(near))
            right = number + renamed.get(unnumbered(near), unnumbered(near))
            if unnumbered(line) in formal or right == line or (not number and right == unnumbered(line)):
                continue
            what, hint = "目录与正文的标题不同", "更新目录，或者改正标题"
        elif unnumbered(line) in formal | absent or bare_title(line) in titles_printed(document):
            continue
        else:
            near, what, hint = "", "目录里的这一行，正文没有这个标题", "更新目录"
        sides = (Side("目录", line), Side("标题", near))
        yield Finding(Level.ERROR, f"目录“{line[:LONG]}”", what, hint, sides)
    for name in unlisted:
        sides = (Side("目录", ""), Side("标题", name))
        yield Finding(Level.ERROR, f"标题“{name[:LONG]}”", "正文的这个标题，目录里没有", "更新目录", sides)


def titles_printed(document: Document) -> set[str]:
    """Return what stands by itself in a report as a title may, without its number: a title above a table need not be a
    heading, and may stand in the first row of the table."""
    above = (text for block in document.blocks if not is_listed(block) for text in texts_of(block))
    return {bare_title(plain(text)) for text in above} | titles_in_tables(document.blocks)


def is_listed(block: Block) -> bool:
    """Return whether a block is a line of the contents."""
    return isinstance(block, Paragraph) and block.style == STYLE


def contents_lines(document: Document) -> list[str]:
    """Return the lines of the contents of a document, without page numbers."""
    return [
        unpaged(block.text.string)
        for block in document.blocks
        if isinstance(block, Paragraph) and is_listed(block) and block.text.string.strip()
    ]


def check_numbers(document: Document, composed: Document) -> Iterator[Finding]:
    """Return what breaks ST-3: headings that have their numbers only in the contents have the form's numbers there.
    composed: the report as the form makes it."""
    wanted = {plain(one.text.string): plain(one.listed) for one in headings(composed) if one.number}
    for line in contents_lines(document):
        if (want := wanted.get(unnumbered(line), line)) != line:
            sides = (Side("目录", line), Side("格式", want))
            yield Finding(
                Level.ERROR, f"目录“{line[:LONG]}”的序号", "目录里的序号与格式不同", "核对序号", sides
            )


def heading_likeness(line: str, name: str) -> float:
    """Return how much a line of the contents is like a heading; 0 when they are hardly the same."""
    if unnumbered(line) == unnumbered(name):
        return 1.0
    ratio = SequenceMatcher(None, line, name).ratio()
    numbered = (
        unnumbered(line) != line
        and line[: len(line) - len(unnumbered(line))] == name[: len(name) - len(unnumbered(name))]
    )
    return ratio if ratio > (0.4 if numbered else 0.6) else 0.0


def check_outline(
    misnumbered: Iterable[tuple[Line, Wanted]], moved: Sequence[Line] = ()
) -> Iterator[Finding]:
    """Return what breaks ST-3: the headings have the form's numbers, and the lines its order. misnumbered: headings that have
    others, see `find_misnumbered`. moved: lines that stand elsewhere than in the form: told once, the headings among them
    alone where there are some."""
    for line, wanted in misnumbered:
        sides = (at_line(line, line.text), Side("格式", wanted.text))
        yield Finding(
            Level.ERROR, f"标题“{line.plain[:LONG]}”的序号", "标题的序号与格式不同", "核对序号", sides
        )
    headings = [line for line in moved if line.heading]
    if told := headings or moved:
        places = tuple(Side("正文", line.text.strip(), line.place) for line in told[:MOST_LISTED])
        count = len(told) if len(told) > 1 else ""
        what = f"这{count}{'个标题' if headings else '段'}的次序与格式不同"
        yield Finding(Level.HINT, f"“{told[0].plain[:LONG]}”的次序", what, "照格式的次序排", places)


def find_misnumbered(prose: Prose, lines: Sequence[Line]) -> Iterator[tuple[Line, Wanted]]:
    """Return the headings that have another number than the form's, with the form's; none that counts on from one which the
    form does not know: how many of those there are depends on the data. Where the form has none, that of a table which all
    forms have (公开01表) is no fault."""
    wrong = [
        (line, wanted)
        for line, wanted in prose.headings
        if (have := plain(line.text)) != (want := plain(wanted.text))
        and unnumbered(have) == unnumbered(want)
        and unnumbered(have) != have
        and not (unnumbered(want) == want and PRESCRIBED.match(have))
    ]
    behind = lines_continued(lines) if wrong else {}
    known = {line.number for line, _ in prose.headings}
    strange = {line.number for line, _ in prose.unread}
    strange |= {one.line.number for one in prose.claims if one.line.heading} - known
    for line, wanted in wrong:
        if behind.get(line.number) in strange:
            strange.add(line.number)
        else:
            yield line, wanted


def check_notes(reading: Reading, known: Known) -> Iterator[Finding]:
    """Return what breaks ST-5: a table without figures has the note that the form puts below an empty table."""

    def fill(span: Span) -> str:
        """Return the name that the report chooses where a note says one of several; a gap for anything else."""
        if not (isinstance(span.source, Words) and span.source.choices):
            return GAP
        return known.said.get(span.source.path, (span.source.text, None))[0]

    for layout, _, _, below in reading.found:
        wanted = [note for note in layout.notes if "空" in note.string] if layout.table else []
        if not wanted:
            continue
        figures = (path for path in reading.paths_in.get(layout.table, ()) if not path.endswith("科目名称"))
        if not all(is_nought(reading.shown[path]) for path in figures):
            continue
        here = [plain(text) for text in below]
        for note in wanted:
            words = gapped(note, fill)
            if not any(has_pieces_in_order(plain(gapped(note)).split(GAP), text) for text in here):
                yield Finding(
                    Level.ERROR,
                    f"{layout.label} 表注",
                    "这张表是空的，下面没有说明",
                    f"写上“{words}”",
                    (Side("格式", words),),
                )


def check_subject_of_notes(reading: Reading) -> Iterator[Finding]:
    """Return what breaks ST-5: what a note says that there is none of, so that this table (本表) is empty, is what the table is of,
    and not what another one is."""
    for layout, _, _, below in reading.found:
        if layout.table not in SUBJECTS or layout.table in reading.retitled:
            continue
        noted = [at for at, text in enumerate(below) if "本表" in text]
        for at in noted:
            if any(map(table_titled, below[:at])):
                break  # what stands under the title of the next table is of that
            text = below[at]
            absent = "".join(NONE_OF.findall(plain(text)))
            others = [one for table, one in SUBJECTS.items() if table != layout.table and one in absent]
            if others and SUBJECTS[layout.table] not in absent:
                sides = (Side("表注", text.strip()), Side("表", layout.titled))
                what = f"这张表下面的说明说的是另一张表的“{others[0]}”"
                yield Finding(Level.ERROR, f"{layout.label} 表注的对象", what, "改成这张表的", sides)


def has_pieces_in_order(pieces: Sequence[str], text: str) -> bool:
    """Return whether a text is made of some pieces, one behind the other, with anything in between."""
    first, *rest = pieces
    if not rest:
        return text == first
    at = len(first)
    for piece in rest[:-1]:
        at = text.find(piece, at) + len(piece)
        if at < len(piece):  # it is not there
            return False
    return text.startswith(first) and text.endswith(rest[-1]) and at <= len(text) - len(rest[-1])


def check_cover(prose: Prose, known: Known) -> Iterator[Finding]:
    """Return what breaks ST-2: the cover names the department as the tables do."""
    unit = known.said.get("部门.名称", ("", None))[0]
    for line, text in prose.unread:
        if (
            line.number <= 2
            and unit
            and line.plain != unit
            and SequenceMatcher(None, line.plain, unit).ratio() > 0.6
        ):
            sides = (at_line(line, text), Side("表和正文", unit))
            yield Finding(Level.ERROR, "封面上的部门名称", "部门名称与正文和表不同", "改成一样的名称", sides)


def check_units(prose: Prose, known: Known) -> Iterator[Finding]:
    """Return what breaks HY-8: a unit has the same name in its overall table and in the report's list of units."""
    if not prose.unread:
        return
    shown = known.tables.shown
    paths = (path for path in shown if path.endswith("名称") and UNIT.fullmatch(path))
    named = {path: plain(shown[path]).strip(CODE) for path in paths}
    listed = {line.plain: (line, text) for line, text in prose.unread}
    strange = listed.keys() - set(named.values())
    for path, name in named.items():
        if name in listed:
            continue
        near = [
            one
            for one in strange
            if abs(len(one) - len(name)) <= FEW and heading_likeness(one, name) >= NEARLY
        ]
        for one in sorted(near)[:1]:
            line, text = listed[one]
            sides = (at_line(line, text), Side(known.tables.cells[path], shown[path], path))
            yield Finding(Level.HINT, f"单位“{one}”", "两处名称不同", "改成一样的名称", sides)
