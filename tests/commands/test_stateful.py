"""The writer's year as a game: writers, chiefs and changing numbers against a model that forgets nothing.

Every text is new, so each can be looked for. The model knows three texts for a slot: what data.json held
when the report was made (base), what it holds now (data), and what stands in the report (word).
"""

from __future__ import annotations

import html
import json
import re
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from commands.desk import INCOME, SCIENCE, Desk, control, last_year, swap, typed, untagged
from narrator.files import patch

REASON = f"原因.{INCOME}"
DUTY = "部门.主要职责[2]"
SLOTS = (REASON, f"原因.{SCIENCE}", "原因.三公经费与预算相比", DUTY)
LAST = {
    "减少": "878.16",
    "增加": "838.16",
    "持平": "851.17",
}  # last year's total, by what it makes of the change
TOKEN = re.compile(r"话\d{4}")
slots = st.sampled_from(SLOTS)
# What people type, with whatever might be taken for markup, a template or JSON.
endings = st.sampled_from(["", "，人员减少", "{{ 7*7 }}", "<b>&amp;</b>乙", '"\\u0041\\', " 甲　乙", "。"])


def plain(text: str) -> str:
    """TEXT as far as it counts: a full stop at the end and the spaces do not."""
    return "".join(text.split()).rstrip("。")


