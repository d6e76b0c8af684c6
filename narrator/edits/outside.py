"""What people changed beside the controls of a report: words, formatting. It is told; only paragraphs that can be the
unit's own texts are taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from itertools import pairwise

from narrator.edits import sentences
from narrator.edits.beside_text import ELSEWHERE
from narrator.edits.found_lines import FoundLines, Key, mark_slots, text_for_message
from narrator.edits.line_pairs import BARE, MARK, LinePair, without_spacing
from narrator.edits.own_paragraphs import OwnParagraphs
from narrator.edits.report_lines import LineBlank, LineLook, ReportLine, place_for_people
from narrator.edits.retyped import OFFERED, RETYPED, find_retyped
from narrator.problem import Problem, Severity, shorten

FEWEST = 2  # cells that say something, of a row that is told as a whole


class Outside:
    """What lies beside the controls that were taken."""

    def __init__(self, lines: FoundLines, taken: set[Key], own: OwnParagraphs, told: Set[int]) -> None:
        self.lines, self.taken, self.own = lines, taken, own
        self.told = told  # found lines of which something was told already
        self.rows = 0  # how many rows of tables came, less those that went
        self.added: list[
            tuple[str, int]
        ] = []  # texts of the unit's own: their slots, and the lines they stand in
        self.held: dict[int, list[LineBlank]] = defaultdict(list)
        for line, control in taken:
            self.held[line].append(control)

    def tell_words(self) -> None:
        """Tell of every line that was changed beside the controls that were taken."""
        regrouped = self.tell_regrouped() | self.tell_rows()
        for pair in self.lines.pairs:
            made, found, _ = pair
            if found in self.told:
                continue
            before, after, kept = self.beside(pair)
            where = found if found is not None else self.following(made)
            old, new = mark_slots(before.text, before.blanks), mark_slots(after.text, kept)
            if pair in regrouped or old == new or (not old.strip(BARE) and not new.strip(BARE)):
                continue
            if len(kept) < len(before.blanks) and new in self.without_paragraph(before, old):
                continue
            if len(kept) < len(before.blanks) and without_spacing(before.text) == without_spacing(after.text):
                left = {self.lines.known[where, control] for control in kept}
                names = "、".join({blank.name: 0 for blank in before.blanks if blank.name not in left})
                what = f"“{names}”的框没有了，文字没有变：照数据里的写"
                self.lines.problem(where, what, "下次改文字时在新的报告里改")
            elif not new.strip(BARE):
                self.lines.problem(where, f"删掉了“{shorten(without_spacing(before.text), 60)}”，没有采用")
            elif not old.strip(BARE) and (slot := self.own.slot_for(after)):
                self.added.append((slot, where))
            elif (typed := find_retyped(before, after, kept)) is not None:
                for name, words in typed.items():
                    self.lines.problem(
                        where, RETYPED.format(name, text_for_message(words)), f"{OFFERED}：{name}"
                    )
            elif not old.strip(BARE) and (slot := self.own.gone_from(after)):
                self.lines.problem(
                    where, RETYPED.format(slot, text_for_message(after.text)), f"{OFFERED}：{slot}"
                )
            elif not old.strip(BARE):
                self.lines.problem(where, f"加了“{text_for_message(after.text)}”，没有采用")
            else:
                for one, other in sentences.find_changed(before.text, after.text):
                    self.lines.problem(
                        where, f"“{text_for_message(one)}”改成了“{text_for_message(other)}”，没有采用"
                    )

    def beside(self, pair: LinePair) -> tuple[ReportLine, ReportLine, list[LineBlank]]:
        """Return the line that was made, the one that was found, and those of its controls that were taken; a line
        without words for one that is not there."""
        made, found, _ = pair
        before = self.lines.made[made] if made is not None else ReportLine("")
        after = self.lines.found[found] if found is not None else ReportLine("")
        return before, after, sorted(self.held[found]) if found is not None else []

    def tell_regrouped(self) -> set[LinePair]:
        """Tell of two lines that were joined and of one that was parted, their words as they were, and return where
        they stand."""
        regrouped: set[LinePair] = set()
        for pair, following in pairwise(self.lines.pairs):
            both = [self.beside(pair), self.beside(following)]
            old = [mark_slots(before.text, before.blanks).strip() for before, _, _ in both]
            new = [mark_slots(after.text, kept).strip() for _, after, kept in both]
            where = following.found if following.found is not None else pair.found
            if (
                pair in regrouped
                or where is None
                or without_spacing("".join(old)) != without_spacing("".join(new))
            ):
                continue
            if all(old) and sum(map(bool, new)) == 1:
                what = f"“{shorten(without_spacing(old[0]), 60)}”和后面一段合成了一段"
            elif all(new) and sum(map(bool, old)) == 1:
                what = f"“{shorten(without_spacing(old[0] or old[1]), 60)}”分成了两段"
            else:
                continue
            self.lines.problem(where, f"{what}，字没有改，没有采用")
            regrouped |= {pair, following}
        return regrouped

    def tell_rows(self) -> set[LinePair]:
        """Tell of the rows of tables that went or came, each once, and return where their cells stand."""
        rows: dict[tuple[bool, str, str, int], list[tuple[LinePair, ReportLine]]] = defaultdict(list)
        number = 0
        for before, pair in pairwise([LinePair(None, None), *self.lines.pairs]):
            gone, line = pair.found is None, self.line_alone(pair)
            above = self.line_alone(before)
            goes_on = (
                above is not None
                and line is not None
                and gone == (before.found is None)
                and (above.place, above.row) == (line.place, line.row)
            )
            number += not goes_on
            if line is not None and line.row and not line.blanks:
                rows[gone, line.place, line.row, number].append((pair, line))
        told: set[LinePair] = set()
        for (gone, place, _, _), cells in rows.items():
            if len(cells) < FEWEST:
                continue
            self.rows += -1 if gone else 1
            [(pair, _), *_] = cells
            words = shorten(" ".join(without_spacing(line.text) for _, line in cells), 60)
            what = f"表里{'删掉' if gone else '加'}了“{words}”这一行，没有采用"
            where = self.following(pair.made) if pair.found is None else pair.found
            problem = Problem(" ".join(place.split()), what, ELSEWHERE, Severity.WARNING)
            self.lines.problems.append((where, problem))
            told |= {pair for pair, _ in cells}
        return told

    def line_alone(self, pair: LinePair) -> ReportLine | None:
        """Return the line of a pair in which only one of the two reports has one; None for any other pair."""
        made, found, _ = pair
        if found is None:
            return self.lines.made[made] if made is not None else None
        return self.lines.found[found] if made is None else None

    def tell_looks(self) -> None:
        """Tell of formatting that was added beside the controls that were taken, that of one line at once."""
        seen: dict[tuple[str, str], list[int]] = {}
        for made, number, _ in self.lines.pairs:
            if made is None or number is None or not self.lines.found[number].looks:
                continue
            line = self.lines.found[number]
            odd = [look for look in line.looks if not any(within(look, one) for one in self.held[number])]
            if kinds := "、".join(dict.fromkeys(look.what for look in odd)):
                seen.setdefault((place_for_people(line), kinds), []).append(number)
        for (_, kinds), numbers in seen.items():
            several = f"等{len(numbers)}处" if len(numbers) > 1 else ""
            words = shorten(without_spacing(self.lines.found[numbers[0]].text))
            self.lines.problem(numbers[0], f"“{words}”{several}改了格式（{kinds}），没有采用", "在格式里改")

    def without_paragraph(self, line: ReportLine, old: str) -> set[str]:
        """Return how what is around the slots of a line may read when a paragraph of a text was deleted there,
        with its full stop or without, while the rest of that text was taken.

        old: what was around the slots.
        """
        left = {self.lines.known[key] for key in self.taken}
        if not any(blank.name in left for blank in line.blanks):
            return set()
        return {without_spacing(old.replace(f"{MARK}。", "", 1)), without_spacing(old.replace(MARK, "", 1))}

    def following(self, made: int | None) -> int:
        """Return the found line after which a line that was made stood."""
        for pair in self.lines.pairs:
            if pair.made is not None and made is not None and pair.made > made and pair.found is not None:
                return pair.found
        return len(self.lines.found) - 1


def within(look: LineLook, control: LineBlank) -> bool:
    """Return whether a look lies within a control."""
    return control.start <= look.start and look.end <= control.end
