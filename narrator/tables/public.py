"""The reader of public tables: from cells and the lines around them to figures with their places, by meaning.

Whatever file a table comes from, it goes by its title, by the words over its columns, by the names and codes of its
rows, never by position alone. What is not understood is told, and no figure is made up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from narrator.disclosure.branch_shapes import LEVELS
from narrator.disclosure.public_tables import (
    BY_ECONOMIC_CLASS,
    BY_FUNCTION,
    PUBLIC_TABLES,
    THREE_EXPENSES,
    TWO_SIDED,
)
from narrator.number import read_digits
from narrator.tables.header import read_header
from narrator.tables.header_column import Group, Header, HeaderColumn
from narrator.tables.money_unit import (
    WITH_UNIT,
    find_money_unit,
    money_unit_of_figures,
    money_units_over,
    number_in,
)
from narrator.tables.plain import DASHES, PRINTED_NUMBER, plain
from narrator.tables.row_names import SUBTOTAL, Named, RowNames, are_in_steps, code_in_cells, code_in_step
from narrator.tables.table_as_read import NO_PLACE, Fault, Item, Printed, PublicTable, Sheet, Unread
from narrator.tables.table_sides import sides_below
from narrator.tables.vocabulary import (
    ADJUSTED,
    BUDGET,
    COLUMN,
    ROW_WORDS,
    SUM,
    TITLED_WORDS,
    FigurePlace,
    TableWords,
    Vocabulary,
    bare,
    full_path,
    table_titled,
)

NUMBER = re.compile(f"-?{PRINTED_NUMBER}")
NOTE = re.compile(r"^(?:注|说明|备注):|。$")  # below a table; no row's name is like that
# Who signs below a table: 单位负责人：张三 | 填表人：李四 | 2024年8月20日.
SIGNED = re.compile(
    r"(?:单位|部门|财务|会计|填报|制表)?(?:负责人|主管|机构负责人|审核人?|复核人?|填表人|填报人|制表人?|经办人|联系电话|联系人|填报日期|日期)"
    r"(?:[（(](?:签章|签字|盖章|公章)[）)])?[：:].*|(?:19|20)\d\d年\d{1,2}月\d{1,2}日"
)
# At the foot of a table, or between its rows.
PAGE = re.compile(r"第\d{1,3}页(?:[,、/]?共\d{1,3}页)?|-{1,2}\d{1,3}-{1,2}")
# Sums of a page, at its foot and over the next.
CARRIED = frozenset(["过次页", "转下页", "承前页", "承上页", "接上页"])
NEAR = 8  # lines above a table among which its title stands
# Of its columns and rows that must be understood: under the title of a public table; without one, and of a table that one
# form alone has.
ENOUGH, SURE = 0.5, 0.75


def read_public_table(sheet: Sheet, vocabulary: Vocabulary) -> PublicTable:
    """Return what a sheet says, as the public table that its title names; or as the one that its columns and
    rows are like.
    """
    return read_titled(sheet, vocabulary) or read_untitled(sheet, vocabulary) or PublicTable("", sheet)


def read_titled(sheet: Sheet, vocabulary: Vocabulary) -> PublicTable | None:
    """Return what a sheet says, as the public table that its title names; None when none is named, or it is
    hardly like it.
    """
    titled = titled_as(sheet, vocabulary)
    return read_as(sheet, titled, vocabulary) if titled else None


def titled_as(sheet: Sheet, vocabulary: Vocabulary) -> str:
    """Return the public table that the lines around a sheet are the title of, or the layout of a form's own; "" when none is named."""
    titles = vocabulary.titles
    lines = reversed(lines_of(sheet))
    return next((name for line in lines if (name := own_titled(line, titles) or table_titled(line))), "")


def own_titled(line: str, titles: Mapping[str, str]) -> str:
    """Return the layout of the table of a form's own that a line above a table is the title of, of several that it ends with
    the longest; "" when it is none's."""
    text = plain(line)
    return next((name for title, name in titles.items() if text.endswith(title)), "")


def read_as(sheet: Sheet, name: str, vocabulary: Vocabulary) -> PublicTable | None:
    """Return what a sheet says as the public table of a given name, or as the one of a form's own with that layout; None when
    it is hardly like it."""
    table = interpret(sheet, name, vocabulary)
    return table if table.share >= (SURE if name in vocabulary.own else ENOUGH) else None


def read_untitled(sheet: Sheet, vocabulary: Vocabulary) -> PublicTable | None:
    """Return what a sheet says, as the public table that its columns and rows are like; None when that is not
    certain.
    """
    tables = [interpret(sheet, name, vocabulary) for name in PUBLIC_TABLES]
    found = sorted((one for one in tables if not is_headed_as_another(one)), key=lambda one: -one.share)
    return found[0] if found[0].share >= SURE and found[0].share > found[1].share else None


