"""What people changed in a report: the texts in its content controls, and everything beside them.

`found_lines` finds out which control is whose, `outside` what changed beside them, `beside_text` what stands in no line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from narrator.document import PICTURE
from narrator.edits.beside_text import ELSEWHERE, find_beside_text
from narrator.edits.found_lines import (
    FoundLines,
    Key,
    PrintedSlot,
    find_printed,
    mark_slots,
    text_for_message,
)
from narrator.edits.line_pairs import without_spacing
from narrator.edits.outside import Outside
from narrator.edits.own_paragraphs import OwnParagraphs
from narrator.edits.page_layout import SnapshotLayout, find_layout_changes
from narrator.edits.report_lines import LineBlank, ReportLine
from narrator.problem import Problem, Severity, shorten
from narrator.regex import compile_later

if TYPE_CHECKING:
    from narrator.readers.docx.docx_report import Report

# What Word itself shows in a control whose text was deleted.
PROMPTS = {
    "单击或点击此处输入文字。", "单击此处输入文字。", "点击或点按此处输入文字。", "点击此处输入文字。",
    "Click or tap here to enter text.", "Click here to enter text.",
    "单击或点击以输入日期。", "单击此处输入日期。", "Click or tap to enter a date.", "选择一项。", "Choose an item.",
}  # fmt: skip
PROMPT = "【请填写"  # how a placeholder of ours begins
PROMPT_ALONE = compile_later(f"{PROMPT}[^【】]*】")


@dataclass(frozen=True)
class SlotEdit:
    """What a slot says in Word.

    was, now: its lines as printed and as they are.
    stopped: for each line of `now`, whether the sentence's full stop follows it.
    """

    name: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    stopped: tuple[bool, ...]


@dataclass(frozen=True)
class Edits:
    """What was changed in a report.

    texts: by slot, what was edited.
    outside: what was changed beside the controls, and what could not be told. None of that is taken.
    """

    texts: Mapping[str, SlotEdit]
    outside: tuple[Problem, ...]


class FoundControl(NamedTuple):
    """A control whose slot is known, and the number of the line that it was found in."""

    line: int
    control: LineBlank


def find_edits(
    made: Sequence[ReportLine], report: Report, layout: SnapshotLayout | None = None, title: str | None = None
) -> Edits:
    """Return what was changed in a report since it was made.

    made: its lines as they were made. layout, title: those that it was made with; None when they are not
    known.
    """
    return Comparison(made, report, layout or {}, title).edits()


class Comparison:
    """One report compared with what was made."""

    def __init__(
        self, made: Sequence[ReportLine], report: Report, layout: SnapshotLayout, title: str | None
    ) -> None:
        self.made, self.report, self.layout, self.title = made, report, layout, title
        self.lines = FoundLines(made, report.document)
        self.moved_out: set[int] = set()  # lines where a text was taken out of its control, or put beside any

    def edits(self) -> Edits:
        """Return all that was changed."""
        places = list(find_printed(self.made))
        repeated = {name for name, times in Counter(place.name for place in places).items() if times > 1}
        taken: set[Key] = set()
        found: dict[str, list[tuple[int, SlotEdit]]] = defaultdict(list)
        for place in places:
            mine = self.belonging(place, repeated, taken)
            taken.update(mine)
            if mine and (edit := self.edit(place, mine)) is not None:
                found[place.name].append((mine[0].line, edit))
        spare = self.lines.known.keys() - taken
        texts = {name: edits[0][1] for name, edits in found.items() if self.agree(name, edits, spare)}
        self.copies(spare)
        own = OwnParagraphs(self.lines, self.report.document)
        outside = Outside(self.lines, taken, own, self.moved_out)
        outside.tell_words()
        for slot, number in outside.added:
            texts[slot] = self.add_paragraph(slot, self.lines.found[number].text, texts.get(slot))
        outside.tell_looks()
        told = [problem for _, problem in sorted(self.lines.problems, key=lambda one: one[0])]
        told += find_beside_text(self.report, self.title)
        rows = outside.rows or None
        told += map(layout_problem, find_layout_changes(self.layout, self.report.layout, rows))
        return Edits(texts, tuple(told))

    def add_paragraph(self, slot: str, paragraph: str, edit: SlotEdit | None) -> SlotEdit:
        """Return the edit that puts a paragraph behind what a slot says in Word. edit: what was edited in it besides."""
        if edit is None:
            was = tuple(
                line.written(blank) for line in self.made for blank in line.blanks if blank.name == slot
            )
            edit = SlotEdit(slot, was, was, (True,) * len(was))
        return replace(edit, now=(*edit.now, paragraph.strip()), stopped=(*edit.stopped, False))

    def agree(self, name: str, edits: Sequence[tuple[int, SlotEdit]], spare: Set[Key]) -> bool:
        """Return whether a slot, which may be printed in several places, was edited alike in all of them, and
        in its spare controls, too: a piece that stands elsewhere may be the rest of the text.
        """
        said = {tuple(map(without_spacing, edit.now)) for _, edit in edits}
        others = {
            without_spacing(self.lines.text(key))
            for key in spare
            if self.lines.known[key] == name and key[1].filled
        }
        old = {without_spacing("".join(texts)) for _, edit in edits for texts in (edit.was, edit.now)}
        if len(said) == 1 and others <= old:
            return True
        for line, edit in edits:
            what = (
                f"“{name}”在报告里有几处，改得不一样，这里是“{text_for_message(''.join(edit.now))}”，没有采用"
            )
            self.lines.problem(line, what, "改成一样的，或者在数据里改")
        return False

    def copies(self, spare: Set[Key]) -> None:
        """Tell of the spare controls, whose slots are known: somebody copied them."""
        for key in sorted(spare):
            what = (
                f"“{self.lines.known[key]}”的框多了一份：“{text_for_message(self.lines.text(key))}”，没有采用"
            )
            self.lines.problem(key[0], what, "留下一份，把文字改在里面")

    def belonging(self, place: PrintedSlot, repeated: set[str], taken: set[Key]) -> list[FoundControl]:
        """Return the controls that now hold what was printed in a place; none when there is none, or that is
        unclear.

        repeated: the slots that were printed in several places. taken: the controls that belong to other
        places.
        """
        groups: dict[int, list[FoundControl]] = {}
        for key in sorted(self.lines.controls[place.name] - taken):
            groups.setdefault(key[1].control, []).append(FoundControl(*key))
        named = [one for group in groups.values() for one in group]
        paragraphs = len(place.blanks)
        clear = len(groups) == 1 or (paragraphs > 1 and (len(groups) == paragraphs or stand_together(named)))
        if not named or (clear and place.name not in repeated):
            return named
        lines = {self.lines.partner.get(number) for number, _ in place.blanks}
        mine: dict[int, list[FoundControl]] = {}  # by line: of two controls in one line the second is a copy
        for group in groups.values():
            if group[0].line in lines:
                mine.setdefault(group[0].line, group)
        if not mine and place.name not in repeated:
            return named[:1]
        return [one for group in mine.values() for one in group]

    def edit(self, place: PrintedSlot, mine: Sequence[FoundControl]) -> SlotEdit | None:
        """Return what was edited in the controls of a place; None when nothing was, or it can not be taken."""
        was = tuple(self.made[number].written(blank) for number, blank in place.blanks)
        now = list(self.typed(place.name, mine))
        if [without_spacing(text) for text, _ in now] == [
            without_spacing(text) for text in "\n".join(was).split("\n") if without_spacing(text)
        ]:
            return None
        if self.hides_words(mine):
            seen = text_for_message("".join(text for text, _ in now))
            what = f"“{place.name}”里有隐藏的文字，看得见的是“{seen}”，没有采用"
            self.lines.problem(mine[0].line, what, "在Word里取消隐藏，或者删掉隐藏的文字")
            return None
        asked = not all(blank.filled for _, blank in place.blanks)
        if not asked and now and not any(one.control.filled for one in mine):
            words = text_for_message("".join(text for text, _ in now))
            what = f"“{place.name}”的框里是提示“{words}”，没有采用"
            self.lines.problem(mine[0].line, what, "在框里写上文字；这就是要写的，剪切以后在框里重新打上")
            return None
        if asked:
            now = list(without_prompt(now, "".join(was)))
        if any(PROMPT in text for text, _ in now):
            words = shorten(without_spacing("".join(text for text, _ in now)))
            what = f"“{place.name}”里还留着提示：“{words}”，没有采用"
            self.lines.problem(mine[0].line, what, "删掉【请填写…】，只留写上的文字")
            return None
        if asked and not now:
            return None
        if was and not now and (there := self.line_with("".join(was))) is not None:
            words = text_for_message("".join(was))
            what = f"“{place.name}”的文字从框里移到了框外：“{words}”，没有采用"
            self.lines.problem(there, what, "移回框里；要换次序，在数据里改")
            self.moved_out |= {there, *(one.line for one in mine)}
            return None
        texts, stopped = [text for text, _ in now], [stop for _, stop in now]
        return SlotEdit(place.name, () if asked else was, tuple(texts), tuple(stopped))

    def line_with(self, words: str) -> int | None:
        """Return the line that came and says some words outside of every control; None when there is none."""
        said = without_spacing(words).rstrip("。")
        come = (pair.found for pair in self.lines.pairs if pair.made is None and pair.found is not None)
        return next(
            (
                at
                for at in come
                if said and said in mark_slots(self.lines.found[at].text, self.lines.found[at].blanks)
            ),
            None,
        )

    def hides_words(self, mine: Sequence[FoundControl]) -> bool:
        """Return whether words are hidden in one of the controls."""
        return any(
            one.control.start <= at <= one.control.end
            for one in mine
            for at, _ in self.lines.found[one.line].hidden
        )

    def typed(self, name: str, mine: Sequence[FoundControl]) -> Iterator[tuple[str, bool]]:
        """Return the paragraphs in the controls of a slot, each with whether a full stop follows it."""
        for line, control in mine:
            text = self.lines.found[line].text
            inside = text[control.start : control.end]
            if PICTURE in inside:
                self.lines.problem(line, f"“{name}”里加了图片或符号，没有采用")
                inside = inside.replace(PICTURE, "")
            words = inside.strip()
            if not control.filled and (words in PROMPTS or PROMPT_ALONE.fullmatch(words)):
                continue
            parts = [part.strip() for part in inside.split("\n") if part.strip()]
            for number, part in enumerate(parts, 1):
                yield part, number == len(parts) and text[control.end : control.end + 1] == "。"


def layout_problem(what: str) -> Problem:
    """Return the problem that a page or a table was laid out anew."""
    return Problem("", f"{what}，没有采用", ELSEWHERE, Severity.WARNING)


def without_prompt(now: Sequence[tuple[str, bool]], prompt: str) -> Iterator[tuple[str, bool]]:
    """Return paragraphs without the prompt that stood there, and only those that say more."""
    for text, stop in now:
        if words := text.removeprefix(prompt).removesuffix(prompt).strip():
            yield words, stop


def stand_together(named: Sequence[FoundControl]) -> bool:
    """Return whether controls stand in lines that follow one another."""
    return all(b.line - a.line <= 1 for a, b in pairwise(named))
