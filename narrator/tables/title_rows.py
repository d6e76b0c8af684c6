"""What stands above a table and is no row of it, though it may be in rows: its title, its number, whose it is, the unit.

In a workbook all of it is in rows; a table pasted from there has its title in its first rows, and is read as one that has it above.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from narrator.document import Block, Cell, Document, Heading, Paragraph, Table, texts_in
from narrator.spans import Text, cut
from narrator.tables.plain import plain, unnumbered
from narrator.tables.public import NEAR, own_titled
from narrator.tables.vocabulary import Blueprints, table_titled

# A line that is a table's title: …表, perhaps with something in brackets behind, or 附件1：…表.
TITLE = re.compile(r"[^。；;|]{2,60}表(?:[（(][^（）()]{0,20}[）)])?")
# Lines that stand above a table and are no row of it, once blanks are gone.
HEADLINE = re.compile(
    r"(?:(?:填报|编制|编报|公开|所属|主管)?(?:部门|单位|机关)(?:名称|全称)?|金额单位|计量单位|单位|财决|决公开|年度|日期|"
    r"编制日期|填报日期|审核|制表|表号)[：:].*"
    r"|(?:19|20)\d\d年?度?(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"|(?:附件|附表|附)\d{0,2}(?:[-—]\d+)?[：:]?"
    r"|(?:部门决算)?(?:公开|财决公开|财决|批复|附|决算)?表?(?:GK|gk|CS)?0?\d{1,2}(?:[-—.]\d+)?表?"
    r"|[（(]?(?:单位[：:]?)?(?:万元|元)[）)]?|(?:金额)?单位[：:]?(?:人民币)?(?:万元|元)"
    r"|第\d+页.*|共\d+页.*"
)
NOTE = re.compile(
    r"(?:注|说明|备注|附注|填表说明)\d?[：:、.．]|(?:如)?本(?:套|表)|我(?:部门|单位)|本(?:部门|单位)"
)
MOST = 6  # rows above the first one of a table
# Where a line is cut in which several stand: 部门：某局 2023年度 金额单位：万元.
JOINT = re.compile(
    r"\t|[ \u3000]{2,}|(?<=\S)(?=(?:金额|计量)单位[：:])|(?<=\S)(?=20\d\d年度(?:金额|计量)?单位[：:])"
)


def compact_text(text: str) -> str:
    """Return a text in half-width characters, without blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_title_row(line: Sequence[str]) -> bool:
    """Return whether a row of compact texts is the title of a table, perhaps with its number beside it."""
    others = [text for text in line if not HEADLINE.fullmatch(text)]
    return len(others) == 1 and TITLE.fullmatch(others[0]) is not None and not NOTE.match(others[0])


def is_first_row(line: Sequence[str]) -> bool:
    """Return whether a row of compact texts is the first row of a table: several texts that are no headline."""
    return len([text for text in line if not HEADLINE.fullmatch(text)]) > 1


def lift_titles(document: Document, blueprints: Blueprints) -> Document:
    """Return a document in which the title of every table of the form, and what goes with it, stands above the table: none in its
    first rows, but for that of a table which the form prints so."""
    blocks: list[Block] = []
    level: int | None = None  # of headings that are titles, once that is asked
    for block in document.blocks:
        many = count_title_rows(block, blueprints) if isinstance(block, Table) else 0
        if not isinstance(block, Table) or not many:
            blocks.append(block)
            continue
        if level is None:
            level = level_of_titles(document)
        above = {plain(text.string) for text in texts_in(blocks[-NEAR:])}
        cells = [cell for row in block.rows[:many] for cell in row]
        for line in (part for cell in cells for text in cell.paragraphs for part in parts(text)):
            heads = level and names_table(line.string, blueprints) and plain(line.string) not in above
            blocks.append(Heading(level, line, "") if heads else Paragraph(line, ""))
        head, body = block.header[many:], block.body[max(many - len(block.header), 0) :]
        blocks.append(block._replace(header=head, body=body))
    return document._replace(blocks=tuple(blocks))


def parts(text: Text) -> list[Text]:
    """Return the lines that stand side by side in a text of a cell; none of a blank one."""
    joints = [one.span() for one in JOINT.finditer(text.string)]
    starts, ends = [0, *(end for _, end in joints)], [*(start for start, _ in joints), len(text.string)]
    cuts = [cut(text, start, end) for start, end in zip(starts, ends, strict=True)]
    return [one for one in cuts if one.string.strip()]


def count_title_rows(table: Table, blueprints: Blueprints) -> int:
    """Return how many rows at the top of a table are its title, what goes before it, and the number, whose it is and the unit below it;
    0 when none is the title of a table of the form."""
    many = 0
    titled = False
    for number, row in enumerate(table.rows[:MOST] if has_one_text(table.rows[:1]) else (), 1):
        line = paragraphs_of_row(row)
        if is_first_row(line) or any(cell.rows > 1 for cell in row):
            break
        if is_title_row(line) and any(names_table(text, blueprints) for text in line):
            titled, many = True, number
        elif line and all(map(HEADLINE.fullmatch, line)):
            many = number
        elif titled and line:
            break
    return many if titled and many < len(table.rows) else 0


def has_one_text(rows: Sequence[Sequence[Cell]]) -> bool:
    """Return whether the first of some rows may be a headline: one or two of its cells say something."""
    return any(0 < len(paragraphs_of_row(row)) <= len(("标题", "表号")) for row in rows)


def paragraphs_of_row(row: Sequence[Cell]) -> list[str]:
    """Return the paragraphs of a row that are not blank, compact."""
    return [line for cell in row for text in cell.paragraphs if (line := compact_text(text.string))]


def names_table(line: str, blueprints: Blueprints) -> bool:
    """Return whether a line is the title of a table of a form that prints it above the table."""
    text, table = unnumbered(plain(line)), table_titled(line)
    named = blueprints.get(own_titled(line, blueprints.vocabulary.titles)) or (
        blueprints.find(table) if table else None
    )
    return bool(named and named.title) or any(text == one.title for one in blueprints.values() if one.title)


def level_of_titles(document: Document) -> int:
    """Return the level of most headings of a document that are titles of public tables; 0 when none is."""
    levels = Counter(
        block.level
        for block in document.blocks
        if isinstance(block, Heading) and table_titled(block.text.string)
    )
    return levels.most_common(1)[0][0] if levels else 0