def is_headed_as_another(table: PublicTable) -> bool:
    """Return whether a column of a table is called as those of another table are, unless a title says otherwise."""
    words = TITLED_WORDS.get(table.name, {})
    return any(column.words[-1] in words for column in table.header.figures if column.words)


def lines_of(sheet: Sheet) -> list[str]:
    """Return the lines above a sheet, and those that stand as rows at its top."""
    return [*sheet.above[-NEAR:], *(row[0] for row in sheet.rows[:3] if row and len(set(row)) == 1)]


def interpret(sheet: Sheet, name: str, vocabulary: Vocabulary) -> PublicTable:
    """Return a sheet read as the public table of a given name, or as the one of a form's own with that layout."""
    rows = sheet.rows
    words = vocabulary.tables[name]
    table = PublicTable(vocabulary.own.get(name, name), sheet, layout=name)
    name = table.name
    if rows and rows[0]:
        table.header = read_header(rows, name, words)
    header = table.header
    table.unit = find_money_unit(reversed(lines_of(sheet)), rows[: header.rows], sheet.below)
    if not header.figures:
        return table
    settle_money_unit(table, header)
    over = rows[: header.rows]  # and again where a printed page begins
    numbers = [*header.shared, *(at for at in range(header.rows, len(rows)) if rows[at] not in over)]
    understood = rows_seen = 0
    left: Group | None = None
    aside = sums_aside(header, name)
    together = header.groups
    for group in together:
        if not (group.names or group.codes) and (len(together) > 1 or (name in TWO_SIDED and group.side)):
            at, column = group.figures[0]
            table.unread.append(Unread(Fault.COLUMN, "".join(column.words), header.rows, at))
            continue
        for side, below in sides_below(table, group, numbers, words, len(together) == 1):
            names = RowNames(name, side, words)
            if len(group.codes) == len(LEVELS):
                codes = [[rows[number][at] for at in group.codes] for number in below]
                names.stepwise = are_in_steps(codes)
            for number in below:
                if aside and take_sums(table, number, group, aside):
                    continue
                known = read_row(table, number, group, names, left)
                if known is not None:
                    rows_seen += 1
                    understood += known
        left = group
    tell_strange_columns(table, header)
    fill_blanks(table, header)
    settle_budgets(table)
    strange = [
        at
        for at, column in enumerate(header.columns)
        if not column.kind and any(row[at].strip() for row in rows)
    ]
    share = len(header.figures) / (len(header.figures) + len(strange))
    table.share = min(share, understood / rows_seen if rows_seen else 1.0)
    return table


def settle_money_unit(table: PublicTable, header: Header) -> None:
    """Take the unit that stands behind most figures of a table for its own, and tell that a line above, or the words over its figures,
    say another."""
    rows, columns = table.sheet.rows, header.places
    stated = {table.unit} | money_units_over(rows[: header.rows], columns)
    table.unit = money_unit_of_figures(rows[header.rows :], columns) or table.unit
    for other in sorted(stated - {"", table.unit}) if table.unit else ():
        table.unread.append(Unread(Fault.MONEY_UNIT, other, header.rows - 1, columns[0], until=table.unit))


