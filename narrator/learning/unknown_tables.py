"""A table of a report that no form has, as a table of the form that is learned: what it prints always, and what the data fill in.

Rows below a header that are alike become a list, whose columns are called as the header says; in other rows what stands
behind a word is called by that word. Several tables with the same words are one, printed for each item of a list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field

from narrator.checks.printed.lines import texts_of
from narrator.checks.printed.table_data import FIGURE
from narrator.disclosure.public_tables import renamed
from narrator.disclosure.relation import ROWS
from narrator.document import Cell, Document, Table
from narrator.form import Form
from narrator.learning.coded_tables import CodedTable, read_coded_table
from narrator.learning.data_place import member_expression
from narrator.learning.drafting import AddedTable
from narrator.learning.own_names import YEAR, mark_of
from narrator.learning.phrase_tables import free_name
from narrator.learning.table_places import ends_like_title
from narrator.regex import YEAR_OF_ACCOUNTS
from narrator.tables.blueprint import OWN
from narrator.tables.matrix import matrix
from narrator.tables.plain import plain
from narrator.toml import quote

AMOUNT = re.compile(r"^-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d\d")
SUM = re.compile(r"[总合小]计")
LETTERS = re.compile(r"[^\W_]+")
NUMBERED = re.compile(rf"^(?:附[件表])?\d++|{YEAR_OF_ACCOUNTS}")
LONGEST = 20  # letters of a name
LONGEST_TITLE = 40
OF_ACCOUNTS = re.compile(r"(?<!\d)(20\d\d)年度?(?:部门|单位)?决算")
WIDE = 9  # columns that want a page across
PAGE = 156  # mm: the text of a page
LISTED, UNNAMED = "各行", "附表数据"


@dataclass
class WrittenTable:
    """A table that is being written. header, body: lines of its layout. data: the kind and the words of what the data fill in,
    by its path below the table."""

    header: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    data: dict[str, tuple[str, str]] = field(default_factory=dict)


def write_unknown(
    document: Document, unknown: Sequence[Table], taken: set[str], base: Form, words: Container[str]
) -> Iterator[AddedTable]:
    """Yield the tables of a report that no form has, as the form's own. unknown: those. taken: names of other tables. words:
    that tables of forms always print, in plain form."""
    groups: dict[tuple[int, str, str], list[Table]] = {}
    year = year_of_accounts(document)
    for table in unknown:
        rows = matrix(table)
        coded = (
            f"{len(groups)}" if read_coded_table(table, "") else ""
        )  # each for itself: its rows are its own
        key = len(rows[0]), title_above(document, table), plain(rows[0][0]) + coded
        groups.setdefault(key, []).append(table)
    for (_, title, _), tables in groups.items():
        words_of_title = name_from_words(title)
        name = free_name(UNNAMED if renamed(words_of_title) else words_of_title or UNNAMED, taken)
        taken.add(name)
        writer = TableWriter(tables, words, OWN if len(tables) > 1 else name, year)
        coded_table = read_coded_table(tables[0], name) if len(tables) == 1 else None
        made = writer.write_coded(coded_table) if coded_table else writer.write()
        above = f"{name}.[]" if len(tables) > 1 else name
        data = {f"{above}.{path}": {"类型": kind, "说明": said} for path, (kind, said) in made.data.items()}
        if coded_table:
            data = {path: {"类型": kind, "说明": said} for path, kind, said in coded_table.data()}
        elif not data:
            data = {f"{above}.说明": {"类型": "名称", "说明": f"{name}的说明"}}
        layout = "\n".join(layout_lines(tables[0], made, with_years(title, year), base, writer.zeros()))
        yield AddedTable(name, f"{layout}\n", name if len(tables) > 1 else "", data, {})


def title_above(document: Document, table: Table) -> str:
    """Return the title of a table, as it is printed: the nearest of the lines above it that ends as titles do; "" for none."""
    at = next(at for at, block in enumerate(document.blocks) if block is table)
    for block in reversed(document.blocks[max(0, at - 5) : at]):
        if isinstance(block, Table):
            break
        for text in texts_of(block):
            if ends_like_title(text) and len(plain(text)) <= LONGEST_TITLE:
                return text.strip()
    return ""


def year_of_accounts(document: Document) -> int:
    """Return the year of the accounts of which a report is, as most of its lines say it; 0 when none does."""
    lines = (text for block in document.blocks if not isinstance(block, Table) for text in texts_of(block))
    found = Counter(one for line in lines for one in OF_ACCOUNTS.findall(line))
    return int(found.most_common(1)[0][0]) if found else 0


def with_years(words: str, year: int) -> str:
    """Return words with the year of the accounts and the one before as fields: as words they would stay what they are."""
    said = {str(year): "{{ 年度 }}", str(year - 1): "{{ 上年 }}"}
    return YEAR.sub(lambda found: said.get(found[1], found[1]), words)


def name_from_words(words: str) -> str:
    """Return the name that words give something in the data: their letters, without what they are numbered with."""
    return NUMBERED.sub("", "".join(LETTERS.findall(mark_of(words)[1])))[:LONGEST]


def layout_lines(
    table: Table, made: WrittenTable, title: str, base: Form, zeros: Sequence[str]
) -> Iterator[str]:
    """Yield the lines of the layout of a table."""
    width = len(table.columns)
    model = base.layouts["收入决算表" if width >= WIDE else "政府性基金表"]
    if title:
        mark, rest = mark_of(title)
        yield f'"标题" = {quote(mark + rest)}'
        yield f'"标题样式" = {quote(model.style)}'
    yield f'"表格样式" = {quote(model.look)}'
    if width >= WIDE:
        yield f'"版面" = {quote(model.page)}'
    stated = [column.width for column in table.columns]
    widths = stated if all(one >= 1 for one in stated) else [round(PAGE / width, 1)] * width
    yield f'"列宽" = [{", ".join(map(str, widths))}]'
    figures = [any(AMOUNT.fullmatch(plain(row[at])) for row in matrix(table)) for at in range(width)]
    yield f'"对齐" = [{", ".join(quote("右" if one else "左") for one in figures)}]'
    yield f'"零值" = [{", ".join(map(quote, zeros))}]'
    for key, lines in (("表头", made.header), ("表体", made.body)):
        if lines:
            yield "\n".join([f"{quote(key)} = '''", *lines, "'''"])


class TableWriter:
    """Writes a table, or several with the same words, as one of a form. words: that are no data wherever they stand. owner: how
    a template says of what its data are. year: of the accounts, which its words may name."""

    def __init__(self, tables: Sequence[Table], words: Container[str], owner: str, year: int) -> None:
        self.table, self.words, self.owner, self.year = tables[0], words, owner, year
        self.rows = self.table.rows
        self.texts = matrix(self.table)
        self.width = len(self.table.columns)
        self.every = [[[plain(cell) for cell in row] for row in matrix(one)] for one in tables]
        others = [{cell for row in one for cell in row} for one in self.every[1:]]
        self.common = set.intersection(*others) if others else None
        self.made = WrittenTable()
        self.heads = [""] * self.width  # the words over each column, of the header that was met last

    def write(self) -> WrittenTable:
        """Return the table."""
        at = 0
        while at < len(self.rows):
            alike = self.rows_alike(at)
            if self.is_header(at, alike):
                self.take_heads(at)
                lines = self.made.header if not self.made.body else self.made.body
                lines.append(self.line(at, {}))
                self.write_list(range(at + 1, alike))
                at = alike
            else:
                if top := self.is_top(at):
                    self.take_heads(at)
                (self.made.header if top else self.made.body).append(
                    self.line(at, {} if top else dict(self.values(at)))
                )
                at += 1
        return self.made

    def write_coded(self, coded: CodedTable) -> WrittenTable:
        """Return a table by code: one line for all its rows."""
        rows = coded.rows
        self.made.header += [
            self.line(at, {}) for at in range(rows.first if rows.total is None else rows.total)
        ]
        if rows.total is not None:
            self.made.body.append(self.line(rows.total, coded.values_of_total()))
        line = self.line(rows.first, coded.values_of_rows())
        self.made.body += [f"{{% for 行 in {member_expression(coded.name, ROWS)} %}}", line, "{% endfor %}"]
        return self.made

    def edges(self, at: int) -> list[int]:
        """Return the columns in which the cells begin that a row shows, those that reach into it from above included."""
        return [cell.column for cell in self.covering(at)]

    def rows_alike(self, at: int) -> int:
        """Return the row behind those that follow a row and have the same cells."""
        end = at + 1
        while end < len(self.rows) and self.edges(end) == self.edges(at) and not self.is_words(end):
            end += 1
        return end

    def is_words(self, at: int) -> bool:
        """Return whether a row has nothing but words that are no data."""
        texts = {plain(self.text(cell)) for cell in self.rows[at]} - {""}
        return len(texts) > 1 and all(one in (self.common or self.words) for one in texts)

    def is_header(self, at: int, end: int) -> bool:
        """Return whether a row heads those that follow it, up to a row."""
        texts = [plain(self.text(cell)) for cell in self.rows[at]]
        if end == at + 1 or len(texts) < 2 or not all(texts) or any(map(FIGURE.fullmatch, texts)):
            return False
        below = [plain(text) for row in self.texts[at + 1 : end] for text in row]
        return self.is_words(at) or any(map(FIGURE.fullmatch, below)) or (at == 0 and end == len(self.rows))

    def is_top(self, at: int) -> bool:
        """Return whether a row belongs to a header of several rows."""
        reaching = any(cell.rows > 1 for row in self.rows[: at + 1] for cell in row if cell.rows > 1)
        texts = [plain(text) for text in self.texts[at]]
        return (
            not self.made.body and reaching and all(texts) and not any(map(FIGURE.fullmatch, texts))
        ) and not any(cell.rows > 1 and cell.columns == 1 and cell.rows > 3 for cell in self.rows[at])

    def take_heads(self, at: int) -> None:
        """Take the words of a row for those over its columns."""
        top = at > 0 and not self.made.body
        for column, text in enumerate(self.texts[at]):
            above = self.heads[column] if top else ""
            self.heads[column] = (
                above if above.endswith(name_from_words(text)) else above + name_from_words(text)
            )

    def write_list(self, rows: range) -> None:
        """Write rows that are alike as one that is printed for each item of a list; sums as they are."""
        items = [at for at in rows if not SUM.search(plain(self.texts[at][0]))]
        name = free_name(LISTED, {path.split(".")[0] for path in self.made.data})
        names: dict[int, str] = {}
        for cell in self.covering(items[0]) if items else ():
            texts = [plain(self.texts[at][cell.column]) for at in items]
            if len(set(texts)) == 1 and texts[0] in (self.common or self.words) and len(items) > 1:
                continue  # a word at the left of all of them
            head = self.heads[cell.column]
            head = "编码" if head == "科目编码" else head  # which would be rows by code, and no list
            column = free_name(head or f"第{cell.column + 1}列", names.values())
            names[cell.column] = column
            kind = self.kind_of(cell.column, texts)
            self.made.data[f"{name}.[].{column}"] = (kind, column)
        for at in rows:
            if at not in items:
                self.made.body.append(self.line(at, dict(self.values(at))))
            elif at == items[0]:
                self.made.body.append(f"{{% for 行 in {member_expression(self.owner, name)} %}}")
                self.made.body.append(self.item_line(at, names))
                self.made.body.append("{% endfor %}")

    def kind_of(self, column: int, texts: Sequence[str]) -> str:
        """Return the kind of data that prints some texts of a column: 金额 when they are amounts, and all other numbers in that
        column of all the tables are, too."""
        numbers = [row[column] for rows in self.every for row in rows if FIGURE.fullmatch(row[column])]
        amounts = any(texts) and all(not one or AMOUNT.fullmatch(one) for one in texts)
        return "金额" if amounts and all(map(AMOUNT.fullmatch, numbers)) else "名称"

    def covering(self, at: int) -> list[Cell]:
        """Return the cells that a row shows, those that reach into it from above included."""
        found = {
            cell.column: cell
            for number, row in enumerate(self.rows[: at + 1])
            for cell in row
            if number + cell.rows > at
        }
        return [found[column] for column in sorted(found)]

    def item_line(self, at: int, names: dict[int, str]) -> str:
        """Return the line of an item. names: of what stands in its columns."""
        cells = ["<"] * self.width
        merged = True
        for cell in self.covering(at):
            said = names.get(cell.column)
            text = f"{{{{ {member_expression('行', said)} }}}}" if said else self.literal(cell)
            merged = merged and any(
                other.column == cell.column and other.rows > 1 for row in self.rows for other in row
            )
            cells[cell.column] = f"=^ {text}" if merged else text
        return " | ".join(cells)

    def values(self, at: int) -> Iterator[tuple[int, str]]:
        """Yield the columns of what the data fill in in a row that stands once, each with how a template says it."""
        word = ""
        left = ""
        for cell in self.covering(at):
            text = plain(self.text(cell))
            own = any(cell is one for one in self.rows[at])
            if not own or not self.is_value(text, left):
                word, left = (text or word), (text if own else left)
                continue
            left = ""
            name = name_from_words(word + self.heads[cell.column]) or "内容"
            path = free_name(name, {one.split(".")[0] for one in self.made.data})
            kind = self.kind_of(cell.column, [text])
            self.made.data[path] = (kind, path)
            yield cell.column, member_expression(self.owner, path)

    def is_value(self, text: str, left: str) -> bool:
        """Return whether what stands in a cell of a row that stands once is data. left: the word right before it, "" when there
        is none or a value stands there."""
        if not text:
            return False
        if FIGURE.fullmatch(text):
            return text.strip("-") != ""
        if self.common is not None:
            return text not in self.common
        return bool(left) and text not in self.words and not left.endswith("。")

    def line(self, at: int, values: dict[int, str]) -> str:
        """Return a row as a line of a layout. values: what the data fill in, by column."""
        cells = ["<"] * self.width
        for cell in self.covering(at):
            own = any(cell is one for one in self.rows[at])
            said = values.get(cell.column)
            cells[cell.column] = f"{{{{ {said} }}}}" if said else self.literal(cell) if own else "^"
        return " | ".join(cells)

    def literal(self, cell: Cell) -> str:
        """Return the words of a cell as a layout says them."""
        words = " ".join(self.text(cell).split()).replace("|", "｜").replace("{", "｛")
        return with_years(words, self.year)

    def text(self, cell: Cell) -> str:
        """Return what a cell prints."""
        return "".join(one.string for one in cell.paragraphs)

    def zeros(self) -> list[str]:
        """Return what amounts of zero print, a column each."""
        columns = [{plain(row[at]) for row in self.texts} for at in range(self.width)]
        return ["0.00" if "0.00" in texts else "" for texts in columns]
