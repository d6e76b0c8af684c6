"""What a composed sentence says of itself is what its pattern finds in it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from forms.complete import complete
from forms.documents import WHOLE, composed
from hypothesis import given, settings
from hypothesis import strategies as st
from phrases.notation import layered
from strategies.accounts import consistent, hostile

from narrator import form as forms
from narrator.checks.printed.lines import line_texts
from narrator.checks.printed.matching import compiled, matched
from narrator.checks.printed.own_captures import own_captures
from narrator.checks.printed.pattern import Patterns
from narrator.checks.printed.pattern_pieces import Capture, Piece
from narrator.checks.printed.prose import wanted_lines
from narrator.commands.report_check import sentences
from narrator.disclosure.value import Figure, Percentage, Record, Words
from narrator.facts.kinds import KINDS
from narrator.facts.operand import Publication
from narrator.number import Amount
from narrator.phrases.engine import Speaker
from narrator.phrases.entries import Book
from narrator.sources import Hidden, Said, Slot
from narrator.spans import Span, Text
from narrator.tables.plain import plain

from ..report.sentences import CASES
from ..report.test_every_situation import FIGURES, UNITS, number
from ..report.test_sentences import PATTERNS, facts
from ..report.test_sentences import composed as sentence_of
from ..reports import HOME

DIGIT = re.compile(r"\d(?![、.])")  # but of numbers before lines


def told(captures: tuple[Capture, ...]) -> list[object]:
    """What CAPTURES say, and of what; what else might stand in the place of a choice is left out."""

    def piece(one: Piece) -> tuple[object, ...]:
        source = one.source if isinstance(one.source, str) else id(one.source)
        return one.kind, one.literal, source, one.least, one.apart, one.item, one.among

    return [(piece(one.piece), one.text, one.chosen, told(one.parts)) for one in captures]


def known(raw: dict[str, Any], name: str) -> tuple[int, int]:
    """Of how many lines of the report on RAW in the form NAME it is known what they say, and how many there are."""
    patterns = sentences(forms.load(name), None)
    lines = [text for block in composed(raw, name).document.blocks for text in line_texts(block)]
    found = 0
    for text in lines:
        own = own_captures(text, patterns)
        if own is not None:
            found += 1
            read = matched(compiled(patterns.pieces(text)), plain(text.string))
            assert read is not None, text.string
            assert told(own) == told(read), text.string
    return found, len(lines)


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_known_is_what_is_read(name: str) -> None:
    """That is all but a few lines, which say a name that stands in a wording, or that there is nothing."""
    found, lines = known(complete(name), name)
    assert lines - found <= {"上海2024": 3, "中央2023": 4, "辽宁2023": 2}[name]


@pytest.mark.parametrize("name", WHOLE)
def test_of_the_wordings_that_are_asked_for_is_known_what_is_known_of_all(name: str) -> None:
    patterns = sentences(forms.load(name), None)
    lines = [text for block in composed(complete(name), name).document.blocks for text in line_texts(block)]

    def is_asked(said: Said) -> bool:
        return len(said.fact.operands) == 2

    taken = 0
    for text in lines:
        if (every := own_captures(text, patterns)) is not None:
            asked = own_captures(text, patterns, is_asked)
            sources = [(one, one.piece.source) for one in every]
            wanted = tuple(one for one, said in sources if isinstance(said, Said) and is_asked(said))
            assert asked is not None
            assert told(asked) == told(wanted)
            taken += 0 < len(asked) < len(every)
    assert taken


@pytest.mark.parametrize("name", [HOME, "上海2024"])
def test_whatever_a_line_of_the_form_fits_may_be_it_at_a_glance(name: str) -> None:
    wanted = wanted_lines(composed(complete(name), name).document, sentences(forms.load(name), None))
    printed = {DIGIT.sub("7", one.said) for one in wanted}
    fitting = [(one, line) for one in wanted for line in printed if matched(one.start, line) is not None]
    assert all(one.begins(line) and one.may_be(line) for one, line in fitting if not one.written)
    assert len({line for one, line in fitting if not one.written}) >= 0.8 * len(printed)


@given(st.one_of(consistent(), hostile()))
@settings(max_examples=5)
def test_of_any_report_what_is_known_is_what_is_read(raw: dict[str, Any]) -> None:
    known(raw, HOME)


def test_what_is_not_certain_is_not_said() -> None:
    patterns = sentences(forms.load(HOME), None)
    amount = Figure(Amount.of(Decimal("5.00")), "甲")

    def of(string: str, *spans: tuple[int, int, object]) -> tuple[Capture, ...] | None:
        return own_captures(Text(string, tuple(Span(*span) for span in spans)), patterns)  # type: ignore[arg-type]

    [one] = of("为5.00万元", (1, 5, amount)) or ()
    assert (one.piece.source, one.text) == (amount, "5.00")
    [one] = of("为　5.00 万元", (2, 6, amount)) or ()
    assert one.text == "5.00"
    assert of("第一部分") == ()
    assert of("为5.00", (1, 4, amount)) is None
    assert of("为【缺数】万元", (1, 5, amount)) is None
    [one] = of("原因：甲。", (3, 4, Slot("乙"))) or ()
    assert one.text == "甲"
    share = Figure(Percentage(Decimal(5)), "甲")
    [one] = of("占5%。", (1, 3, share)) or ()
    assert one.text == "5"
    assert of("占5。", (1, 2, share)) is None
    assert of("占5.", (1, 3, share)) is None
    [one] = of("名称甲。", (2, 3, Words("甲", "部门.名称"))) or ()
    assert (one.text, one.piece.literal) == ("甲", "甲")
    assert of("名称乙。", (2, 3, Words("甲", "部门.名称"))) is None
    assert of("名称。", (2, 2, Words("", "部门.名称"))) is None
    assert of("名称甲。", (2, 3, Hidden("甲"))) == ()
    assert of("甲e\u0301乙", (1, 2, amount)) is None  # where it ends in plain form, nobody knows


def wordings(kind: str, sentence: str, clause: str) -> Book:
    """A book of one table, 说, that says every situation of a KIND with all that is known of it in SENTENCE, whose … that is.
    clause: with a reason, which stands at ～ where figures differ, at ≈ always, also where none is asked for."""
    lines = [f'[说]\n事实 = "{kind}"']
    situations = KINDS[kind].situations
    if differs := any(one.differs for one in situations.values()):
        lines.append(f'原因句 = "{clause}"')
    for name, one in situations.items():
        blanks = "，".join(f"{blank}{{{{ {blank} }}}}{UNITS.get(blank, '')}" for blank in one.blanks)
        words = sentence.replace("～", "{{ 原因 }}" * one.differs).replace("≈", "{{ 原因 }}" * differs)
        lines.append(f'{name} = "{words.replace("…", name + blanks)}"')
    return layered("\n".join(lines))[0]


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("本项…～。", "，主要原因：{{ 理由 }}"),
        ("本项…～", "，因{{ 理由 }}所致"),
        ("…～，万元以上", "（{{ 理由 }}）"),
        ("…万元～", "{{ 理由 }}等原因"),
        ("…", "，{{ 理由 }}"),
        ("本项…者≈。", "，主要原因：{{ 理由 }}"),
    ],
)
@pytest.mark.parametrize("kind", ["变动", "完成", "占比", "百分点变动", "个数变动", "比重变动"])
def test_in_any_words_what_is_known_is_what_is_read(kind: str, sentence: str, clause: str) -> None:
    """Also with what a writer wrote right before and behind, which is no part of what is said."""
    book = wordings(kind, sentence, clause)
    patterns, given = Patterns(book), {"原因": "人员变动"} if "原因句" in book["说"].entries else {}
    for values in FIGURES[kind]:
        figures = [Figure(number(one), f"表.{at}") for at, one in enumerate(values.split(), 1)]
        for reasons in (given, dict.fromkeys(given, "无")):
            said = Speaker(book, Record({}, "原因"), Publication()).say("说", figures, reasons)
            spans = [Span(one.start + 1, one.end + 1, one.source) for one in said.spans]
            end = len(said.string) + 1
            beside = (Span(0, 1, Slot("前")), *spans, Span(end, end + 1, Slot("后")))
            for text in (said, Text(f"甲{said.string}乙", beside)):
                own = own_captures(text, patterns)
                read = matched(compiled(patterns.pieces(text)), plain(text.string))
                assert own is not None, text.string
                assert read is not None, text.string
                if text is said:
                    assert told(own) == told(read), text.string
                else:
                    assert [one.text for one in own] == ["甲", plain(said.string), "乙"]


def test_of_single_sentences_what_is_known_is_what_is_read() -> None:
    """Also of what a template fills into them, and of lists."""
    for case in CASES:
        first, *lines = case.split("\n")
        for line in lines:
            text = sentence_of(line, facts(first)[0])
            own, read = (
                own_captures(text, PATTERNS),
                matched(compiled(PATTERNS.pieces(text)), plain(text.string)),
            )
            assert own is not None, text.string
            assert read is not None, text.string
            assert told(own) == told(read), text.string


@pytest.mark.parametrize("name", [HOME, "中央2023"])
def test_of_a_sentence_that_is_not_what_its_sources_say_nothing_is_known(name: str) -> None:
    """A letter of each of its parts in turn is another one, or is one more: what is known all the same is what is read."""
    patterns = sentences(forms.load(name), None)
    lines = {
        text.string: text
        for block in composed(complete(name), name).document.blocks
        for text in line_texts(block)
    }
    known = lost = tried = 0
    for text in lines.values():
        starts = {0, *(span.start for span in text.spans), *(span.end for span in text.spans)}
        for place, at in enumerate(sorted(starts - {len(text.string)})):
            put = ("某", "5某", "", "。")[place % 4]
            string = text.string[:at] + put + text.string[at + 1 :]
            longer = len(put) - 1
            spans = tuple(
                Span(one.start + longer * (one.start > at), one.end + longer * (one.end > at), one.source)
                for one in text.spans
            )
            tried += 1
            if (own := own_captures(altered := Text(string, spans), patterns)) is not None and text.spans:
                known += 1
                read = matched(compiled(patterns.pieces(altered)), plain(string))
                lost += read is None
                assert read is None or told(own) == told(read), string
    # What a template fills into a wording (主语) has no source of its own, and may be anything.
    assert lost < 0.02 * tried
    assert abs(known / tried - {HOME: 0.525, "中央2023": 0.493}[name]) < 0.004