def read_row(
    table: PublicTable, number: int, group: Group, names: RowNames, left: Group | None
) -> bool | None:
    """Read a row of a table as far as one group of columns goes, at the right of the group before. Return
    whether it was understood; None when it is blank.
    """
    row = table.sheet.rows[number]
    codes = [row[at] for at in group.codes]
    code = code_in_step(codes, names.code) if names.stepwise else code_in_cells(codes)
    labels = [row[at] for at in group.names] or codes
    label = next((text for text in (*labels, *codes) if text.strip()), "")
    places = [(at, column) for at, column in group.figures if not is_merged(row, at, label, column)]
    filled = [at for at, _ in places if plain(row[at]) not in DASHES]
    if left and filled and not label.strip() and not any(plain(row[at]) for at, _ in left.figures):
        # Over several groups
        over = next((row[at] for at in (*left.names, *left.codes) if row[at].strip()), "")
        label = over if names.knows(over) or not names.words.rows.get((left.side, bare(over))) else ""
    if not filled and (not label.strip() or len({*row}) == 1 or NOTE.search(plain(label))):
        return None  # a blank row, or a note under the table
    if names.stepwise and not code:
        names.code = ""  # those below it can not say whose part they are
    crossed = "" if any(column.column for _, column in places) else column_called(label, names.words)
    named = Named() if crossed or (not group.codes and not group.names) else names.find(codes, label, code)
    if bare(label) in names.words.reckoned and not any(WITH_UNIT.fullmatch(plain(row[at])) for at in filled):
        return None
    if label.endswith(SUBTOTAL) and table.name in BY_FUNCTION and (named.again or not named.row):
        summed, name = names.class_summed(label)
        if summed in names.met and prints_as_row(table, number, summed, places):
            return True
        if name and summed not in names.met:  # it stands there instead of the row of the class
            named = names.find([], name, summed)
    if named.again or (not (group.names or group.codes) and prints_again(table, names.side, row, places)):
        words = words_of_part(row, group, label)
        table.unread.append(Unread(Fault.AGAIN, words, number, group.figures[0][0], named.row))
        return True
    if not all((column.row or named.row) and (column.column or crossed) for _, column in places):
        if number in table.header.shared:
            return None
        inner = names.words.inner
        if inner and names.code and label.strip() and not any(code.strip() for code in codes):
            path = full_path(table.name, FigurePlace("", names.code, inner.items))
            cells = {inner.members[one.column]: at for at, one in places if one.column in inner.members}
            figures = {member: printed_at(table, number, at) for member, at in cells.items()}
            at = (group.names or group.codes)[0]
            said = Printed("".join(label.split("\n")).strip(), None, number, at)
            table.items.append(Item(path, inner, said, figures))
            return True
        if is_beside_rows(row):
            return None
        words = words_of_part(row, group, label)
        table.unread.append(Unread(Fault.ROW, words, number, group.figures[0][0]))
        return False
    if not label and is_beside_rows(row):
        return None
    if named.row.isdigit() and named.name.strip():
        parts = FigurePlace("", named.row, "科目名称")
        at = (group.names or group.codes)[0]
        name = without_level(without_blanks(named.name), named.row)
        table.names[full_path(table.name, parts)] = Printed(name, None, number, at, parts=parts)
    for at, column in places:
        parts = FigurePlace(names.side, column.row or named.row, column.column or crossed)
        beside = "" if crossed and column.row else label  # which then is no name of a row
        put(table, parts, number, at, beside, code)
    return True


def prints_again(
    table: PublicTable, side: str, row: Sequence[str], places: Sequence[tuple[int, HeaderColumn]]
) -> bool:
    """Return whether a row without a name has figures, and a row above it has printed one in the place of each."""
    filled = [(plain(row[at]), column) for at, column in places if plain(row[at]) not in DASHES]
    paths = (full_path(table.name, FigurePlace(side, one.row, one.column)) for _, one in filled)
    return bool(filled) and all(
        number_in(printed, table.unit) and path in table.figures and table.figures[path].text
        for (printed, _), path in zip(filled, paths, strict=True)
    )


def is_beside_rows(row: Sequence[str]) -> bool:
    """Return whether a row of a table is none of its rows: it has a sum of a page, the number of a page, who signs, or nothing but one
    text, which is no number, in cells that are one."""
    words = {cell for cell in map(plain, row) if cell}
    if not CARRIED.isdisjoint(words) or all(SIGNED.fullmatch(one) or PAGE.fullmatch(one) for one in words):
        return True
    return len(words) == 1 < len(row) and len({*row}) == 1 and not any(map(WITH_UNIT.fullmatch, words))


def prints_as_row(
    table: PublicTable, number: int, code: str, places: Sequence[tuple[int, HeaderColumn]]
) -> bool:
    """Return whether a row of a table prints in its columns just the figures of the row with a code."""
    row = table.sheet.rows[number]
    paths = ((at, full_path(table.name, FigurePlace("", code, column.column))) for at, column in places)
    return all(
        path in table.figures and plain(table.figures[path].text) == plain(row[at]) for at, path in paths
    )


def sums_aside(header: Header, table: str) -> dict[int, str]:
    """Return the columns of a table that are set aside and in which its row of sums has what is the sum of rows: 人员经费."""
    known = ROW_WORDS.get(table, {})
    return {
        at: known[column.words[-1]]
        for at, column in enumerate(header.columns)
        if column.kind == "别的" and column.words[-1] in known
    }


def take_sums(table: PublicTable, number: int, group: Group, aside: Mapping[int, str]) -> bool:
    """Keep what the row of sums of a table whose rows are in one column has in others that are set aside: 合计 of 人员经费.
    Return whether the row is that. aside: see `sums_aside`."""
    row = table.sheet.rows[number]
    label = next((row[at] for at in (*group.names, *group.codes) if row[at].strip()), "")
    if bare(label) != SUM:
        return False
    for at, name in aside.items():
        put(table, FigurePlace("", name, "决算数"), number, at, "", "")
    return True


