"""What is told of the rows of a public table that were not understood: no row of the form, slipped or blank, without a name or a code,
exchanged, there twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.naming import called
from narrator.checks.printed.conformity import NO_SUCH_ROW, rows_in_place, slip_of_rows
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS, BY_FUNCTION
from narrator.number import HALF_CENT, read_digits
from narrator.tables.blueprint import Blueprint
from narrator.tables.header_column import LABELS
from narrator.tables.money_unit import WITH_UNIT, say_money_units_apart
from narrator.tables.plain import LONE_CODE, plain
from narrator.tables.table_as_read import Across, Fault, PublicTable, Unread
from narrator.tables.vocabulary import SUM, TOTALS, FigurePlace, bare, full_path

PARTS_OF_BASIC = ("人员经费合计", "公用经费合计")
WHOLES = frozenset([SUM, "总计", "基本支出合计"])  # of all of them, in no form's data


def tell_misplaced(one: Unread, table: PublicTable, label: str, *, prose: bool = True) -> Finding:
    """Return that what stands in rows of a table slipped, or that a row is blank that should have figures. label: what the
    table is called. prose: whether it stands in a report, which lists some of it."""
    if one.across and one.kind == Fault.BLANK:
        what = f"“{one.what}”这一列只有合计有数，各科目都空着"
        return Finding(Level.ERROR, f"{label} {one.what}", what, "补上各科目的数", rule="ST-4")
    if one.across:
        first = f"“{one.what}”、“{one.between}”" if one.between else f"“{one.what}”"
        pair = f"{first}和“{one.until}”{one.across}的数互换了"
        said = pair if one.until else f"{one.across}的数错开了一列"
        if one.across == Across.SAID:
            where = "正文和表里的数，别的表里的同样核对"
        elif one.across in (Across.ROWS, Across.THREE_ROWS):
            where = f"这{one.across}的数"
        else:
            where = "表头和各列的数"
        hint = f"核对{where}；改正以后再核对"
        return Finding(Level.ERROR, f"{label} {one.what}", said, hint, rule="ST-4")
    if one.kind == Fault.SLIPPED:
        slipped = "编码和名称" if one.path else "名称和数"
        listed = prose and table.name == BY_ECONOMIC_CLASS and not one.path
        other = "；表没有错的，核对正文列举的科目" if listed else ""
        return slip_of_rows(label, one.what, slipped, other, one.until, one.by)
    place = "这一格" if one.path else "这一行"
    what, hint = f"{place}空着，照别处应当有数", "补上；不是漏填的，核对名称和数是不是错开了一行"
    return Finding(Level.ERROR, f"{label} {one.what}", what, hint, rule="ST-4")


def tell_unlabelled(table: PublicTable, label: str) -> Iterator[Finding]:
    """Return the rows by code of a table that print figures and, in the columns for them, no name, or no code where the name tells
    which row it is; all of them in one. label: what the table is called."""
    if table.name != BY_ECONOMIC_CLASS and table.name not in BY_FUNCTION:
        return
    beside = {at: group for group in table.header.groups for at, _ in group.figures}
    named = {one.parts.row for one in table.names.values()}
    printed = {
        one.parts.row: one
        for one in table.figures.values()
        if one.number is not None and one.parts.row.isdigit() and beside[one.column].names
    }
    nameless = [code for code in printed if code not in named]
    codeless = [
        one
        for one in printed.values()
        if not (one.code or plain(one.label).startswith(one.parts.row))
        and (codes := beside[one.column].codes)
        and not any(table.sheet.rows[one.row][at].strip() for at in codes)
    ]
    if len(nameless) == len(printed) > 1:
        yield Finding(Level.ERROR, label, "没有一个科目名称", "补上科目名称", rule="AD-1")
    else:
        for code in nameless:
            yield Finding(Level.ERROR, f"{label} {code}", "这一行没有科目名称", "补上科目名称", rule="AD-1")
    if len(codeless) == len(printed) > 1:
        yield Finding(Level.ERROR, label, "没有一个科目编码", "补上科目编码", rule="AD-1")
    else:
        for one in codeless:
            yield tell_codeless(label, one.parts.row, plain(one.label))


def tell_codeless(label: str, code: str, name: str) -> Finding:
    """Return that a row of a table has no code, which should be the given one. label: what the table is called."""
    what = f"“{name}”这一行没有科目编码"
    return Finding(Level.ERROR, f"{label} {code}", what, f"补上{code}", rule="AD-1")


def rows_of_one_name(unread: Sequence[Unread]) -> dict[str, list[Unread]]:
    """Return of what was not understood of a table the rows that are called by the same word that means a sum, by that: a form that has
    none may find one under each class (小计)."""
    found: dict[str, list[Unread]] = defaultdict(list)
    for one in unread:
        word = one.what.split()[0] if one.kind == Fault.ROW and one.what.split() else ""
        if word in TOTALS:
            found[word].append(one)
    return {word: rows for word, rows in found.items() if len(rows) > 1}


def misunderstood(table: PublicTable, blueprint: Blueprint) -> Iterator[Finding]:
    """Return what else of a table was not understood."""
    label = blueprint.label
    instead = {one.unread: one for one in rows_in_place(table, blueprint)}
    yield from tell_unlabelled(table, label)
    unlabelled = [one for one in table.unread if one.kind == Fault.ROW and prints_no_name(one)]
    if len(unlabelled) > 1:
        what = f"有{len(unlabelled)}行有数，没有名称，不知道是哪一行的"
        yield unchecked(f"{label} “{unlabelled[0].what}”等", what, "补上名称")
    # Of the sums of 基本支出表 each is judged by itself.
    named_alike = [one for one in table.unread if one not in instead and table.name != BY_ECONOMIC_CLASS]
    alike = rows_of_one_name(named_alike)
    for word, rows in alike.items():
        what = f"有{len(rows)}行都叫“{word}”，格式里没有这样的行"
        yield unchecked(f"{label} “{rows[0].what}”等", what, "核对这几行")
    again: dict[int, list[str]] = defaultdict(list)  # by row the codes that have one above it
    for one in table.unread:
        if one.kind == Fault.AGAIN and one.path.isdigit():
            again[one.row].append(one.path)
    for one in table.unread:
        if (len(unlabelled) > 1 and one in unlabelled) or any(one in rows for rows in alike.values()):
            continue
        name = f"{label} “{one.what}”"
        match one.kind:
            case Fault.ROW if codes := codes_in_row(table, one):
                what = f"{len(codes)}行写在一行里（{'、'.join(codes)}），没有核对"
                yield unchecked(f"{label} {codes[0]}", what, "分成几行")
            case Fault.ROW if one not in instead:
                wrong = compare_sum_of_all(table, one, label)
                yield from [unchecked(name, NO_SUCH_ROW, "核对这一行")] if wrong is None else wrong
            case Fault.ROW if instead[one].of_class:
                what = f"{NO_SUCH_ROW}，这里是“{instead[one].label}”"
                yield unchecked(name, what, "核对这一行")
            case Fault.SLIPPED | Fault.BLANK:
                yield tell_misplaced(one, table, label)
            case Fault.MONEY_UNIT:
                what = say_money_units_apart(one.until, one.what)
                yield Finding(Level.ERROR, f"{label} 单位", what, "改成一样的", rule="HY-6")
            case Fault.MERGED:
                first, last = (called(path, label) for path in (one.path, one.until))
                what = (
                    f"{first}到{last.removeprefix(label).strip()}合并成了一格，不知道{one.what}是哪一格的数"
                )
                yield unchecked(first, what, "取消合并，各填各的数")
            case Fault.NAME:
                subject = f"{label} {one.what}"
                yield Finding(Level.ERROR, subject, "这一行没有名称", f"补上“{one.what}”", rule="ST-4")
            case Fault.CODE if one.across:
                first, many = (
                    (f"“{one.path}”、“{one.between}”", "三行") if one.between else (f"“{one.path}”", "两行")
                )
                what = f"{first}和“{one.what}”{many}的{one.across}互换了"
                hint = "照格式改正" if table.name == BY_ECONOMIC_CLASS else "照别的表改正"
                yield Finding(Level.ERROR, f"{label} {one.path}", what, hint, rule="AD-1")
            case Fault.CODE if one.until:
                what = f"“{one.path}”这里的编码是{one.until}，照别处应当是{one.what}"
                yield Finding(Level.ERROR, f"{label} {one.until}", what, "核对编码", rule="AD-1")
            case Fault.CODE if not one.path:
                what = "这一行没有科目编码和名称"
                yield Finding(
                    Level.ERROR, f"{label} {one.what}", what, f"补上{one.what}和它的名称", rule="AD-1"
                )
            case Fault.CODE:
                yield tell_codeless(label, one.what, one.path)
            case Fault.AGAIN if one.path.isdigit():
                codes = again[one.row]
                if one.path == codes[0]:  # of a row of several blocks one finding tells
                    what = f"编码{'、'.join(codes)}{'都' if codes[1:] else ''}不止一行"
                    yield Finding(Level.ERROR, f"{label} {one.path}", what, "留下一行", rule="AD-1")
            case Fault.AGAIN:
                yield Finding(Level.ERROR, name, "这一行重复了", "删去一行", rule="ST-4")


def codes_in_row(table: PublicTable, one: Unread) -> Sequence[str]:
    """Return the codes that one cell of a row prints line by line, where somebody typed several rows in one; () where none does."""
    row, columns = table.sheet.rows[one.row], table.header.columns
    cells = (cell.split() for cell, column in zip(row, columns, strict=False) if column.kind in LABELS)
    return next((codes for codes in cells if len(codes) > 1 and all(map(LONE_CODE.fullmatch, codes))), ())


def prints_no_name(one: Unread) -> bool:
    """Return whether a row that was not understood prints figures and nothing that may be its name."""
    return bool(one.what) and all(map(WITH_UNIT.fullmatch, one.what.split()))


def compare_sum_of_all(table: PublicTable, one: Unread, label: str) -> list[Finding] | None:
    """Return whether the row 合计 of a 基本支出表 is more or less than its parts, 人员经费合计 and 公用经费合计, by more than rounding
    leaves; None for any other row that was not understood."""
    cells = dict.fromkeys(cell for cell in map(plain, table.sheet.rows[one.row]) if cell)
    numbers = [found[1] for cell in cells if (found := WITH_UNIT.fullmatch(cell))]
    words = [bare(cell) for cell in cells if not WITH_UNIT.fullmatch(cell)]
    parts = [
        table.figures.get(full_path(table.name, FigurePlace("", row, "决算数"))) for row in PARTS_OF_BASIC
    ]
    if table.name != BY_ECONOMIC_CLASS or len(numbers) != 1 or not words or not {*words} <= WHOLES:
        return None
    known = [part for part in parts if part and part.number is not None]
    if len(known) < len(parts):
        return None
    gap = (read_digits(numbers[0]) - sum(part.number or 0 for part in known)) * table.factor
    if abs(gap) <= HALF_CENT * (len(parts) + 1):
        return []
    sides = (
        Side(f"{label} {words[0]}", numbers[0]),
        *(Side(f"{label} {part.parts.row}", part.text) for part in known),
    )
    what = f"{words[0]}不是{'、'.join(PARTS_OF_BASIC)}之和"
    return [Finding(Level.ERROR, f"{label} {words[0]}", what, "核对这几个数", sides, rule="X-6")]
