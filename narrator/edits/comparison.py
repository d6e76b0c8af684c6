"""What people changed in a report: the texts in its content controls, and everything beside them.

A control is known by its tag. LibreOffice takes the tags away; then it is known by what stands around it
and by the order. What can not be told for certain is reported, never guessed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from narrator.document import PICTURE
from narrator.edits import sentences
from narrator.edits.asides import ELSEWHERE, asides
from narrator.edits.line_pairs import BARE, MARK, Pair, Side, align, plain
from narrator.edits.page_layout import Made, differences
from narrator.edits.report_lines import Blank, Line, Look, heading, lines
from narrator.edits.splits import rejoined, whole
from narrator.problem import Problem, Severity
from narrator.writers.docx.run import tag

if TYPE_CHECKING:
    from narrator.readers.docx.report import Report

# What Word itself shows in a control whose text was deleted.
PROMPTS = {
    "单击或点击此处输入文字。", "单击此处输入文字。", "点击或点按此处输入文字。", "点击此处输入文字。",
    "Click or tap here to enter text.", "Click here to enter text.",
}  # fmt: skip
PROMPT = "【请填写"  # how a placeholder of ours begins
PROMPT_ALONE = re.compile(f"{PROMPT}[^【】]*】")


@dataclass(frozen=True)
class Edit:
    """What a slot says in Word. was, now: its lines as printed and as they are; stopped: for each line of
    now, whether the sentence's full stop follows it.
    """

    name: str
    was: tuple[str, ...]
    now: tuple[str, ...]
    stopped: tuple[bool, ...]


@dataclass(frozen=True)
class Edits:
    """What was changed in a report.

    texts: by slot, what was edited. outside: what was changed beside the controls, and what could not be
    told. None of that is taken.
    """

    texts: Mapping[str, Edit]
    outside: tuple[Problem, ...]


class Found(NamedTuple):
    """A control that was found in line LINE, and whose slot is known."""

    line: int
    control: Blank


class Printed(NamedTuple):
    """A place where a slot was printed: its blanks, each with its line."""

    name: str
    blanks: tuple[tuple[int, Blank], ...]


def edits(
    made: Sequence[Line], report: Report, layout: Made | None = None, title: str | None = None
) -> Edits:
    """What was changed in REPORT, which was MADE, in that LAYOUT and with that TITLE if they are known."""
    return Comparison(made, report, layout or {}, title).edits()


class Comparison:
    """One report compared with what was made."""

    def __init__(self, made: Sequence[Line], report: Report, layout: Made, title: str | None) -> None:
        self.made = made
        self.report, self.layout, self.title = report, layout, title
        now = lines(report.document)
        self.names = {tag(blank.name): blank.name for line in made for blank in line.blanks}
        self.tagged = any(c.name in self.names for line in now for c in line.blanks)
        self.holders = set(holders(now))
        single = {tag(place.name) for place in printed(made) if len(place.blanks) == 1}
        ours = (line._replace(blanks=self.ours(line.blanks)) for line in placed(made, now))
        self.found = list(whole(ours, single))
        self.pairs = self.aligned()
        if not self.tagged and (broken := set(self.broken())):
            self.found = list(rejoined(self.found, broken))
            self.pairs = self.aligned()
        self.partner = {pair.made: pair.found for pair in self.pairs if pair.made is not None}
        self.problems: list[tuple[int, Problem]] = []  # with the line that each is about, for their order
        self.known: dict[tuple[int, Blank], str] = {}  # the slot of each control that was identified
        self.identify()
        self.controls: dict[str, set[tuple[int, Blank]]] = defaultdict(set)
        for key, name in self.known.items():
            self.controls[name].add(key)

    def ours(self, found: tuple[Blank, ...]) -> tuple[Blank, ...]:
        """The controls that may be of ours: not those that other people put in, nor any within another."""
        kept: list[Blank] = []
        for control in sorted(found, key=lambda c: (c.start, -c.end)):
            if control.name not in self.names if self.tagged else control.control in self.holders:
                continue
            if not kept or control.start >= kept[-1].end:
                kept.append(control)
        return tuple(kept)

    def aligned(self) -> list[Pair]:
        made, found = self.made, self.found
        return align(
            Side(
                [plain(line.text) for line in made],
                [around(line.text, line.blanks) for line in made],
                [tuple(tag(blank.name) for blank in line.blanks) if self.tagged else () for line in made],
                [(plain(line.place), line.row) for line in made],
            ),
            Side(
                [plain(line.text) for line in found],
                [around(line.text, line.blanks) for line in found],
                [tuple(control.name for control in line.blanks) if self.tagged else () for line in found],
                [(plain(line.place), line.row) for line in found],
            ),
        )

    def broken(self) -> Iterator[int]:
        """The found lines that were one with the next before a control in them was broken: together they say
        around it what was made. (With names that is known before.)
        """
        for pair, after in pairwise(self.pairs):
            made = pair.made if after.made is None else after.made if pair.made is None else None
            if made is None or pair.found is None or after.found != pair.found + 1:
                continue
            above, line = self.found[pair.found], self.found[after.found]
            if above.cell == line.cell and above.blanks and line.blanks:
                pieces = around(above.text, above.blanks), around(line.text, line.blanks)
                before = around(self.made[made].text, self.made[made].blanks)
                if pieces[0].endswith(MARK) and pieces[0] + pieces[1].removeprefix(MARK) == before:
                    yield pair.found

    def identify(self) -> None:
        """Find the slot of every control: by its tag, or by the line that it stands in."""
        if self.tagged:
            for number, line in enumerate(self.found):
                for control in line.blanks:
                    self.known[number, control] = self.names[control.name]
            return
        for before, pair in zip([Pair(None, None), *self.pairs], self.pairs, strict=False):
            if pair.found is None or not self.found[pair.found].blanks:
                continue
            found = self.found[pair.found].blanks
            blanks = self.made[pair.made].blanks if pair.made is not None else ()
            if len(found) == len(blanks) and pair.sure and not self.beside_another(pair):
                for control, blank in zip(found, blanks, strict=True):
                    self.known[pair.found, control] = blank.name
            elif pair.made is None and self.within(before, pair.found):
                above = self.found[pair.found - 1].blanks[-1]
                self.known[pair.found, found[0]] = self.known[pair.found - 1, above]
            else:
                what = f"不能确定“{shown(self.found[pair.found].text)}”里的文字属于哪一项，没有采用"
                self.problem(pair.found, what, "把这段文字写到数据里")

    def beside_another(self, pair: Pair) -> bool:
        """Whether the line of PAIR was changed around its controls, and a line with controls came beside it: part
        of its texts may stand there.
        """
        if pair.made is None or pair.found is None:
            return False
        made, found = self.made[pair.made], self.found[pair.found]
        if around(made.text, made.blanks) == around(found.text, found.blanks):
            return False
        come = {one.found for one in self.pairs if one.made is None and one.found is not None}
        return any(self.found[at].blanks for at in come & {pair.found - 1, pair.found + 1})

    def within(self, before: Pair, number: int) -> bool:
        """Whether the line NUMBER, a control and nothing else, came between two paragraphs of one slot."""
        if before.found != number - 1 or before.made is None or before.made + 1 >= len(self.made):
            return False
        above, below = self.made[before.made].blanks, self.made[before.made + 1].blanks
        line = self.found[number]
        if not above or not below or above[-1].name != below[0].name or len(line.blanks) != 1:
            return False
        known = self.found[number - 1].blanks
        return (
            bool(known)
            and (number - 1, known[-1]) in self.known
            and not around(line.text, line.blanks).strip(BARE)
        )

    def problem(self, line: int, what: str, hint: str = ELSEWHERE) -> None:
        where = heading(self.found[line]) if line < len(self.found) else ""
        self.problems.append((line, Problem(where, what, hint, Severity.WARNING)))

    def edits(self) -> Edits:
        places = list(printed(self.made))
        repeated = {name for name, times in Counter(place.name for place in places).items() if times > 1}
        taken: set[tuple[int, Blank]] = set()
        found: dict[str, list[tuple[int, Edit]]] = defaultdict(list)
        for place in places:
            mine = self.belonging(place, repeated, taken)
            taken.update(mine)
            if mine and (edit := self.edit(place, mine)) is not None:
                found[place.name].append((mine[0].line, edit))
        spare = self.known.keys() - taken
        texts = {name: edits[0][1] for name, edits in found.items() if self.agree(name, edits, spare)}
        self.copies(spare)
        self.outside(taken)
        self.looks(taken)
        told = [problem for _, problem in sorted(self.problems, key=lambda one: one[0])]
        told += asides(self.report, self.title)
        told += map(relaid, differences(self.layout, self.report.layout))
        return Edits(texts, tuple(told))

    def agree(self, name: str, edits: Sequence[tuple[int, Edit]], spare: Set[tuple[int, Blank]]) -> bool:
        """Whether the slot NAME, which may be printed in several places, was edited alike in those of EDITS,
        and in its SPARE controls, too: a piece that stands elsewhere may be the rest of the text.
        """
        said = {tuple(map(plain, edit.now)) for _, edit in edits}
        others = {plain(self.text(key)) for key in spare if self.known[key] == name and key[1].filled}
        old = {plain("".join(texts)) for _, edit in edits for texts in (edit.was, edit.now)}
        if len(said) == 1 and others <= old:
            return True
        for line, edit in edits:
            what = f"“{name}”在报告里有几处，改得不一样，这里是“{shown(''.join(edit.now))}”，没有采用"
            self.problem(line, what, "改成一样的，或者在数据里改")
        return False

    def copies(self, spare: Set[tuple[int, Blank]]) -> None:
        """Tell of the SPARE controls, whose slots are known: somebody copied them."""
        for key in sorted(spare):
            what = f"“{self.known[key]}”的控件多了一份：“{shown(self.text(key))}”，没有采用"
            self.problem(key[0], what, "留下一份，把文字改在里面")

    def text(self, key: tuple[int, Blank]) -> str:
        """What stands in a control."""
        line, control = key
        return self.found[line].text[control.start : control.end]

    def belonging(self, place: Printed, repeated: set[str], taken: set[tuple[int, Blank]]) -> list[Found]:
        """The controls that now hold what was printed in PLACE; none when there is none, or that is unclear."""
        groups: dict[int, list[Found]] = {}
        for key in sorted(self.controls[place.name] - taken):
            groups.setdefault(key[1].control, []).append(Found(*key))
        named = [one for group in groups.values() for one in group]
        paragraphs = len(place.blanks)
        clear = len(groups) == 1 or (paragraphs > 1 and (len(groups) == paragraphs or together(named)))
        if not named or (clear and place.name not in repeated):
            return named
        lines = {self.partner.get(number) for number, _ in place.blanks}
        mine: dict[int, list[Found]] = {}  # by line: of two controls in one line the second is a copy
        for group in groups.values():
            if group[0].line in lines:
                mine.setdefault(group[0].line, group)
        if not mine and place.name not in repeated:
            return named[:1]
        return [one for group in mine.values() for one in group]

    def edit(self, place: Printed, mine: Sequence[Found]) -> Edit | None:
        """What was edited in the controls MINE of PLACE; None when nothing was."""
        was = tuple(self.made[number].written(blank) for number, blank in place.blanks)
        now = list(self.typed(place.name, mine))
        if [plain(text) for text, _ in now] == [
            plain(text) for text in "\n".join(was).split("\n") if plain(text)
        ]:
            return None
        if self.hides_words(mine):
            seen = shown("".join(text for text, _ in now))
            what = f"“{place.name}”里有隐藏的文字，看得见的是“{seen}”，没有采用"
            self.problem(mine[0].line, what, "在Word里取消隐藏，或者删掉隐藏的文字")
            return None
        asked = not all(blank.filled for _, blank in place.blanks)
        now = [(text, stop) for text, stop in unprompted(now, "".join(was) if asked else "") if text]
        if any(PROMPT in text for text, _ in now):
            words = excerpt("".join(text for text, _ in now))
            what = f"“{place.name}”里还留着提示：“{words}”，没有采用"
            self.problem(mine[0].line, what, "删掉【请填写…】，只留写上的文字")
            return None
        if asked and not now:
            return None
        texts, stopped = [text for text, _ in now], [stop for _, stop in now]
        return Edit(place.name, () if asked else was, tuple(texts), tuple(stopped))

    def hides_words(self, mine: Sequence[Found]) -> bool:
        """Whether words are hidden in one of the controls MINE."""
        return any(
            one.control.start <= at <= one.control.end
            for one in mine
            for at, _ in self.found[one.line].hidden
        )

    def typed(self, name: str, mine: Sequence[Found]) -> Iterator[tuple[str, bool]]:
        """The paragraphs in the controls MINE of the slot NAME, each with whether a full stop follows it."""
        for line, control in mine:
            text = self.found[line].text
            inside = text[control.start : control.end]
            if PICTURE in inside:
                self.problem(line, f"“{name}”里加了图片或符号，没有采用")
                inside = inside.replace(PICTURE, "")
            if not control.filled and inside.strip() in PROMPTS:
                continue
            parts = [part.strip() for part in inside.split("\n") if part.strip()]
            for number, part in enumerate(parts, 1):
                yield part, number == len(parts) and text[control.end : control.end + 1] == "。"

    def outside(self, taken: set[tuple[int, Blank]]) -> None:
        """Tell of every line that was changed beside the controls in TAKEN."""
        held: dict[int, list[Blank]] = defaultdict(list)
        for line, control in taken:
            held[line].append(control)
        for made, found, _ in self.pairs:
            before = self.made[made] if made is not None else Line("")
            after = self.found[found] if found is not None else Line("")
            kept = sorted(held[found]) if found is not None else []
            where = found if found is not None else self.following(made)
            old, new = around(before.text, before.blanks), around(after.text, kept)
            if old == new or (not old.strip(BARE) and not new.strip(BARE)):
                continue
            if len(kept) < len(before.blanks) and new in self.without_paragraph(before, old, taken):
                continue
            if len(kept) < len(before.blanks) and plain(before.text) == plain(after.text):
                left = {self.known[where, control] for control in kept}
                names = "、".join({blank.name: 0 for blank in before.blanks if blank.name not in left})
                what = f"“{names}”的控件没有了，文字没有变：照数据里的写"
                self.problem(where, what, "下次改文字时在新的报告里改")
            elif not new.strip(BARE):
                self.problem(where, f"删掉了“{excerpt(before.text, 60)}”，没有采用")
            elif not old.strip(BARE):
                self.problem(where, f"加了“{shown(after.text)}”，没有采用")
            else:
                for one, other in sentences.changed(before.text, after.text):
                    self.problem(where, f"“{shown(one)}”改成了“{shown(other)}”，没有采用")

    def looks(self, taken: set[tuple[int, Blank]]) -> None:
        """Tell of formatting that was added beside the controls in TAKEN, that of one line at once."""
        held: dict[int, list[Blank]] = defaultdict(list)
        for at, control in taken:
            held[at].append(control)
        seen: dict[tuple[str, str], list[int]] = {}
        for made, number, _ in self.pairs:
            if made is None or number is None or not self.found[number].looks:
                continue
            line = self.found[number]
            odd = [look for look in line.looks if not any(within(look, one) for one in held[number])]
            if kinds := "、".join(dict.fromkeys(look.what for look in odd)):
                seen.setdefault((heading(line), kinds), []).append(number)
        for (_, kinds), numbers in seen.items():
            several = f"等{len(numbers)}处" if len(numbers) > 1 else ""
            words = excerpt(self.found[numbers[0]].text)
            self.problem(numbers[0], f"“{words}”{several}改了格式（{kinds}），没有采用", "在格式里改")

    def without_paragraph(self, line: Line, old: str, taken: set[tuple[int, Blank]]) -> set[str]:
        """How OLD, what is around the slots of LINE, may read when a paragraph of a text was deleted there,
        with its full stop or without; the rest of that text is in TAKEN.
        """
        left = {self.known[key] for key in taken}
        if not any(blank.name in left for blank in line.blanks):
            return set()
        return {plain(old.replace(f"{MARK}。", "", 1)), plain(old.replace(MARK, "", 1))}

    def following(self, made: int | None) -> int:
        """The found line after which the line MADE stood."""
        for pair in self.pairs:
            if pair.made is not None and made is not None and pair.made > made and pair.found is not None:
                return pair.found
        return len(self.found) - 1


def relaid(what: str) -> Problem:
    return Problem("", f"{what}，没有采用", ELSEWHERE, Severity.WARNING)


def within(look: Look, control: Blank) -> bool:
    return control.start <= look.start and look.end <= control.end


def holders(lines: Sequence[Line]) -> Iterator[int]:
    """The controls around several of LINES with controls in them, by number: other people's, not ours."""
    wide = Counter(control.control for line in lines for control in line.blanks)
    for line in lines:
        for control in line.blanks:
            whole = (control.start, control.end) == (0, len(line.text))
            if whole and wide[control.control] > 1 and len(line.blanks) > 1:
                yield control.control