def column_called(label: str, words: TableWords) -> str:
    """Return the column whose name a row has (预算数 | 决算数 below the names of rows); "" for another row."""
    facet = words.heads.get(bare(label))
    return facet.name if facet is not None and facet.kind == COLUMN else ""


def is_merged(row: Sequence[str], at: int, label: str, column: HeaderColumn) -> bool:
    """Return whether a cell of a row is one with that of the row's label, or a word of a header that has
    figures in its other cells.
    """
    text = plain(row[at])
    return bool(text) and (text == plain(label) or text in column.words)


def put(table: PublicTable, parts: FigurePlace, row: int, column: int, label: str, code: str) -> None:
    """Keep what stands at a row and a column of a table as the figure of those parts, with the label and the
    code of its row.
    """
    path = full_path(table.name, parts)
    printed = printed_at(table, row, column, path, label, code, parts)
    earlier = table.figures.get(path)
    if earlier is None or (not earlier.text and printed.text):
        table.figures[path] = printed
    elif printed.text and earlier.number != printed.number:
        table.unread.append(Unread(Fault.COLUMN, words_of_row(table.sheet.rows[row]), row, column, path))


def printed_at(
    table: PublicTable,
    row: int,
    column: int,
    path: str = "",
    label: str = "",
    code: str = "",
    parts: FigurePlace = NO_PLACE,
) -> Printed:
    """Return what stands at a row and a column of a table, the figure at a path, of those parts, with the label and the code
    of its row; note it when that is no number."""
    text = table.sheet.rows[row][column].strip()
    printed = plain(text)
    number = None
    if printed not in DASHES:
        if digits := number_in(printed, table.unit):
            number = read_digits(digits)
        else:
            table.unread.append(Unread(Fault.NUMBER, printed[:20], row, column, path))
    return Printed(text, number, row, column, label, code, parts)


def fill_blanks(table: PublicTable, header: Header) -> None:
    """Take whatever the columns of a table by code, or of “三公”, are for as blank in its sum, when it prints no
    figure at all.
    """
    if table.name in (*TWO_SIDED, BY_ECONOMIC_CLASS) or any(one.text for one in table.figures.values()):
        return
    for at, column in enumerate(header.columns):
        if column.kind == "数":
            parts = FigurePlace("", column.row or SUM, column.column)
            path = full_path(table.name, parts)
            table.figures.setdefault(path, Printed("", None, header.rows, at, parts=parts))


def settle_budgets(table: PublicTable) -> None:
    """Take the only budget that a table of “三公” prints for its 预算数, whatever it is called: 全年预算数 is another figure
    only where it stands beside that.
    """
    columns = {one.parts.column for one in table.figures.values()}
    if table.name != THREE_EXPENSES or ADJUSTED not in columns or BUDGET in columns:
        return
    figures, table.figures = table.figures, {}
    for path, one in figures.items():
        adjusted = one.parts.column == ADJUSTED
        parts = one.parts._replace(column=BUDGET) if adjusted else one.parts
        table.figures[full_path(table.name, parts) if adjusted else path] = one._replace(parts=parts)


def tell_strange_columns(table: PublicTable, header: Header) -> None:
    """Tell of the columns of a table that print figures and of which its header does not say what they are."""
    for at, column in enumerate(header.columns):
        if column.kind:
            continue
        cells = [row[at] for row in table.sheet.rows[header.rows :]]
        filled = [number for number, cell in enumerate(cells) if WITH_UNIT.fullmatch(plain(cell).rstrip("%"))]
        if filled:
            words = "".join(column.words) or f"第{at + 1}列"
            table.unread.append(Unread(Fault.COLUMN, words, header.rows + filled[0], at))


def without_blanks(name: str) -> str:
    """Return the name of a code without the blanks in it, which are of its setting: between Chinese words stands none."""
    return "".join(name.split())


def without_level(name: str, code: str) -> str:
    """Return the name of a code without the level, or the code, that stands behind it in brackets: 行政运行（项）."""
    behind = (LEVELS.get(len(code), ""), code)
    mark = next((one for one in behind if one and plain(name).endswith(f"({one})")), None)
    return name[: -len(mark) - 2] if mark else name


def words_of_part(row: Sequence[str], group: Group, label: str) -> str:
    """Return the words of a row in one group of columns, with what the row is called, for a message."""
    own = sorted((*group.codes, *group.names, *(at for at, _ in group.figures)))
    return words_of_row(
        [row[at] for at in own] if any(row[at] == label for at in own) else [label, *(row[at] for at in own)]
    )


def words_of_row(row: Sequence[str]) -> str:
    """Return the words of a row without those that are repeated, for a message."""
    return " ".join(dict.fromkeys(plain(cell) for cell in row if cell.strip()))[:40]
