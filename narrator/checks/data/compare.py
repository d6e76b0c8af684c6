"""Comparing amounts with the catalogue's tolerance (RULES, "Tolerance"); every rule goes through here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from narrator.checks.data.accounts import ZERO, Cell, written
from narrator.checks.finding import Finding, Level, Side, unchecked
from narrator.number import EXACT, rounded

CHECK_BOTH = "核对两边的原始数据，改正填错的一处"
BOTH_OR_NONE = "核对：确实没有这个数的，两边都填null；有的，两边都填数"
TAIL_HINT = "四舍五入的尾差，一般不用改"


def adds_up(
    total: Cell, parts: Sequence[Cell], said: str, subject: str = "", leaves: Sequence[int] = ()
) -> Iterator[Finding]:
    """TOTAL is the sum of PARTS, which SAID names (「基本支出＋项目支出」).

    leaves: how many rounded addends stand in each of PARTS, when a part is itself a sum of rounded
    figures (收入决算表, 03 and 05: a parent row is the sum of rounded leaves).
    """
    subject = subject or total.name
    missing = absent([total, *parts])
    if missing:
        yield not_given(subject, missing)
        return
    summed = ZERO
    for part in parts:
        assert part.wan is not None
        summed = EXACT.add(summed, part.wan)
    if summed == total.wan:  # as it nearly always is
        return
    counts = leaves or [1] * len(parts)
    tails = (part.tail * count for part, count in zip(parts, counts, strict=True))
    tolerance = sum(tails, total.tail)
    right = Side(said, written(summed), parts=tuple(part.side for part in parts if part.wan))
    yield from apart(total, summed, tolerance, right, subject)


def same(left: Cell, right: Cell, tolerance: Decimal = ZERO, subject: str = "") -> Iterator[Finding]:
    """LEFT and RIGHT state the same amount, each rounded by itself.

    tolerance: what may lie between them when one is a sum of rounded addends; without one they must print
    alike, and be equal when both are known exactly. What was reckoned from printed figures may be off by more.
    """
    subject = subject or f"{left.name}与{right.name}"
    missing = absent([left, right])
    if missing:
        yield not_given(subject, missing)
        return
    assert left.wan is not None
    assert right.wan is not None
    if (left.tail or right.tail) and rounded(left.wan) == rounded(right.wan):
        return
    yield from apart(left, right.wan, tolerance + slack(left, right), right.side, subject)


def slack(*cells: Cell) -> Decimal:
    """How far CELLS may be from what would be printed of them, because they were reckoned from printed figures."""
    return sum((cell.loose for cell in cells if cell.loose is not None), ZERO)


def at_most(
    small: Cell,
    large: Cell,
    tolerance: Decimal = ZERO,
    level: Level = Level.ERROR,
    hint: str = CHECK_BOTH,
    why: str = "",
) -> Iterator[Finding]:
    """SMALL is part of LARGE and so not greater; WHY says in which way."""
    subject = f"{small.name}与{large.name}"
    missing = absent([small, large])
    if missing:
        yield not_given(subject, missing)
        return
    assert small.wan is not None
    assert large.wan is not None
    if (small.tail or large.tail) and rounded(small.wan) <= rounded(large.wan):
        return
    over = EXACT.subtract(small.wan, large.wan)
    if over > 0:
        sides = (small.side, large.side)
        difference = f"{written(over)}万元"
        what = f"前者比后者多{difference}{f'，{why}' if why else ''}"
        if over <= tolerance + slack(small, large):
            yield Finding(Level.TAIL, subject, what, TAIL_HINT, sides, difference)
        else:
            yield Finding(level, subject, what, hint, sides, difference)


def apart(left: Cell, right: Decimal, tolerance: Decimal, side: Side, subject: str) -> Iterator[Finding]:
    """The finding that LEFT is not RIGHT, which SIDE tells; within TOLERANCE it is a tail."""
    assert left.wan is not None
    gap = EXACT.subtract(left.wan, right)
    if not gap:
        return
    difference = f"{written(abs(gap))}万元"
    what = f"两边相差{difference}"
    if abs(gap) <= tolerance:
        yield Finding(Level.TAIL, subject, what, TAIL_HINT, (left.side, side), difference)
    else:
        yield Finding(Level.ERROR, subject, what, CHECK_BOTH, (left.side, side), difference)


def together(cells: Sequence[Cell], name: str) -> Cell:
    """The sum of CELLS as one."""
    wan: Decimal | None = ZERO
    for cell in cells:
        wan = None if wan is None or cell.wan is None else EXACT.add(wan, cell.wan)
    path = "、".join(cell.path for cell in cells)
    given, blank_rounds = any(cell.given for cell in cells), any(cell.blank_rounds for cell in cells)
    return Cell(name, wan, path, given, blank_rounds, all(cell.exact for cell in cells))


def absent(cells: Sequence[Cell]) -> list[Cell]:
    """Those of CELLS that have no amount: null, or not filled in where a blank could be a slip."""
    return [cell for cell in cells if cell.wan is None]


def not_given(subject: str, missing: Sequence[Cell]) -> Finding:
    names = "、".join(f"{cell.name}{'是null' if cell.null else '没有填'}" for cell in missing[:3])
    return unchecked(
        subject,
        f"{names}{'等' if len(missing) > 3 else ''}",
        "填上以后再核对",
        *(cell.side for cell in missing),
    )


def half_null(total: Cell, parts: Sequence[Cell], subject: str = "") -> Iterator[Finding]:
    """TOTAL, which is the sum of PARTS, is null and none of them is, or they are all null and it is not. Zero may
    stand beside null; a total of which a part is null may be null itself."""
    stated = [part for part in parts if part.wan]
    nulls = [part for part in parts if part.null]
    if (total.null and stated and not nulls) or (total.wan and len(nulls) == len(parts)):
        sides = (total.side, *(part.side for part in stated or parts))
        yield Finding(Level.ERROR, subject or total.name, "一边是null，另一边有数", BOTH_OR_NONE, sides)


def hinted(findings: Iterator[Finding], hint: str) -> Iterator[Finding]:
    """FINDINGS of what usually agrees: errors become hints."""
    for finding in findings:
        if finding.level is Level.ERROR:
            finding = Finding(
                Level.HINT, finding.subject, finding.what, hint, finding.sides, finding.difference
            )
        yield finding
