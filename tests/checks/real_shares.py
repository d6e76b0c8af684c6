"""How many alterations of one printed figure of a report, whoever made it, `check` tells.

    python tests/checks/real_shares.py 报告.docx [--form 上海2024] [--prose] [--tables] [--times 1] [--missed]

Every figure of the prose (numbers of headings and items left out) and of the tables is altered, one at a time; it is
told when there is an error or a hint that the report as it is does not have. What only a tolerance hides (尾差) counts
as not told. Three in eight alterations are by one or two units of the last digit, which rounding explains in a long
sum: the share of the others is printed, too. --missed lists those that were not told.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from checks.alter import Spot, altered, another_number, parts
from narrator import form as forms
from narrator.checks.finding import Finding, Level
from narrator.checks.printed.pattern import Patterns
from narrator.checks.report.inspection import Basis, check
from narrator.checks.report.recognition import likeliest_form
from narrator.compose.composition import compose
from narrator.disclosure.value import Record
from narrator.document import Document, Heading, Paragraph, Spread, Table
from narrator.form import form_folders
from narrator.form.other_money_unit import form_in_money_unit_of
from narrator.form_knowledge import blueprints, book
from narrator.readers.docx.docx_report import read_docx

NUMBER = re.compile(r"(?<![\dA-Za-z.])\d[\d,，]*(?:\.\d+)?(?![\d.]*\d)")
NUMBERED = re.compile(r"\s*(?:第[一二三四五六七八九十]+部分|[（(]?\d+[)）.、．](?!\d))")
CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")
CONTENTS = "目录"


class Desk:
    """The report PATH, checked by its printed text alone."""

    def __init__(self, path: Path, form_name: str | None = None) -> None:
        self.document = read_docx(path).document
        known = map(forms.load, form_folders.names())
        form = forms.load(form_name) if form_name else likeliest_form(self.document, known)
        if form is None:
            raise SystemExit("认不出这是哪种公开格式的报告，用 --form 写明")
        self.folder = TemporaryDirectory()  # for as long as the form is used
        form = form_in_money_unit_of(self.document, form, Path(self.folder.name, "元"), book(form))
        self.form, self.patterns = form, Patterns(book(form))
        self.before = {told(one) for one in self.check(self.document)}

    def check(self, document: Document) -> list[Finding]:
        def again(data: Record) -> Document:
            return compose(data, self.form, self.patterns.book).document

        return check(document, Basis(self.form, self.patterns, again, blueprints(self.form)))

    def new(self, document: Document) -> list[Finding]:
        """What is told of DOCUMENT and not of the report as it is."""
        return [one for one in self.check(document) if told(one) not in self.before]


def told(one: Finding) -> tuple[object, ...]:
    """What ONE says, without the figures of the sentences that it quotes to show its place: that they were altered
    tells nothing.
    """
    if one.rule.startswith("HY-4") or one.rule == "读":
        return (one.rule, re.sub(r"\d+", "", one.what), one.level)
    names = [re.sub(r"\d+", "", name) for name in (one.key, *(side.name for side in one.sides))]
    return (*names, one.what, one.level, *(side.value for side in one.sides))


def figures(document: Document, kinds: Sequence[str]) -> Iterator[Spot]:
    """The figures that DOCUMENT prints, of KINDS (正文, 表)."""
    for at, block in enumerate(document.blocks):
        kind = "表" if isinstance(block, Table) else "正文"
        if kind not in kinds or (isinstance(block, (Heading, Paragraph)) and block.style == CONTENTS):
            continue
        if not isinstance(block, (Heading, Paragraph, Spread, Table)):
            continue
        for part, text in parts(block):
            mark = NUMBERED.match(text.string)
            for found in NUMBER.finditer(text.string, mark.end() if mark and kind == "正文" else 0):
                # Of a table the cells that are figures, line numbers and codes left out.
                alone = found.group() == text.string.strip()
                if kind == "正文" or (
                    alone and not (found.group().isdigit() and is_name(text.string.strip()))
                ):
                    yield Spot(kind, at, part, found.start(), found.end())


def is_name(text: str) -> bool:
    """Whether TEXT, of digits, is a line number or a code and no figure."""
    return len(text) < 3 or bool(CODE.fullmatch(text))


def is_more(old: str, new: str) -> bool:
    """Whether a figure was altered by more than two units of its last digit."""
    digits = [int(re.sub(r"\D", "", one)) for one in (old, new)]
    return abs(digits[0] - digits[1]) > 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--form")
    parser.add_argument("--prose", action="store_true")
    parser.add_argument("--tables", action="store_true")
    parser.add_argument("--times", type=int, default=1, help="how often each figure is altered")
    parser.add_argument("--missed", action="store_true")
    options = parser.parse_args()
    desk, rng = Desk(options.path, options.form), random.Random(20240101)
    kinds = [name for name, chosen in (("正文", options.prose), ("表", options.tables)) if chosen] or [
        "正文",
        "表",
    ]
    counts: Counter[tuple[str, str]] = Counter()
    missed: list[str] = []
    for spot in figures(desk.document, kinds):
        text = dict(parts(desk.document.blocks[spot.block]))[spot.part].string
        for _ in range(options.times):
            new = another_number(rng.choice, re.sub("[,，]", "", text[spot.start : spot.end]))
            levels = {one.level for one in desk.new(altered(desk.document, spot, new))}
            result = "找到" if levels & {Level.ERROR, Level.HINT} else "没有找到"
            counts[spot.kind, result] += 1
            if is_more(text[spot.start : spot.end], new):
                counts[f"{spot.kind}，超过末位2的", result] += 1
            if result == "没有找到":
                around = (
                    text[max(0, spot.start - 14) : spot.start] + f"[{text[spot.start : spot.end]} → {new}]"
                )
                missed.append(f"{spot.kind} {spot.block} {around}{text[spot.end : spot.end + 6]}")
    for kind in sorted({kind for kind, _ in counts}):
        hit, whole = counts[kind, "找到"], counts[kind, "找到"] + counts[kind, "没有找到"]
        print(f"{kind}：改动{whole}处，找到{hit}处，{100 * hit / whole if whole else 100:.1f}%")
    for line in missed if options.missed else ():
        print("没有找到：", line)


if __name__ == "__main__":
    main()