def unprompted(now: Sequence[tuple[str, bool]], prompt: str) -> Iterator[tuple[str, bool]]:
    """NOW without the PROMPT that stood there; without any, when a text of Word's was emptied before."""
    for text, stop in now:
        asked = prompt or (text if PROMPT_ALONE.fullmatch(text) else "")
        yield text.removeprefix(asked).removesuffix(asked).strip(), stop


def around(text: str, slots: Sequence[Blank]) -> str:
    """TEXT with MARK for each of SLOTS; slots that touch are one."""
    pieces: list[str] = []
    at = 0
    for slot in slots:
        pieces += [text[at : slot.start], MARK]
        at = slot.end
    return plain("".join([*pieces, text[at:]])).replace(f"{MARK} ", MARK).replace(f" {MARK}", MARK)


def placed(made: Sequence[Line], found: Sequence[Line]) -> Iterator[Line]:
    """FOUND, each with its place told by the headings that were MADE, whatever the styles have become."""
    headings = {plain(line.place) for line in made}
    place = ""
    for line in found:
        place = plain(line.text) if plain(line.text) in headings and not line.row else place
        yield line._replace(place=place)


def printed(made: Sequence[Line]) -> Iterator[Printed]:
    """Every place where a slot was MADE to stand: a text of several paragraphs is one place."""
    open_places: dict[str, list[tuple[int, Blank]]] = {}
    done: list[list[tuple[int, Blank]]] = []
    for number, line in enumerate(made):
        for blank in line.blanks:
            place = open_places.get(blank.name)
            if place is not None and place[-1][0] == number - 1:
                place.append((number, blank))
            else:
                open_places[blank.name] = [(number, blank)]
                done.append(open_places[blank.name])
    return (Printed(place[0][1].name, tuple(place)) for place in done)


def together(named: Sequence[Found]) -> bool:
    """Whether the controls NAMED stand in lines that follow one another."""
    return all(b.line - a.line <= 1 for a, b in pairwise(named))


def excerpt(text: str, most: int = 20) -> str:
    text = plain(text)
    return f"{text[:most]}…" if len(text) > most else text


def shown(text: str) -> str:
    """TEXT for a message, whole, since it is written nowhere else; a picture is told."""
    return plain(text).replace(PICTURE, "（图片或符号）") or "（空的）"
