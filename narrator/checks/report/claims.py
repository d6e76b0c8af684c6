"""PR, AD, PF and ST as far as single figures and names of the prose go: they are what the tables say.

Each capture of the prose knows what it states (see `pattern`); what a report says only in one place is taken
from there and compared with every other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.known_figures import DEPARTMENT, Known, read_decimal, stands_for_name
from narrator.checks.printed.pattern_pieces import Capture, every_capture
from narrator.checks.printed.prose import Claim, Prose
from narrator.checks.printed.stated_rows import QUOTES
from narrator.checks.report.decimals import agrees
from narrator.checks.report.fact_sentences import check_fact_sentence
from narrator.checks.report.hygiene import BEHIND_NAME
from narrator.checks.report.prose_places import at_line, side_of_claim
from narrator.disclosure.classification import class_rows
from narrator.disclosure.value import Count, Figure, Words, Year
from narrator.disclosure.written_date import read_year
from narrator.facts.operand import leaf_figures, leaf_paths
from narrator.number import Amount, Score
from narrator.phrases.entries import Book
from narrator.problem import shorten
from narrator.sources import Derived, Said
from narrator.tables.plain import plain, unnumbered

FEW = 3  # letters: what is more is not a name's
BOTH = "核对正文和表，改正填错的一处"
CLAUSE = re.compile(r"[,;:。(]")
LEFT_OVER = plain(BEHIND_NAME)  # HY-1 tells that it was left


def check_claims(prose: Prose, known: Known, book: Book, year: int = 0) -> Iterator[Finding]:
    """Return what is wrong with the claims of the prose. year: of the report; 0 where that is not known."""
    unread = {line.number for line, _ in prose.unread}
    unread |= {line.number for line, _, _ in (*prose.differs, *prose.reworded)}
    for claim in prose.claims:
        for capture in claim.every:
            match capture.piece.source:
                case Said() if not capture.text and claim.line.number in unread:
                    continue  # that nothing is said there is not known: not all of the line was read
                case Figure() as figure:
                    yield from check_stated(capture, claim, figure, known)
                case Derived() as derived:
                    yield from check_computed(capture, claim, derived, known)
                case Words() as words:
                    yield from check_name(capture, claim, words, known)
                case Year() as stated:
                    yield from check_stated_year(capture, claim, stated, year)
                case Said() as said:
                    yield from check_fact_sentence(capture, claim, said, known, book)


def check_stated(capture: Capture, claim: Claim, figure: Figure, known: Known) -> Iterator[Finding]:
    """Return what breaks PR-1: a figure in a sentence is the one that its table prints, or, where no table prints it, the
    one in the sentence that states it first."""
    wanted = known.value(figure)
    if (
        wanted is None or str(wanted) == capture.text or agrees(capture.text, wanted)
    ):  # as it nearly always does
        return
    subject = f"{known.called(figure.path)}（“{shorten(claim.text, 12)}”）"
    where = known.tables.cells.get(figure.path)
    printed, right = read_decimal(capture.text), read_decimal(str(wanted))
    if (
        where
        and printed is not None
        and right is not None
        and (twin := same_class_elsewhere(figure.path, printed, right, known))
    ):
        sides = (side_of_claim(claim, capture.text), Side(where, f"{right}", figure.path), twin)
        what, hint = "两张表里的这个数差一个尾数，正文照其中一张", "四舍五入的尾差，一般不用改"
        yield Finding(
            Level.TAIL,
            subject,
            what,
            hint,
            sides,
            f"{abs(printed - right)}万元",
            rule="PR-1",
        )
    else:
        other = (
            Side(where, str(wanted), figure.path)
            if where
            else at_line(known.said[figure.path][1].line, str(wanted))
        )
        yield Finding(
            Level.ERROR,
            subject,
            "正文与表不同" if where else "前后不同",
            BOTH,
            (side_of_claim(claim, capture.text), other),
            rule="PR-1",
        )


def same_class_elsewhere(path: str, printed: Decimal, wanted: Decimal, known: Known) -> Side | None:
    """Return where another table prints a number for the class (类) whose figure, a tail away, stands at a
    path; None when none does.

    Each class is rounded by itself in one table and is the sum of rounded rows in another.
    """
    name = class_rows().get(path.rpartition(".")[0].rpartition(".")[2])
    if name is None or abs(printed - wanted) > 2 * known.money.step:
        return None
    return next(
        (
            Side(known.tables.cells[other], shown, other)
            for other, shown in known.tables.shown.items()
            if name in other.split(".") and shown and read_decimal(shown) == printed
        ),
        None,
    )


def check_computed(capture: Capture, claim: Claim, derived: Derived, known: Known) -> Iterator[Finding]:
    """Return what breaks PR-2, PF-2, PF-3: a sum, a number of things or an average in a sentence follows from its parts."""
    wanted = known.value(derived)
    if wanted is None:
        if read_decimal(capture.text) != read_decimal(str(derived)) and known.is_unsure(derived):
            yield from shared_out(derived, claim, known)
        return
    performance = any(path.startswith("预算绩效") for path in leaf_paths(derived)) or isinstance(
        wanted, Count
    )
    rule = "PF-3" if isinstance(wanted, Score) else "PF-2" if performance else "PR-2"
    if not agrees(capture.text, wanted):
        if known.is_unsure(derived):
            yield from shared_out(derived, claim, known)
            return
        what = "平均分" if rule == "PF-3" else "合计" if isinstance(wanted, Amount) else "个数"
        subject = f"{what}（“{words_before_figure(capture, claim)}”）"
        parts = tuple(
            Side(known.called(one.path), str(one))
            for one in leaf_figures(derived)
            if one.path in known.tables.cells or one.path in known.figures
        )
        whole = Side(derived.formula, str(wanted), parts=parts)
        yield Finding(
            Level.ERROR,
            subject,
            "与各项算得的不同",
            BOTH,
            (side_of_claim(claim, capture.text), whole),
            rule=rule,
        )


def shared_out(derived: Derived, claim: Claim, known: Known) -> Iterator[Finding]:
    """Return what breaks PF-2: a number of projects of one kind, where no table says which projects are of that kind, makes
    up the number of all of them together with those of the other kinds in the same sentence."""
    stated = [
        (one, source)
        for one in claim.every
        if isinstance(source := one.piece.source, Derived) and type(source.value) is type(derived.value)
    ]
    parts = [(one, source) for one, source in stated if known.is_unsure(source)]
    numbers = [read_decimal(one.text) or Decimal(0) for one, _ in parts]
    printed = sum(numbers, Decimal(0))
    sums = {
        sum_of_column(column)
        for column in zip(*(known.otherwise(source) for _, source in parts), strict=True)
    }
    for whole, source in stated:
        agrees = sums == {read_decimal(str(source))} and not known.is_unsure(source)
        if agrees and read_decimal(whole.text) != printed:
            sides = tuple(
                Side(CLAUSE.split(words_before_figure(one, claim))[-1], one.text) for one, _ in parts
            )
            right = Side("各种资金性质之和", f"{printed:f}", parts=sides)
            subject = f"{'合计' if isinstance(derived.value, Amount) else '个数'}（“{words_before_figure(whole, claim)}”）"
            what = "与各种资金性质之和不同"
            yield Finding(
                Level.ERROR, subject, what, BOTH, (side_of_claim(claim, whole.text), right), rule="PF-2"
            )


def sum_of_column(column: Sequence[Derived | None]) -> Decimal | None:
    """Return what a column adds up to, as it is printed; None when one of it is not known."""
    numbers = [read_decimal(str(one)) for one in column if one is not None]
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if len(known) == len(column) else None


def words_before_figure(capture: Capture, claim: Claim) -> str:
    """Return the words before a figure, to tell it from others in the same sentence."""
    at = end = 0
    for one in every_capture(claim.captures):
        if one.piece.kind == "number":
            source = one.piece.source
            is_amount = isinstance(source, Derived) and isinstance(source.value, Amount)
            behind = "万元" if is_amount else r"(?![\d.])"
            found = re.compile(rf"(?<![\d.]){re.escape(one.text)}{behind}").search(claim.text, end)
            at, end = found.span() if found else (0, end)
            if one is capture:
                break
    return claim.text[max(0, at - 14) : at] if at > 0 else shorten(claim.text, 14)


def check_name(capture: Capture, claim: Claim, words: Words, known: Known) -> Iterator[Finding]:
    """Return what breaks AD-1, PF-1, ST-2, HY-8: a thing is called by one name wherever it is named."""
    other = other_name(capture, claim, words, known)
    if other is None:
        return
    text = whole_word(capture, claim)
    last = words.path.rpartition(".")[2]
    rule = "AD-1" if last == "科目名称" else "PF-1" if words.path.startswith("预算绩效") else "ST-2" if words.path == DEPARTMENT else "HY-8"  # fmt: skip
    sides = (side_of_claim(claim, text), other)
    yield Finding(
        Level.ERROR,
        f"{known.called(words.path)}（“{shorten(claim.text, 12)}”）",
        "两处名称不同",
        "改成一样的名称",
        sides,
        rule=rule,
    )


def other_name(capture: Capture, claim: Claim, words: Words, known: Known) -> Side | None:
    """Return the name that a thing has in its table, or where it is first said, when a claim calls it otherwise; else None."""
    if words.path in known.tables.cells:
        other = Side(known.tables.cells[words.path], words.text, words.path)
    elif words.path in known.said:
        other = at_line(known.said[words.path][1].line, known.said[words.path][0])
    else:
        return None
    text = whole_word(capture, claim)
    same = plain(other.value) in (text, text.removesuffix(LEFT_OVER), text.strip(QUOTES))
    same = same or stands_for_name(words, text)
    return None if same else other


def headings_renamed(prose: Prose, known: Known) -> dict[str, str]:
    """Return the headings that call something otherwise than another place does, of which `check_name` tells, in plain form and
    without their numbers, each with the name that it has there."""
    renamed: dict[str, str] = {}
    for claim in prose.claims:
        for capture in claim.every if claim.line.heading else ():
            words = capture.piece.source
            if isinstance(words, Words) and (other := other_name(capture, claim, words, known)):
                heading = unnumbered(claim.line.plain)
                renamed[heading] = renamed.get(heading, heading).replace(
                    whole_word(capture, claim), plain(other.value), 1
                )
    return renamed


def whole_word(capture: Capture, claim: Claim) -> str:
    """Return the name that was captured, with the few letters more that stand before the white space behind
    it: what follows it is free and would take them.
    """
    words = [plain(word) for word in claim.line.text.split()]
    if not capture.piece.apart or capture.text in words:
        return capture.text
    more = (word for word in words if word.startswith(capture.text) and len(word) <= len(capture.text) + FEW)
    return next((word for word in more if word.isalpha()), capture.text)


def check_stated_year(capture: Capture, claim: Claim, year: Year, reported: int = 0) -> Iterator[Finding]:
    """Return what breaks ST-2: a year in a sentence is the year of the report, or the one before where the form has that. reported:
    the year of the report; 0 where that is not known."""
    if is_other_year(capture, year):
        before = year.number == reported - 1
        meant = "上年" if before else "报告的年度"
        sides = (side_of_claim(claim, capture.text), Side(meant, str(year)))
        what = "这里说的是上年，年度不是上年" if before else "年度与报告的年度不同"
        subject = f"年度（“{shorten(claim.text, 14)}”）"
        yield Finding(Level.ERROR, subject, what, "核对年度", sides, rule="ST-2")


def is_other_year(capture: Capture, year: Year) -> bool:
    """Return whether the year that was printed in the place of one is another."""
    return capture.text != str(year) and not (year.in_words and read_year(capture.text) == year.number)


def other_years(prose: Prose) -> Iterator[tuple[int, str]]:
    """Yield the years in the claims of the prose that are not those of which they speak, each behind the number of its line."""
    for claim in prose.claims:
        for capture in claim.every:
            if isinstance(capture.piece.source, Year) and is_other_year(capture, capture.piece.source):
                yield claim.line.number, capture.text