def runs(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def halves(text: str) -> str:
    """TEXT as Word saves it after an edit: in several runs, with marks of the spelling checker."""
    return f'<w:proofErr w:type="spellStart"/>{runs(text[:3])}<w:bookmarkStart w:id="7" w:name="b"/>{runs(text[3:])}'


def tracked(old: str, text: str) -> str:
    """TEXT in the place of the runs OLD, with changes tracked."""
    deleted = (
        old.replace("<w:t>", "<w:delText>").replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    )
    return (
        f'<w:del w:id="901" w:author="a">{deleted}</w:del><w:ins w:id="902" w:author="a">{runs(text)}</w:ins>'
    )


def split(control: str, text: str) -> str:
    """TEXT in two controls like CONTROL, as Word saves what was broken in two."""
    head, tail = re.split("(?<=<w:sdtContent>).*(?=</w:sdtContent>)", control, flags=re.S)
    return "".join(f"{head}{runs(piece)}{tail}" for piece in (text[:3], text[3:]))


def alone(slot: str) -> Callable[[str], str]:
    """An edit that leaves one control of SLOT."""

    def edit(xml: str) -> str:
        others = list(control(slot).finditer(xml))[1:]
        for other in reversed(others):
            xml = xml[: other.start()] + xml[other.end() :]
        return xml

    return edit


def within(slot: str, change: Callable[[str], str], around: bool = False) -> Callable[[str], str]:
    """An edit of what stands in the control of SLOT, or of the whole control."""

    def edit(xml: str) -> str:
        found = control(slot).search(xml)
        assert found
        start, end = found.span(0 if around else 1)
        return xml[:start] + change(xml[start:end]).replace("<w:showingPlcHdr/>", "") + xml[end:]

    return edit


def xml_of(path: Path) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml").decode()


def tokens(path: Path) -> set[str]:
    """The texts that people can read in the file PATH."""
    xml = xml_of(path) if path.suffix == ".docx" else path.read_text("utf-8")
    return set(TOKEN.findall(re.sub(r"<w:del .*?</w:del>|<[^>]*>", "", xml)))


class Year(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.desk = Desk(Path(self.folder.name))
        self.count = 0
        self.data = {slot: patch.value(self.desk.raw, slot) or "" for slot in SLOTS}
        self.base: dict[str, str] = {}
        self.word: dict[str, str] = {}  # only what is printed
        self.change = "减少"
        self.beside = False  # something was changed beside the controls
        self.odd = (
            False  # a control was deleted or doubled: what is taken is not foreseen, only that all is kept
        )
        self.tagged = True

    def teardown(self) -> None:
        self.folder.cleanup()

    def new(self, ending: str = "") -> str:
        self.count += 1
        return f"话{self.count:04d}{ending}"

    @property
    def made(self) -> bool:
        return self.desk.report.exists()

    # ---- people ----

    @rule(slot=slots, ending=endings)
    def writer_types(self, slot: str, ending: str) -> None:
        self.data[slot] = self.new(ending)
        self.put(slot)

    @rule(slot=slots.filter(lambda slot: slot != DUTY))
    def writer_empties(self, slot: str) -> None:
        self.data[slot] = ""
        self.put(slot)

    def put(self, slot: str) -> None:
        before = self.desk.data.read_text("utf-8")
        self.desk.data.write_text(patch.put_value(before, slot, self.data[slot]), "utf-8")

    @rule(change=st.sampled_from(sorted(LAST)))
    def numbers_change(self, change: str) -> None:
        self.change = change
        self.desk.change(lambda raw: last_year(raw, LAST[change]))

    @precondition(lambda self: self.made and self.tagged and not self.odd)
    @rule(slot=slots, ending=endings, how=st.sampled_from(["typed", "halves", "tracked", "split"]))
    def chief_types(self, slot: str, ending: str, how: str) -> None:
        if slot not in self.word:
            return
        text = self.new(ending)
        edits = {
            "typed": lambda old: runs(text),
            "halves": lambda old: halves(text),
            "tracked": lambda old: tracked(re.sub("<w:(ins|del) .*?</w:(ins|del)>", "", old), text),
            "split": lambda old: split(old, text),
        }
        if self.word[slot] == "":
            how = "typed"
        emptied = typed(slot, "") if how == "typed" else lambda xml: xml
        self.desk.edit(alone(slot), emptied, within(slot, edits[how], around=how == "split"))
        self.word[slot] = text

    @precondition(lambda self: self.made and self.tagged and not self.odd)
    @rule(slot=slots.filter(lambda slot: slot != DUTY))
    def chief_empties(self, slot: str) -> None:
        if slot in self.word:
            self.desk.edit(alone(slot), typed(slot, ""))
            self.word[slot] = ""

    @precondition(lambda self: self.made and not self.odd)
    @rule(where=st.sampled_from(["paragraph", "heading", "cell", "look", "page break"]))
    def chief_changes_what_is_beside(self, where: str) -> None:
        text = self.new()
        xml = xml_of(self.desk.report)
        edit = {
            "paragraph": swap("</w:body>", f"<w:p>{runs(text)}</w:p></w:body>"),
            "heading": swap("政府采购支出情况", f"政府采购{text}支出情况"),
            "look": lambda xml: re.sub(
                r"(<w:r><w:rPr>)((?:(?!<w:r>).)*政府采购支出)", r"\1<w:u w:val='single'/>\2", xml
            ),
            "page break": swap("</w:body>", '<w:p><w:r><w:br w:type="page"/></w:r></w:p></w:body>'),
            "cell": lambda xml: text.join(xml.rsplit(">851.17<", 1)).replace(text, f">{text}<"),
        }[where]
        if (where in ("heading", "look") and "政府采购支出情况" not in xml) or (
            where == "cell" and ">851.17<" not in xml
        ):
            return
        self.desk.edit(edit)
        self.beside = True

    @precondition(lambda self: self.made and self.tagged and not self.odd)
    @rule(slot=slots, how=st.sampled_from(["deleted", "doubled", "unwrapped"]))
    def chief_breaks_a_control(self, slot: str, how: str) -> None:
        if slot not in self.word:
            return
        text = self.new()
        edits = {
            "deleted": lambda old: "",
            "doubled": lambda old: (
                old
                + re.sub(
                    "<w:sdtContent>.*</w:sdtContent>",
                    f"<w:sdtContent>{runs(text)}</w:sdtContent>",
                    old,
                    flags=re.S,
                )
            ),
            "unwrapped": lambda old: runs(text),
        }
        self.desk.edit(alone(slot), within(slot, edits[how], around=True))
        self.odd = True

    @precondition(lambda self: self.made)
    @rule()
    def saved_by_libreoffice(self) -> None:
        self.desk.edit(untagged)
        self.tagged = False

    # ---- narrator ----

    def prints(self, slot: str, text: str) -> bool:
        """Whether the report has a place for TEXT in SLOT: what did not change needs no reason, but may have one."""
        return slot != REASON or self.change != "持平" or text != ""

    def merged(self, prefer: str) -> tuple[dict[str, str], set[str]]:
        """What only Word changed, or is preferred; and the conflicts."""
        taken: dict[str, str] = {}
        conflicts = set()
        for slot, word in self.word.items():
            base, data = plain(self.base[slot]), plain(self.data[slot])
            if plain(word) in (base, data):
                continue
            if base == data or prefer == "报告":
                taken[slot] = word
            elif not prefer:
                conflicts.add(slot)
        return taken, conflicts

    def kept(self) -> set[str]:
        return set().union(
            *(tokens(path) for path in self.desk.folder.iterdir() if path.suffix in (".docx", ".json"))
        )

    def command(self, run: Callable[[], int], taken: dict[str, str], prefer: str = "") -> int:
        """Run narrator; nothing is lost, and nothing is touched when it refuses."""
        before, texts = self.desk.files(), self.kept()
        code = run()
        if code == 2:
            assert self.desk.files() == before
            return code
        # What may go: texts of the report that it was made with, or that were decided against. None of the data:
        # what is taken over one is kept beside it.
        gone = {word for slot, word in self.word.items() if plain(word) == plain(self.base[slot])}
        if prefer == "数据":
            gone |= {
                word for slot, word in self.word.items() if plain(self.base[slot]) != plain(self.data[slot])
            }
        lost = texts - self.kept() - {token for text in gone for token in TOKEN.findall(text)}
        assert not lost, f"{lost} lost"
        return code

    @rule(
        pull=st.booleans(),
        overwrite=st.sampled_from([False, False, True]),
        prefer=st.sampled_from(["", "", "报告", "数据"]),
    )
    def render(self, pull: bool, overwrite: bool, prefer: str) -> None:
        options = [
            *["--pull"] * pull,
            *["--overwrite"] * overwrite,
            *(["--prefer", prefer] if prefer else []),
        ]
        made = self.made
        taken, conflicts = self.merged(prefer)
        gone = {slot for slot, word in taken.items() if word and not self.prints(slot, self.data[slot])}
        if pull:
            gone = set()
        code = self.command(lambda: self.desk.render(*options), taken, prefer)
        if self.odd and code == 2:
            return
        if not self.odd:
            refused = bool(conflicts) or (not overwrite and (self.beside or bool(gone)))
            assert (code == 2) == (made and refused), self.desk.err
        if code == 2:
            return
        if self.odd:
            self.look()
            return
        now = {**self.data, **{slot: text for slot, text in taken.items() if slot not in gone}}
        if pull:
            self.data = now
        self.base = dict(self.data)
        self.word = {slot: text for slot, text in now.items() if self.prints(slot, text)}
        self.beside, self.tagged = False, True

    def look(self) -> None:
        """Learn from the files what came of an odd report."""
        self.odd, self.beside, self.tagged = False, False, True
        raw = self.desk.raw
        self.data = {slot: patch.value(raw, slot) or "" for slot in SLOTS}
        self.base = dict(self.data)
        self.word = {slot: self.printed(slot) for slot in SLOTS if self.prints(slot, self.data[slot])}

    def printed(self, slot: str) -> str:
        found = control(slot).findall(xml_of(self.desk.report))
        assert found, slot
        text = html.unescape(re.sub("<w:(del) .*?</w:(del)>|<[^>]*>", "", "".join(found)))
        return "" if text.startswith("【请填写") else text

    @precondition(lambda self: self.made)
    @rule(prefer=st.sampled_from(["", "报告", "数据"]))
    def pull(self, prefer: str) -> None:
        taken, conflicts = self.merged(prefer)
        code = self.command(lambda: self.desk.pull(*(["--prefer", prefer] if prefer else [])), taken, prefer)
        if self.odd:
            raw = self.desk.raw
            self.data = {slot: patch.value(raw, slot) or "" for slot in SLOTS}
            return
        assert code == (2 if conflicts else 1 if self.beside else 0), self.desk.err
        if code != 2:
            self.data |= taken

    @rule(confirm=st.booleans())
    def reasons(self, confirm: bool) -> None:
        assert (
            self.command(lambda: self.desk.run("reasons", self.desk.data, *["--confirm"] * confirm), {}) == 0
        )

    # ---- what always holds ----

    @invariant()
    def data_is_what_people_wrote(self) -> None:
        raw = json.loads(self.desk.data.read_text("utf-8"))
        for slot, text in self.data.items():
            assert plain(patch.value(raw, slot) or "") == plain(text), slot

    @invariant()
    def report_is_what_people_see(self) -> None:
        if self.made and self.tagged and not self.odd:
            for slot, text in self.word.items():
                assert plain(self.printed(slot)) == plain(text), slot


def play(examples: int, steps: int) -> None:
    run_state_machine_as_test(Year, settings=settings(max_examples=examples, stateful_step_count=steps))


def test_no_text_is_lost() -> None:
    play(13, 12)


@pytest.mark.deep
def test_no_text_is_lost_in_long_years() -> None:
    with settings(settings.get_profile("deep")):
        play(1000, 40)
