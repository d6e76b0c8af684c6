"""What a report holds that is none of its lines: notes, hidden words, files within it, its title, stray contents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from narrator.document import CONTENTS, Document, Paragraph
from narrator.edits.report_lines import every_line, place_for_people
from narrator.problem import Problem, Severity
from narrator.regex import compile_later

if TYPE_CHECKING:
    from narrator.readers.docx.docx_report import Report

ELSEWHERE = "在数据或格式里改"
# That a heading begins with
NUMBER = compile_later(r"^[（(]?(?:[一二三四五六七八九十百]+|\d+)[）)、.．]|^附表\d+")


def find_beside_text(report: Report, title: str | None = None) -> Iterator[Problem]:
    """Return what people put into a report beside its text, none of which is taken.

    title: the one among its properties when it was made; None when that is not known.
    """
    for problem in find_unseen(report):
        yield problem._replace(what=f"{problem.what}，没有采用")
    for note in report.notes:
        if note.words:
            yield Problem("", f"报告里加了{note}，没有采用", ELSEWHERE, Severity.WARNING)
    for words in find_stray_contents(report.document):
        yield Problem("", f"报告里加了目录里的“{words}”，没有采用", ELSEWHERE, Severity.WARNING)
    if title is not None and report.document.title != title:
        what = f"文件属性里的标题由“{title}”改成了“{report.document.title}”，没有采用"
        yield Problem("", what, ELSEWHERE, Severity.WARNING)


def find_unread(report: Report, title: str | None = None) -> Iterator[Problem]:
    """Return what stands beside the text of a report, where no rule looks. title: as of `find_beside_text`."""
    for note in report.notes:
        if note.words:
            yield Problem("", f"报告里有{note}，没有核对", "自己看一遍", Severity.WARNING)
    yield from map(describe_unseen, unseen_notes(report))
    if title is not None and report.document.title != title:
        what = f"文件属性里的标题是“{report.document.title}”，报告的是“{title}”"
        yield Problem("", what, "在Word的文件属性里改，或者重新生成", Severity.WARNING)


def find_unseen(report: Report) -> Iterator[Problem]:
    """Return what a report that was read holds and a reader of its pages, or narrator, does not see."""
    for line in every_line(report.document):
        for _, words in line.hidden:
            yield describe_unseen((place_for_people(line), words))
    yield from map(describe_unseen, unseen_notes(report))


def unseen_notes(report: Report) -> Iterator[tuple[str, str]]:
    """Return what nobody sees beside the text of a report, each with what it stands in."""
    for note in report.notes:
        for words in note.unseen:
            yield note.kind, words


def describe_unseen(unseen: tuple[str, str]) -> Problem:
    """Return the problem that words stand in a place and are not seen; none are those of another file."""
    place, words = unseen
    if words:
        what = f"有隐藏的文字“{' '.join(words.split())}”，读者看不见"
        return Problem(place, what, "在Word里取消隐藏，或者删掉", Severity.WARNING)
    what = "嵌着另一份文件（altChunk），里面的内容没有读"
    return Problem(place, what, "用Word打开报告再保存，把它变成报告自己的文字", Severity.WARNING)


def find_stray_contents(document: Document) -> Iterator[str]:
    """Return the lines of the contents that are no heading's, whatever page numbers they have, and numbers
    before them that the contents alone may have.
    """
    known = {"目录", *("".join(line.text.split()) for line in every_line(document))}
    for block in document.blocks:
        if isinstance(block, Paragraph) and block.style == CONTENTS:
            name = "".join(block.text.string.split())
            names = {name, name.rstrip("0123456789.…")}
            if known.isdisjoint(names | {NUMBER.sub("", one) for one in names}):
                yield block.text.string.strip()
