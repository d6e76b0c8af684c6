"""Text with marks: what is read back is the text, and each mark holds what its span does."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parser

from narrator.sources import Slot
from narrator.spans import Span, Text
from narrator.writers.html.inline import Marks, inline

LETTERS = st.text(st.sampled_from("一二<>&\"'; 3\t/"), max_size=12)


class Named(Marks):
    """Marks every slot with its name."""

    def around(self, text: Text, span: Span) -> tuple[str, str] | None:
        return (f'<b title="{span.source.name}">', "</b>") if isinstance(span.source, Slot) else None


@st.composite
def nested(draw: st.DrawFn, start: int, end: int, depth: int = 3) -> list[tuple[int, int]]:
    """Ranges between two places that nest, as those of a composed text do."""
    found: list[tuple[int, int]] = []
    at = start
    while depth and at <= end and draw(st.booleans()):
        first = draw(st.integers(at, end))
        last = draw(st.integers(first, end))
        found += [(first, last), *draw(nested(first, last, depth - 1))]
        at = last + (first == last)
    return found


@given(st.data())
@settings(max_examples=60)
def test_marks_hold_what_their_spans_do(data: st.DataObject) -> None:
    string = data.draw(LETTERS)
    ranges = data.draw(nested(0, len(string)))
    spans = [Span(start, end, Slot(str(at))) for at, (start, end) in enumerate(ranges)]
    text = Text(string, tuple(data.draw(st.permutations(spans))))
    root = parser.fragment_fromstring(f"<p>{inline(text, Named())}</p>")
    assert "".join(root.itertext()) == string
    held = {mark.get("title"): "".join(mark.itertext()) for mark in root.iter("b")}
    assert held == {str(at): string[start:end] for at, (start, end) in enumerate(ranges)}


def test_a_span_that_reaches_out_of_another_is_cut() -> None:
    text = Text("一二三四", (Span(0, 2, Slot("a")), Span(1, 3, Slot("b"))))
    assert inline(text, Named()) == '<b title="a">一<b title="b">二</b></b>三四'
