"""Three ways: what a report was made from, what it says in Word now, what data.json says now.

A text that only one side changed is that side's; changed alike on both it is settled; changed on both it
is a conflict, which is shown and decided by people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import Enum

from narrator.edits.comparison import SlotEdit
from narrator.edits.line_pairs import without_spacing
from narrator.edits.moved_items import find_new_names
from narrator.files import patch
from narrator.problem import Problem, Severity, name_unseen
from narrator.regex import compile_later

ENDED = compile_later(r"[。！？…；：][”’」』）)]*$")


class TakenSide(Enum):
    """Whose text is taken in a conflict; the value is what the user types."""

    WORD = "报告"
    DATA = "数据"


@dataclass(frozen=True)
class MergedTexts:
    """What a merge comes to.

    taken: what only Word changed, by the slot's name in the data, as data.json would hold it.
    texts: what data.json holds there now.
    conflicts: slots that both changed, each with Word's text and the data's.
    homeless: what was edited in Word and has no place in data.json any more.
    refused: what Word says where the data's text was preferred.
    """

    taken: Mapping[str, str]
    texts: Mapping[str, str]
    conflicts: Mapping[str, tuple[str, str]]
    homeless: tuple[Problem, ...]
    refused: Mapping[str, str] = field(default_factory=dict)

    @property
    def replaces(self) -> bool:
        """Whether something is taken over a text that data.json holds."""
        return any(self.texts[name] for name in self.taken)

    def without(self, names: Iterable[str]) -> MergedTexts:
        """Return the same with nothing taken for those slots."""
        gone = set(names)
        return replace(self, taken={name: words for name, words in self.taken.items() if name not in gone})


def merge(
    base: object, data: object, edits: Mapping[str, SlotEdit], prefer: TakenSide | None = None
) -> MergedTexts:
    """Return what edits come to.

    base: the data that the report was made from. data: the data now. Both are parsed JSON. prefer: whose
    text is taken where both changed it; None to tell of that.
    """
    taken: dict[str, str] = {}
    texts: dict[str, str] = {}
    conflicts: dict[str, tuple[str, str]] = {}
    homeless: list[Problem] = []
    refused: dict[str, str] = {}
    before = {name: patch.value(base, name) or "" for name in edits}
    words = {name: write_as_data(edit, before[name]) for name, edit in edits.items()}
    for old_name, name in find_new_names(base, data, words).items():
        was, word = before[old_name], words[old_name]
        if name is None:
            if word or holds_text(data, was):  # else it is gone on both sides
                homeless.append(homeless_problem(old_name, was, word))
            continue
        now = texts[name] = patch.value(data, name) or ""
        if is_same(word, now):
            pass  # both say it already
        elif is_same(was, now) or prefer is TakenSide.WORD:
            taken[name] = word
        elif prefer is None:
            conflicts[name] = (word, now)
        else:
            refused[name] = word
    return MergedTexts(taken, texts, conflicts, tuple(homeless), refused)


def homeless_problem(name: str, was: str, word: str) -> Problem:
    """Return the problem that the data have no place for what Word says in a slot."""
    told = (
        f"改的文字“{without_spacing(word)}”没有地方放"
        if word
        else f"删掉的文字“{without_spacing(was)}”没有删"
    )
    what = f"数据里已经没有这一项，或者认不准是哪一项，在Word里{told}，没有采用"
    return Problem(name, what, "在数据里改", Severity.WARNING)


def holds_text(raw: object, text: str) -> bool:
    """Return whether a text stands anywhere in parsed JSON."""
    if isinstance(raw, str):
        return is_same(raw, text)
    inner = raw.values() if isinstance(raw, dict) else raw if isinstance(raw, list) else ()
    return any(holds_text(one, text) for one in inner)


def is_same(one: str, other: str) -> bool:
    """Return whether two texts are the same, however their lines are spaced and whether they end with 。 or
    not.
    """
    return [without_spacing(line).rstrip("。") for line in one.split("\n")] == [
        without_spacing(line).rstrip("。") for line in other.split("\n")
    ]


def write_as_data(edit: SlotEdit, was: str) -> str:
    """Return an edited text as data.json holds it: with the full stops that the document prints outside the
    control, where the text that it was made from had them.
    """
    lines = was.split("\n") if was else []
    shown = [without_spacing(line) for line in "\n".join(edit.was).split("\n")]
    if [without_spacing(line).removesuffix("。") for line in lines] != [
        line.removesuffix("。") for line in shown
    ]:
        return "\n".join(edit.now)  # joined into a sentence, or nothing was written yet
    outside = [line.endswith("。") and not one.endswith("。") for line, one in zip(lines, shown, strict=True)]
    origin = find_origins(shown, [without_spacing(line) for line in edit.now])
    made: list[str] = []
    for number, (line, stopped) in enumerate(zip(edit.now, edit.stopped, strict=True)):
        before = origin.get(number)
        if before is not None and shown[before] == without_spacing(line):
            made.append(lines[before])
        elif ENDED.search(line):
            made.append(line)
        elif outside[before] if before is not None else stopped and any(outside):
            made.append(f"{line}。")
        else:
            made.append(line)
    return "\n".join(made)


def find_origins(was: list[str], now: list[str]) -> dict[int, int]:
    """Return which line was which before, by number."""
    if len(was) == len(now):
        return {number: number for number in range(len(now))}
    blocks = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
    return {block.b + n: block.a + n for block in blocks for n in range(block.size)}


def patch_data(text: str, taken: Mapping[str, str]) -> str:
    """Return the text of data.json with what was taken from Word; everything else as it is. Raises
    LookupError.
    """
    return patch.put_all(text, taken)


def describe_taken(merged: MergedTexts) -> Iterator[str]:
    """Return what was taken, as lines to print: the text that data.json held, and Word's."""
    for name, words in merged.taken.items():
        yield name
        before, now = name_unseen(merged.texts[name]), name_unseen(words)
        yield from (f"  − {line}" for line in before.split("\n") if line)
        yield from (f"  ＋ {line}" for line in now.split("\n") if line or not words)


def describe_refused(merged: MergedTexts) -> Iterator[str]:
    """Return what Word says and was decided against, as lines to print: what data.json says is used."""
    if merged.refused:
        yield f"照 --prefer 数据，报告里的{len(merged.refused)}处文字没有采用："
    for name, words in merged.refused.items():
        yield f"  {name}"
        yield f"    报告：{indent_lines(words)}"
        yield f"    数据：{indent_lines(merged.texts[name])}"


def conflict_problems(merged: MergedTexts) -> list[Problem]:
    """Return the conflicts as problems, both texts side by side."""
    hint = "改成一样的再运行；都用Word里的加 --prefer 报告，都用数据里的加 --prefer 数据"
    return [
        Problem(
            name,
            f"Word里和数据里都改了：\n    报告：{indent_lines(word)}\n    数据：{indent_lines(data)}\n  两边不一样",
            hint,
        )
        for name, (word, data) in merged.conflicts.items()
    ]


def indent_lines(text: str) -> str:
    """Return a text for a message, its lines under one another."""
    return name_unseen(text).replace("\n", "\n          ") or "（空的）"
