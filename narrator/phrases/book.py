"""The phrasebook: tables of wordings, one per kind of claim, layered from files and proved as a whole.

A later file overrides single entries of an earlier one: the common book, then the form's, then the
unit's own. The proof (`prove`) shows that every situation has exactly one wording that fits it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from narrator import toml
from narrator.bounds import LARGEST_SHEET, read_text
from narrator.facts.choice import CHOICE, choose_among
from narrator.facts.kind import Kind
from narrator.facts.kinds import KINDS
from narrator.phrases.entries import (
    ALSO,
    BETWEEN,
    EACH,
    FACT,
    LIKE,
    PARAMETERS,
    REASON,
    Book,
    Drafts,
    DraftTable,
)
from narrator.phrases.misprints import USUAL, Printing
from narrator.phrases.proof import prove, tell_similar
from narrator.phrases.wording import parse
from narrator.problem import Problem, Unusable
from narrator.regex import compile_later
from narrator.sources import Wording

# How a line begins that names a table, and one that names an entry.
HEADER = compile_later(r"^\s*+\[\s*+(?P<quote>[\"']?)(?P<name>[^\"'\]]++)(?P=quote)\s*+\]")
ENTRY = compile_later(r"^\s*+(?P<quote>[\"']?)(?P<name>[^\"'=#]++)(?P=quote)\s*+=")


@dataclass(frozen=True)
class PhraseFile:
    """A phrasebook file as it was read: its name, and its text."""

    file: str
    text: str


def sheet(path: Path) -> PhraseFile:
    """Return the phrasebook file at a path. Raises Unusable when it can not be read."""
    return PhraseFile(str(path), read_text(path, LARGEST_SHEET, "短语文件"))


def load(
    files: Iterable[Path | PhraseFile], own: Path | PhraseFile | None = None, printing: Printing = USUAL
) -> Book:
    """Return the proved book that the files make, a later one over an earlier one, and a unit's own over them
    all. printing: how the form prints numbers.

    Raises Unusable with every problem: a file that can not be read, and all that `prove` finds.
    """
    drafts, problems = layer_books(files, own, printing=printing)
    if problems:
        raise Unusable(problems)
    return as_book(drafts)


def as_book(drafts: Drafts) -> Book:
    """Return tables of which nothing is wrong as a book."""
    return {name: table.with_kind(table.kind) for name, table in drafts.items() if table.kind}


def layer_books(
    files: Iterable[Path | PhraseFile],
    own: Path | PhraseFile | None = None,
    elsewhere: Collection[str] = (),
    printing: Printing = USUAL,
) -> tuple[Drafts, list[Problem]]:
    """Return the tables that the files make, with a unit's own over them, and what is wrong with them.

    They are proved with every file that is laid over them, so that an entry which the common book lacks is told
    even where this form has one of its own. elsewhere: tables of other forms, for which the unit's own file
    may have entries as well. printing: how the form prints numbers; the last of its files, and a unit's own, are
    written for it, and the others for forms that print them so or as most do.
    """
    files = list(files)
    written = {
        sheet.file if isinstance(sheet, PhraseFile) else str(sheet) for sheet in (*files[-1:], own) if sheet
    }
    # As one of the files may print it that this form goes on from
    whole_zero = () if printing.zero is None else (0,)
    others = Printing(
        tuple(dict.fromkeys((*printing.units, *USUAL.units))),
        tuple(dict.fromkeys((*printing.decimals, *USUAL.decimals, *whole_zero))),
    )
    raw: dict[str, DraftTable] = {}
    book: dict[str, DraftTable] = {}
    problems: list[Problem] = []
    for file in files if own is None else (*files, own):
        known = {*raw, *elsewhere} if file is own else None
        try:
            problems += layer(raw, file if isinstance(file, PhraseFile) else sheet(file), known)
        except Unusable as error:
            problems += error.problems
        before, book = book, {name: replace(table) for name, table in raw.items()}
        for table in book.values():
            problems += inherit(book, table)
        for table in filter(is_choice, book.values()):
            table.kind = choose_among(key for key in table.entries if key not in (REASON, EACH, BETWEEN))
            if file is own:
                problems += unknown_values(table, before[table.name].kind)
        problems += prove(book, printing, written, others)
    return book, list(dict.fromkeys(problems))


def layer(
    book: dict[str, DraftTable], sheet: PhraseFile, known: Collection[str] | None = None
) -> list[Problem]:
    """Lay the entries of a phrasebook file over the book; return what is wrong with its form.

    A table that states other parameters than it has so far is another table: its earlier entries are gone.
    known: the tables for which a unit's own file may have entries; None for a form's file. A unit's own
    file makes no tables, and what a table is about is the form's to say.
    """
    try:
        data = toml.read(sheet.text, sheet.file)
    except Unusable as error:
        return list(find_repeated_entries(sheet))[:1] or list(error.problems)
    lines = entry_lines(sheet.text)
    problems: list[Problem] = []
    for name, stated in data.items():
        line = lines.get((name, ""), lines.get(("", name), 1))
        table = book.get(name)
        if not isinstance(stated, dict):
            hint = '在前面加上["表名"]'
            problems.append(Problem(name, "短语要写在一张表里", hint, file=sheet.file, line=line))
        elif known is None:
            if table is None or (
                table.parameters and stated.get(PARAMETERS, ...) not in (..., [*table.parameters])
            ):
                book[name] = DraftTable(name, sheet.file, line, table.kind if table else None)
            problems += fill_book_table(book[name], stated, sheet, lines, line)
        elif table is not None:
            fixed = {
                FACT: table.kind and table.kind.name,
                PARAMETERS: [*(table.parameters or ())],
                LIKE: table.like,
            }
            for key in fixed.keys() & stated.keys():
                if stated.pop(key) != fixed[key]:
                    what = "这一项由格式定，本单位的短语里不能改"
                    at = lines.get((name, key), line)
                    problems.append(Problem(f"{name}.{key}", what, "删掉这一行", file=sheet.file, line=at))
            problems += fill_book_table(table, stated, sheet, lines, line)
        elif name not in known:
            what = f"格式里没有这张短语表，永远用不到{tell_similar(book, name)}"
            problems.append(Problem(name, what, "改正表名，或者删掉", file=sheet.file, line=line))
    return problems


def fill_book_table(
    table: DraftTable,
    stated: Mapping[str, object],
    sheet: PhraseFile,
    lines: Mapping[tuple[str, str], int],
    table_line: int,
) -> Iterator[Problem]:
    """Write what a file states for a table into it; return what is wrong with that.

    lines: where the entries of the file stand. table_line: where the table begins.
    """
    for key, value in stated.items():
        line = lines.get((table.name, key), table_line)
        where = f"{table.name}.{key}"
        what = hint = ""
        if key == FACT:
            table.kind = KINDS.get(value) if isinstance(value, str) else None
            if table.kind is None:
                what, hint = f"没有“{value}”这种事实", "从" + "、".join(KINDS) + "中选一种"
        elif key == LIKE:
            table.like, table.like_at = str(value), (sheet.file, line)
        elif key == PARAMETERS:
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                table.parameters = tuple(value)
            else:
                what, hint = "参数要写成名称的列表", '写成["主语"]的样子'
        elif key == ALSO:
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                table.also = tuple(value)
            else:
                what, hint = "也要原因的情形要写成名称的列表", '写成["持平"]的样子'
        elif not isinstance(value, str):
            what, hint = "短语要写成文字", "两边加引号"
        else:
            try:
                table.entries[key] = Wording(parse(value), where, sheet.file, line)
            except ValueError as error:
                what, hint = str(error), "改正花括号"
        if what:
            yield Problem(where, what, hint, file=sheet.file, line=line)


def inherit(book: Mapping[str, DraftTable], table: DraftTable) -> list[Problem]:
    """Give a table the entries of the table that it is like (沿用), and of the one that that is like; return
    what is wrong with that.
    """
    seen = {table.name}
    source = table
    while source.like:
        following = book.get(source.like)
        if following is None or following.name in seen:
            file, line = source.like_at
            beside = {name: one for name, one in book.items() if one.file == file and one is not source}
            none = f"没有这张表{tell_similar(beside, source.like)}"
            what = none if following is None else "沿用转了一圈又回到自己"
            return [
                Problem(f"{source.name}.{LIKE}", f"“{source.like}”：{what}", "改正表名", file=file, line=line)
            ]
        if source is table and not table.entries and table.parameters is None and table.also is None:
            file, line = source.like_at
            return [
                Problem(
                    f"{table.name}.{LIKE}",
                    f"这张表和“{source.like}”没有两样",
                    "写上不同的那几条，或者删掉",
                    file=file,
                    line=line,
                )
            ]
        source = following
        seen.add(source.name)
        table.kind = table.kind or source.kind
        table.parameters = source.parameters if table.parameters is None else table.parameters
        table.also = source.also if table.also is None else table.also
        table.entries = {**source.entries, **table.entries}
    return []


def is_choice(table: DraftTable) -> bool:
    """Return whether a table says which value was chosen; its entries are then named as the values."""
    return table.kind is not None and table.kind.name == CHOICE.name


def unknown_values(table: DraftTable, formal: Kind | None) -> Iterator[Problem]:
    """Return a problem for each value that a unit's own file has a wording for, and the form has none: formal is what
    the form's table says without that file.
    """
    known = formal.situations if formal else {}
    for key, entry in table.entries.items():
        if key not in known:
            what = "格式的这张短语表没有这一种，这一条永远用不到"
            hint = f"改成{'、'.join(known)}中的一种，或者删掉"
            yield Problem(entry.rule, what, hint, file=entry.file, line=entry.line)


def find_repeated_entries(sheet: PhraseFile) -> Iterator[Problem]:
    """Return a problem for each entry that stands in a phrasebook file twice."""
    seen: dict[tuple[str, str], int] = {}
    for entry, number in lines_of_entries(sheet.text):
        if entry in seen:
            where = ".".join(filter(None, entry))
            what = f"同一条写了两次，第{seen[entry]}行已经有了"
            yield Problem(where, what, "留下一条", file=sheet.file, line=number)
        seen[entry] = number


def tables_in_unreadable(files: Iterable[Path]) -> set[str]:
    """Return the tables that stand in those phrasebook files that are no TOML: what they say nobody knows."""
    found: set[str] = set()
    for file in files:
        with suppress(Unusable):
            text = sheet(file).text
            try:
                toml.read(text, str(file))
            except Unusable:
                found |= {table for (table, _), _ in lines_of_entries(text)}
    return found


def lines_of_entries(source: str) -> Iterator[tuple[tuple[str, str], int]]:
    """Return the tables and entries of a phrasebook, each as (table, entry or ""), with its line."""
    table = ""
    for number, line in enumerate(source.split("\n"), 1):
        if header := HEADER.match(line):
            table = header["name"] if header["quote"] else header["name"].strip()
            yield (table, ""), number
        elif entry := ENTRY.match(line):
            yield (table, entry["name"] if entry["quote"] else entry["name"].strip()), number


def entry_lines(source: str) -> dict[tuple[str, str], int]:
    """Return where the tables and entries of a phrasebook stand: (table, entry or "") and its line, the last
    of several.
    """
    return dict(lines_of_entries(source))
