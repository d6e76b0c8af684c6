"""The phrasebook: tables of wordings, one per kind of claim, layered from files and proved as a whole.

A later file overrides single entries of an earlier one: the common book, then the form's, then the
unit's own. The proof (`prove`) shows that every situation has exactly one wording that fits it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path

from narrator.facts.kind import Kind, Situation
from narrator.facts.kinds import KINDS
from narrator.phrases.wording import Blank, Wording, parse
from narrator.problem import Problem, Unusable, unopened

FACT, PARAMETERS, REASON, EACH, BETWEEN, LIKE = "事实", "参数", "原因句", "每项", "分隔", "沿用"
UP = re.compile("增加|增长|上升|提高|大于|超过|超出|多支")
DOWN = re.compile("减少|降低|下降|小于|低于|不足预算|少支")
CAUSE = re.compile("原因|因为|由于")
MOVE = re.compile("(?:增加|减少|增长|上升|提高|降低|下降)了?$")
SIGN = re.compile("[-−－+＋±]$")
MARKS = "，。、；：！？"
MOST_TABLES = 300  # among which a slip is looked for; the largest real book has a sixth
SIGNED = ("本年", "上年", "决算数", "预算数")  # figures that may be negative


@dataclass
class Table:
    """One kind of claim: which kind of fact it words, and how.

    parameters: names that the template fills in besides the figures, such as 主语.
    entries: the wordings, by situation; besides them 原因句 (how a reason is joined), 每项 and 分隔
        (how an enumeration is written).
    like: the table (沿用) whose entries hold here as well, unless this one has its own; like_at: the file
        and the line that say so.
    """

    name: str
    file: str
    line: int
    kind: Kind | None = None
    parameters: tuple[str, ...] | None = None
    entries: dict[str, Wording] = field(default_factory=dict)
    like: str = ""
    like_at: tuple[str, int] = ("", 0)


Book = Mapping[str, Table]


@dataclass(frozen=True)
class Sheet:
    """A phrasebook file as it was read: its name, and its text."""

    file: str
    text: str


def sheet(path: Path) -> Sheet:
    """The phrasebook file PATH. Raises Unusable when it can not be read."""
    try:
        return Sheet(str(path), path.read_text("utf-8-sig"))
    except OSError as error:
        problem = Problem("", *unopened(error), file=str(path))
    except UnicodeDecodeError:
        problem = Problem("", "短语文件不是UTF-8编码", "用记事本另存为UTF-8", file=str(path))
    raise Unusable([problem])


def load(files: Iterable[Path | Sheet]) -> Book:
    """The book that FILES make, a later one over an earlier one, proved.

    Raises Unusable with every problem: a file that can not be read, and all that `prove` finds.
    """
    book, problems = layered(files)
    if problems:
        raise Unusable(problems)
    return book


def layered(files: Iterable[Path | Sheet]) -> tuple[Book, list[Problem]]:
    """The book that FILES make, and what is wrong with it.

    It is proved with every file that is laid over it, so that an entry which the common book lacks is
    told even where this form has one of its own.
    """
    raw: dict[str, Table] = {}
    book: dict[str, Table] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            problems += layer(raw, file if isinstance(file, Sheet) else sheet(file))
        except Unusable as error:
            problems += error.problems
        book = {name: replace(table) for name, table in raw.items()}
        for table in book.values():
            problems += inherit(book, table)
        problems += prove(book)
    return book, list(dict.fromkeys(problems))


def layer(book: dict[str, Table], sheet: Sheet) -> list[Problem]:
    """Lay the entries of SHEET over BOOK; what is wrong with its form comes back."""
    file = sheet.file
    try:
        data = tomllib.loads(sheet.text)
    except (ValueError, RecursionError) as error:  # TOMLDecodeError, a number too long, brackets too deep
        return [unreadable(error, sheet)]
    lines = entry_lines(sheet.text)
    problems: list[Problem] = []
    for name, entries in data.items():
        line = lines.get((name, ""), lines.get(("", name), 1))

        def problem(what: str, hint: str, line: int = line, where: str = name) -> None:
            problems.append(Problem(where, what, hint, file=file, line=line))

        if not isinstance(entries, dict):
            problem("短语要写在一张表里", '在前面加上["表名"]')
            continue
        table = book.setdefault(name, Table(name, file, line))
        for key, value in entries.items():
            at, where = lines.get((name, key), line), f"{name}.{key}"
            if key == FACT:
                table.kind = KINDS.get(value) if isinstance(value, str) else None
                if table.kind is None:
                    problem(f"没有“{value}”这种事实", "从" + "、".join(KINDS) + "中选一种", at, where)
            elif key == LIKE:
                table.like, table.like_at = str(value), (file, at)
            elif key == PARAMETERS:
                if isinstance(value, list) and all(isinstance(item, str) for item in value):
                    table.parameters = tuple(value)
                else:
                    problem("参数要写成名称的列表", '写成["主语"]的样子', at, where)
            elif not isinstance(value, str):
                problem("短语要写成文字", "两边加引号", at, where)
            else:
                try:
                    table.entries[key] = Wording(parse(value), where, file, at)
                except ValueError as error:
                    problem(str(error), "改正花括号", at, where)
    return problems


def inherit(book: Mapping[str, Table], table: Table) -> list[Problem]:
    """Give TABLE the entries of the table that it is like, and of the one that that is like."""
    seen = {table.name}
    source = table
    while source.like:
        following = book.get(source.like)
        if following is None or following.name in seen:
            what = "没有这张表" if following is None else "沿用转了一圈又回到自己"
            file, line = source.like_at
            return [
                Problem(f"{source.name}.{LIKE}", f"“{source.like}”：{what}", "改正表名", file=file, line=line)
            ]
        if source is table and not table.entries and table.parameters is None:
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
        table.entries = {**source.entries, **table.entries}
    return []


def unreadable(error: Exception, sheet: Sheet) -> Problem:
    """What keeps SHEET from being read: an entry that stands there twice, or a slip of the pen."""
    seen: dict[tuple[str, str], int] = {}
    for entry, number in numbered(sheet.text):
        if entry in seen:
            where = ".".join(filter(None, entry))
            what = f"同一条写了两次，第{seen[entry]}行已经有了"
            return Problem(where, what, "留下一条", file=sheet.file, line=number)
        seen[entry] = number
    found = re.search(r"line (\d+)", str(error))
    line = int(found.group(1)) if found else sheet.text.count("\n") + 1
    return Problem("", "这里不是正确的TOML写法", "检查引号、等号和方括号", file=sheet.file, line=line)


def numbered(source: str) -> Iterator[tuple[tuple[str, str], int]]:
    """The tables and entries of a phrasebook, (table, entry or ""), each with its line."""
    table = ""
    for number, line in enumerate(source.split("\n"), 1):
        if header := re.match(r"\s*\[\s*[\"']?([^\"'\]]+?)[\"']?\s*\]", line):
            table = header.group(1)
            yield (table, ""), number
        elif entry := re.match(r"\s*[\"']?([^\"'=#]+?)[\"']?\s*=", line):
            yield (table, entry.group(1)), number


def entry_lines(source: str) -> dict[tuple[str, str], int]:
    """Where the tables and entries of a phrasebook stand: (table, entry or "") → line."""
    return dict(numbered(source))


def prove(book: Book) -> list[Problem]:
    """What keeps BOOK from being total, exclusive and reachable; nothing when it is.

    Every situation of a table's kind of fact has one wording (TOML allows no second), every entry belongs
    to a situation that can hold, every blank exists in its situation, no wording says the opposite
    direction, and the words for a reason stand only where there is one.
    """
    found: list[Problem] = []
    for table in book.values():
        found += prove_table(table, "" if table.kind else similar(book, table.name))
    return found


def similar(book: Book, name: str) -> str:
    """What to add to a complaint about the table NAME: which other of BOOK may be meant, or nothing."""
    if len(book) > MOST_TABLES:
        return ""
    near = closest(name, [other for other in book if other != name], 0.5)
    if not near:
        return ""
    table = book[near]
    return f"；有一张相近的“{table.name}”（{Path(table.file).name}，第{table.line}行）"


def proof(book: Book) -> Iterator[str]:
    """The proof that BOOK is total and exclusive, to be read: each situation, when it holds, its wording."""
    for table in book.values():
        if table.kind is None:
            continue
        yield f"\n〔{table.name}〕说“{table.kind.name}”，由{'、'.join(table.kind.arguments)}决定"
        for name, situation in table.kind.situations.items():
            wording = table.entries.get(name)
            said = f"{wording}  （{Path(wording.file).name}，第{wording.line}行）" if wording else "（缺）"
            yield f"  {name}：{situation.meaning}\n      {said}"
        for name in (REASON, EACH, BETWEEN):
            if name in table.entries:
                yield f"  {name}：{table.entries[name]}"


def prove_table(table: Table, other: str) -> list[Problem]:
    """What falls short in TABLE; OTHER: another table that may be meant when it says nothing of its own."""
    problems: list[Problem] = []

    def problem(where: str, what: str, hint: str, wording: Wording | None = None) -> None:
        file, line = (wording.file, wording.line) if wording else (table.file, table.line)
        problems.append(Problem(where, what, hint, file=file, line=line))

    kind = table.kind
    if kind is None:
        slip = next((one for key, one in table.entries.items() if closest(key, (FACT, LIKE), 0.5)), None)
        problem(
            table.name, f"没有写明说的是哪种事实{other}", f"加上“事实”，从{'、'.join(KINDS)}中选一种", slip
        )
        return problems
    listing = kind.name == "列举"
    extra = {REASON} | ({EACH, BETWEEN} if listing else set())
    reason = table.entries.get(REASON)
    for name, situation in kind.situations.items():
        if name not in table.entries:
            problem(f"{table.name}.{name}", f"缺少这种情形的短语（{situation.meaning}）", "补上这一条")
    for key, wording in table.entries.items():
        if key not in kind.situations and key not in extra:
            near = closest(key, [*kind.situations, *extra])
            hint = f"改成“{near}”，或者删掉" if near else "删掉"
            problem(wording.rule, f"“{kind.name}”没有这种情形，这一条永远用不到", hint, wording)
    for key in {EACH, BETWEEN} & extra - table.entries.keys():
        problem(f"{table.name}.{key}", "列举的短语缺少这一条", "补上这一条")
    if reason is not None and reason.blanks != ("理由",):
        problem(reason.rule, "原因句里要有一处、也只能有一处 {{ 理由 }}", "补上或删去", reason)
    asking = next((one for one in table.entries.values() if "原因" in one.blanks), None)
    if reason is None and asking is not None:
        problem(f"{table.name}.{REASON}", "有 {{ 原因 }} 而没有原因句", "补上这一条")
    for name, situation in kind.situations.items():
        entry = table.entries.get(name)
        if entry is None:
            continue
        allowed = {*situation.blanks, *(table.parameters or ())} | ({"原因"} if reason else set())
        for blank in entry.blanks:
            if blank not in allowed and (blank != "原因" or reason):
                near = closest(blank, allowed)
                what = f"这种情形（{situation.meaning}）没有“{blank}”这个数"
                hint = f"改成“{near}”" if near else "从" + "、".join(sorted(allowed)) + "中选"
                problem(entry.rule, what, hint, entry)
        if reason and situation.differs and entry.blanks.count("原因") != 1:
            problem(entry.rule, "两数不同而没有说原因的地方", "在句中写一处 {{ 原因 }}", entry)
        if CAUSE.search(entry.literal) and "文字" not in entry.blanks:
            problem(
                entry.rule,
                "原因要写在“原因句”里，写在这里会留下没有下文的“主要原因”",
                "移到原因句，这里写 {{ 原因 }}",
                entry,
            )
        for what, hint in misdirections(entry, kind, situation):
            problem(entry.rule, what, hint, entry)
    for wording in table.entries.values():
        for what, hint in misprints(wording, reason):
            problem(wording.rule, what, hint, wording)
    return problems


def misdirections(wording: Wording, kind: Kind, situation: Situation) -> Iterator[tuple[str, str]]:
    """Where WORDING says another direction than SITUATION has, or none; and what to do."""
    said = {direction for direction, words in ((1, UP), (-1, DOWN)) if words.search(wording.literal)}
    if kind.name in ("变动", "完成") and said - {situation.direction}:
        yield f"说的方向与情形不符（{situation.meaning}）", "改正增加、减少等词"
    if kind.name == "变动" and situation.differs and situation.direction not in said:
        yield f"没有说方向（{situation.meaning}）", "写上增加、减少等词"


def closest(word: str, names: Iterable[str], cutoff: float = 0.3) -> str:
    """The one of NAMES that WORD may be a slip of; nothing when none comes near."""
    return next(iter(get_close_matches(word, [*names], 1, cutoff)), "")


def misprints(wording: Wording, reason: Wording | None) -> Iterator[tuple[str, str]]:
    """What WORDING could print that no sentence may have: a sign, two marks in a row; and what to do."""
    if any(isinstance(piece, str) and re.search(f"[{MARKS}]{{2}}", piece) for piece in wording.pieces):
        yield "连着两个标点", "删掉一个"
    for piece, following in pairwise(wording.pieces):
        if not isinstance(piece, str) or not isinstance(following, Blank):
            continue
        if SIGN.search(piece):
            yield f"“{following.name}”前面有正负号", "删掉，方向由增加、减少来说"
        if MOVE.search(piece) and following.name in SIGNED:
            yield f"“{piece[-2:]}”后面的“{following.name}”可能是负数", "改成“变动额”"
        if following.name == "原因" and reason and piece[-1] in MARKS and str(reason)[:1] in MARKS:
            yield "原因句前面连着两个标点", "删掉 {{ 原因 }} 前面的标点"
