"""Saying a fact: its situation chooses the wording, its figures and the writer's reason fill the blanks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from narrator.disclosure.value import Figure, Listing, Record, Words, Year
from narrator.facts.choice import CHOICE
from narrator.facts.operand import Publication
from narrator.phrases.entries import BETWEEN, EACH, REASON, THE_REASON, Book, PhraseTable
from narrator.phrases.words import as_inside_sentence, as_paragraph, says_anything, without_said_before
from narrator.problem import Problem, Severity
from narrator.sources import Blank, Derived, Fact, Said, Slot, Wording
from narrator.spans import Fragment, Text, join, text_from

UNFILLED = Text("【缺数】")  # where a figure is printed that nobody has filled in


@dataclass
class Speaker:
    """Says facts in the words of a book, with the reasons of one disclosure.

    missing: the texts that sentences ask for and nobody has written, in the order of the sentences.
    """

    book: Book
    reasons: Record
    publication: Publication
    problems: list[Problem] = field(default_factory=list)
    missing: list[Problem] = field(default_factory=list)

    def say(self, name: str, arguments: tuple[object, ...], parameters: Mapping[str, object]) -> Text:
        """Return a fact in the words of a table of the book.

        name: the table. arguments: what the fact is derived from. parameters: what the table's 参数 name, and
        原因, the name of the slot that holds the reason. Raises TypeError in Chinese when the call does not
        fit the table.
        """
        table = self.book[name]
        if parameters.keys() != table.named or not isinstance(parameters.get(THE_REASON, ""), str):
            raise TypeError(tell_misfit(table, parameters))
        for argument in arguments:
            if isinstance(argument, Figure) and is_unfilled(argument):
                self.problems.append(tell_unfilled(argument, "填上；确实没有这个数就填null"))
                return UNFILLED.from_source(argument)
            if isinstance(argument, Words) and not argument and table.kind.needs == CHOICE.needs:
                hint = f"从{'、'.join(table.kind.situations)}中选一个填上"
                self.problems.append(Problem(argument.path, "有一句话要看这一项来说，但没有填", hint))
                return Text("【缺选项】").from_source(argument)
        fact = table.kind.fact(self.publication, *arguments)
        wording = table.entries[fact.situation]
        pieces: list[Fragment] = []
        for at, piece in enumerate(wording.pieces):
            if not isinstance(piece, Blank):
                pieces.append(piece)
            elif piece.name == THE_REASON:
                pieces.append(self.reason(table, fact, str(parameters[piece.name]), join_words(pieces)))
            else:
                value = parameters[piece.name] if piece.name in parameters else fact.blanks[piece.name]
                pieces.append(self.fill(table, value, pieces, wording, at))
        words: list[tuple[str, str]] = []
        for parameter, value in parameters.items():
            if type(value) is str and value and parameter != THE_REASON:
                words.append((parameter, value))
        meaning = table.kind.situations[fact.situation].meaning
        return join(pieces).from_source(Said(wording, fact, meaning, tuple(words)))

    def fill(
        self, table: PhraseTable, value: object, before: Sequence[Fragment], wording: Wording, at: int
    ) -> Fragment:
        """Return what a value reads as in a blank of a wording. before: what stands before that. at: its place."""
        if isinstance(value, Listing):
            return self.enumerate(table, value)
        if isinstance(value, Words) and value.kind == "文字":
            return self.slot(value, join_words(before), words_after(wording, at))
        return value if isinstance(value, (Figure, Derived, Words, Year)) else print_in_prose(value)

    def enumerate(self, table: PhraseTable, items: Listing) -> Text:
        """Return the items in the words of the entry 每项, with the entry 分隔 between them. Raises TypeError for an item
        that has not what the entry prints."""
        each, between = table.entries[EACH], str(table.entries[BETWEEN])
        pieces: list[Text | str] = []
        for item in items:
            if pieces:
                pieces.append(between)
            for piece in each.pieces:
                if isinstance(piece, str):
                    pieces.append(piece)
                elif isinstance(item, Record) and piece.name in item:
                    pieces.append(print_in_prose(item[piece.name]))
                elif isinstance(item, Words) and piece.name == "名称":
                    pieces.append(print_in_prose(item))
                else:
                    raise TypeError(f"“{each.rule}”里的“{piece.name}”在列举的数据里没有")
        return join(pieces)

    def reason(self, table: PhraseTable, fact: Fact, slot: str, said: str) -> Text:
        """Return the clause with the reason in a slot, behind what its sentence has said; a placeholder when the
        fact asks for one and there is none, and an empty text when it asks for none.
        """
        clause = table.entries[REASON]
        at = clause.pieces.index(Blank("理由"))
        before, behind = f"{said}{''.join(map(str, clause.pieces[:at]))}", words_after(clause, at)
        words = self.reasons.get(slot)
        asked = table.asks(fact.situation)
        if isinstance(words, Words) and says_anything(
            string := as_inside_sentence(words.text, before, behind)
        ):
            of_sameness = asked and not table.kind.situations[fact.situation].differs
            text = text_from(string, Slot(words.path, of_sameness=of_sameness))
        elif asked:
            path, sentence = f"{self.reasons.path}.{slot}", said.lstrip("，；。") or fact.situation
            text = ask_for(path, self.reasons.path, self.missing, sentence)
        else:
            return Text()
        pieces = [text if isinstance(piece, Blank) else piece for piece in clause.pieces]
        return join(pieces).from_source(Said(clause, fact, table.kind.situations[fact.situation].meaning))

    def slot(self, words: Words, before: str, after: str) -> Text:
        """Return the text of a slot, see `fill_slot`; note when it is missing."""
        return fill_slot(words, before, after, self.reasons.path, self.missing)


def tell_misfit(table: PhraseTable, parameters: Mapping[str, object]) -> str:
    """Return what is wrong with the parameters of a call that do not fit the table."""
    names = table.parameters or ()
    if parameters.keys() - {THE_REASON} != set(names):
        unasked = [key for key in parameters if key not in (*names, THE_REASON)]
        absent = [key for key in names if key not in parameters]
        wanted = "、".join((*names, *([THE_REASON] if REASON in table.entries else [])))
        now = f"多了{unasked[0]}" if unasked else f"少了{absent[0]}"
        return f"“{table.name}”的参数是：{wanted or '（没有）'}，现在{now}"
    if (REASON in table.entries) != (THE_REASON in parameters):
        return f"“{table.name}”{'要' if REASON in table.entries else '不要'}“{THE_REASON}”这个参数"
    return f"“{table.name}”的“{THE_REASON}”要写成文字"


def fill_slot(words: Words, before: str, after: str, reasons: str, missing: list[Problem]) -> Text:
    """Return the text of a slot, joined to the words before and after it; in paragraphs of its own when there are none
    after it.

    Where it says no more than they do, or nobody has written it, return a placeholder, and add to `missing` that it is.
    reasons: where those of the data stand.
    """
    if after:
        text = as_inside_sentence(words.text, before, after)
        if says_anything(text):
            return text_from(text, Slot(words.path))
    else:
        body, stop = as_paragraph(without_said_before(words.text, before))
        if body:
            return as_own_paragraphs(body + stop, Slot(words.path))
    return ask_for(words.path, reasons, missing)


def ask_for(path: str, reasons: str, missing: list[Problem], sentence: str = "") -> Text:
    """Return a placeholder for the text at a path, and add to `missing` that it is. reasons: as of `fill_slot`. sentence:
    what asks for it, where it is a reason."""
    name = path.removeprefix(f"{reasons}.")
    what = f"还没有写：{sentence}" if sentence else "还没有写"
    missing.append(Problem(path, what, "在数据里写上", Severity.WARNING))
    asked = f"“{name}”的主要原因：{sentence}" if sentence else name
    return text_from(f"【请填写{asked}】", Slot(path, filled=False))


def as_own_paragraphs(text: str, slot: Slot) -> Text:
    """Return a text that ends with a full stop in its own paragraphs, its lines from that slot.

    The full stop of a line is the sentence's, not the writer's. (LibreOffice sets an empty line where a
    full stop that hangs over the margin ends a control.)
    """
    pieces: list[Text | str] = []
    for line in text.split("\n"):
        if pieces:
            pieces.append("\n")
        pieces.append(text_from(line.removesuffix("。"), slot))
        if line.endswith("。"):
            pieces.append("。")
    return join(pieces)


def join_words(pieces: Sequence[Fragment]) -> str:
    """Return the words of pieces of text, without their sources."""
    words = ""
    for piece in pieces:
        words += piece.string if isinstance(piece, Text) else str(piece)
    return words


def words_after(wording: Wording, at: int) -> str:
    """Return the literal words behind a blank of a wording, with … for the other blanks."""
    return "".join(piece if isinstance(piece, str) else "…" for piece in wording.pieces[at + 1 :])


def is_unfilled(figure: Figure) -> bool:
    """Return whether nobody has filled in a figure that may not be left blank; one in whose place null was written is filled in."""
    return figure.value is None and not figure.given


def tell_unfilled(figure: Figure, hint: str) -> Problem:
    """Return the problem that a sentence prints a figure that nobody has filled in."""
    return Problem(figure.path, "有一句话要用这个数，但没有填", hint)


def print_in_prose(value: object) -> Text:
    """Return a value as prose prints it, with its source. Raises TypeError in Chinese for what has no printed
    form.
    """
    if type(value) is Figure or type(value) is Derived:  # as most are
        return text_from(str(value), value)
    if isinstance(value, Text):
        return value
    if not isinstance(value, (str, int, Words, Year)) or isinstance(value, bool):
        raise TypeError("句子里有一处不是能印出来的数或文字")
    if isinstance(value, (str, int)):
        return Text(str(value))
    return text_from(str(value), value)
