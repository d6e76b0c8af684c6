"""HY: slips that have nothing to do with figures: left-over placeholders, repeated words, punctuation.

Each is a pattern on the printed text; what is certain to be wrong is an error, the rest is to be looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.checks.grid import plain
from narrator.checks.printed import Reading
from narrator.checks.reading import Line, Prose
from narrator.form import Form

HAN = "\u4e00-\u9fff"
PLACEHOLDER = re.compile(
    r"【[^】]{0,80}(?:填写|填报|请)[^】]{0,80}】|[×✕]{2,}|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|_{3,}|\*{3,}|[•·]{3,}|…{3,}|（此处|\{\{|\}\}"
)
BOTH = re.compile(
    r"(?:增加|减少|增长|下降|降低|大于|小于|高于|低于)\s*[（(/／]\s*(?:或)?\s*(?:增加|减少|增长|下降|降低|大于|小于|高于|低于|持平)"
)
REPEATED = re.compile(rf"([{HAN}]{{2,16}}[：:，,]?)\1")
DOUBLED = re.compile(r"([。，、；：])[。，、；：]")
HALF_WIDTH = re.compile(
    rf"[{HAN}）”》][,;:?!](?=[{HAN}（“《\s])|(?<=[{HAN}])\((?=[{HAN}])|(?<=[{HAN}])\)(?=[{HAN}])"
)
MONEY = re.compile(r"\d\s*(?:万元|%|％)")


def placeholders(lines: Sequence[Line], reading: Reading) -> Iterator[Finding]:
    """HY-1: nothing is left of the form's placeholders and instructions."""
    for place, text in (*((f"正文{line.place}", line.text) for line in lines), *cells(reading)):
        if found := PLACEHOLDER.search(text):
            shown = around(text, found)
            yield Finding(
                Level.ERROR,
                f"{place} “{found.group()[:20]}”",
                "还留着格式的提示，没有填写",
                "填写，或者删去",
                (Side(place, shown),),
            )


def options(lines: Sequence[Line]) -> Iterator[Finding]:
    """HY-2: of 增加（减少） one is left."""
    for line in lines:
        if found := BOTH.search(line.text):
            what = "两个选项都留着"
            yield Finding(
                Level.ERROR,
                f"“{around(line.text, found)}”",
                what,
                "留下一个",
                (Side(f"正文{line.place}", around(line.text, found)),),
            )


def repeated(lines: Sequence[Line], reading: Reading) -> Iterator[Finding]:
    """HY-3: no word stands twice."""
    seen: set[str] = set()
    for place, text in (*((f"正文{line.place}", line.text) for line in lines), *cells(reading)):
        for found in REPEATED.finditer(text):
            shown = around(text, found)
            if shown not in seen:
                seen.add(shown)
                what = f"“{found.group(1)}”重复了"
                yield Finding(Level.HINT, f"“{shown}”", what, "核对，删去重复的", (Side(place, shown),))


def slips(prose: Prose, lines: Sequence[Line]) -> Iterator[Finding]:
    """HY-4: the form's words are as the form has them; no mark stands twice."""
    for line, printed, wanted in prose.differs:
        sides = (Side(f"正文{line.place}", printed), Side("格式", wanted))
        what = (
            "格式里的这半句没有找到"
            if not printed
            else "这里的话与格式的不同"
            if wanted
            else "格式里没有这些话"
        )
        subject = f"“{(printed or wanted)[:30]}”"
        yield Finding(Level.HINT, subject, what, "核对错字、脱字，照格式改正", sides)
    for line in lines:
        if found := DOUBLED.search(line.text):
            shown = around(line.text, found)
            yield Finding(
                Level.HINT, f"“{shown}”", "标点重复", "删去一个", (Side(f"正文{line.place}", shown),)
            )


def punctuation(lines: Sequence[Line]) -> Iterator[Finding]:
    """HY-5: Chinese text has Chinese punctuation."""
    for line in lines:
        found = list(HALF_WIDTH.finditer(line.text))
        if found:
            shown = around(line.text, found[0])
            what = f"这一段有{len(found)}处半角标点"
            yield Finding(
                Level.HINT, f"“{line.plain[:20]}”", what, "改成全角标点", (Side(f"正文{line.place}", shown),)
            )


def zeros(reading: Reading, form: Form) -> Iterator[Finding]:
    """HY-7: zero is printed in one way in all tables: as the form has it."""
    for name in sorted({path.partition(".")[0] for path in reading.shown if path.startswith("公开")}):
        values = [text for path, text in reading.shown.items() if path.startswith(f"{name}.")]
        written = sum(text in ("0.00", "0", "0.0") for text in values)
        blank = sum(not text for text in values)
        wrong = written if not form.zero else blank
        if wrong and (written or not form.zero):
            what = f"这张表有{wrong}处零印成“{'0.00' if not form.zero else ''}”，格式{f'印“{form.zero}”' if form.zero else '空着'}"
            yield Finding(Level.HINT, f"{name} 零值", what, "各表的零值统一")


def unread(prose: Prose) -> Iterator[Finding]:
    """What states figures and was not understood: not checked, and not guessed."""
    for line, text in prose.unread:
        if MONEY.search(text):
            shown = text if len(text) <= 40 else f"{text[:40]}…"
            yield unchecked(
                f"正文“{plain(text)[:20]}”",
                "没有读懂这句话，里面的数没有核对",
                "人工核对",
                Side(f"正文{line.place}", shown),
            )


def cells(reading: Reading) -> Iterator[tuple[str, str]]:
    """The texts of the cells of tables, with what a reader calls their places."""
    for path, text in reading.shown.items():
        if len(text) > 1 and not text[0].isdigit():
            yield reading.cells[path], text


def around(text: str, found: re.Match[str], most: int = 10) -> str:
    """What was found with the words around it."""
    begin, end = max(0, found.start() - most), min(len(text), found.end() + most)
    return " ".join(text[begin:end].split())
