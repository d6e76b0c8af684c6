"""PR-4, PR-6, PR-7 where a figure is printed nowhere: what a change or a completion implies of itself.

The direction agrees with the rate, the change with what was before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from narrator.checks.data.compare import judge_ratio
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.known_figures import SPENT, Known, Value, read_decimal
from narrator.checks.printed.pattern_pieces import Capture
from narrator.checks.printed.prose import Claim
from narrator.checks.report.decimals import agrees_to_decimals
from narrator.checks.report.prose_places import quote_beginning, side_of_claim
from narrator.checks.report.ratios import operands_of_rate
from narrator.checks.report.reason_clauses import reason_in_clause
from narrator.disclosure.value import Count, Figure, Listing
from narrator.facts.kind import Kind
from narrator.facts.share import SHARE
from narrator.number import Amount, half_up
from narrator.phrases.words import says_anything
from narrator.sources import Derived, Fact

HIDDEN = Fraction(5, 100_000)  # what is less of a budget prints as 0.00 %


def check_implied_change(
    capture: Capture, claim: Claim, kind: Kind, fact: Fact, known: Known, figures: dict[str, Capture]
) -> Iterator[Finding]:
    """Return what breaks PR-7: where last year's figure is not printed, it is this year's less the change, and the rate of
    change follows from that."""
    now = first_value(fact, known)
    directions = {kind.situations[name].direction or 0 for name in capture.chosen}
    amount = known.wan(figures["变动额"].text) if "变动额" in figures else None
    if not isinstance(now, Amount) or amount is None:
        return
    subject = quote_beginning(capture)
    if directions == {1, -1}:  # the words say both
        fitting = directions_by_rate(now, amount, figures)
        if not fitting and "变动率" in figures:
            yield tell_rate_of_neither(subject, claim, now, amount, figures["变动率"].text, known)
        directions = fitting
    if len(directions) != 1:
        return
    base = now.published.wan - directions.pop() * amount
    if amount <= 0:
        sides = (side_of_claim(claim, figures["变动额"].text),)
        yield Finding(
            Level.ERROR, f"{subject}的变动额", "变动额不是正数", "写持平，或者改正增减", sides, rule="PR-4"
        )
        return
    this, say = now.published.wan, known.money.say
    for name, sign, scale, part in (
        ("变动率", "%", 100, amount),
        ("变动倍数", "倍", 1, amount),
        ("相当倍数", "倍", 1, this),
    ):
        printed = read_decimal(figures[name].text) if name in figures else None
        if printed is None:
            continue
        wanted = half_up(Fraction(part) / Fraction(base) * scale) if base > 0 else None
        if wanted is not None and agrees_to_decimals(figures[name].text, wanted):
            continue
        left = side_of_claim(claim, f"{figures[name].text}{sign}")
        step = now.money.step
        level = judge_ratio(
            printed, Fraction(part), Fraction(step) / 2, Fraction(base), Fraction(step), scale
        )
        tail = level is not Level.ERROR
        hint = "四舍五入的尾差，一般不用改" if tail else "核对增减、变动额和变动率"
        if wanted is None:
            right = Side(f"{now}与变动额{say(amount)}推出的上年数", say(base))
            what = "推出的上年数是0.00，在四舍五入允许的范围内" if tail else "上年数不大于零，不能有变动率"
            yield Finding(level, f"{subject}的{name}", what, hint, (left, right), rule="PR-7")
            return
        right = Side(f"{say(part)} ÷ 推出的上年数{say(base)}", f"{wanted:.2f}{sign}")
        what = f"{name}与算得的不同" + ("，在四舍五入允许的范围内" if tail else "")
        gap = f"{abs(printed - wanted)}"
        yield Finding(level, f"{subject}的{name}", what, hint, (left, right), gap, rule="PR-7")


def directions_by_rate(now: Amount, amount: Decimal, figures: dict[str, Capture]) -> set[int]:
    """Return in which directions an amount, in 万元, may have led to what it is now, by the rate of change that is printed: 1 for
    more, -1 for less. None is in it where no rate is printed."""
    rate = read_decimal(figures["变动率"].text) if "变动率" in figures else None
    bases = {way: now.published.wan - way * amount for way in (1, -1)}
    step = now.money.step
    return {
        way
        for way, base in bases.items()
        if rate is not None
        and base > 0
        and judge_ratio(rate, Fraction(amount), Fraction(step) / 2, Fraction(base), Fraction(step))
        is not Level.ERROR
    }


def tell_rate_of_neither(
    subject: str, claim: Claim, now: Amount, amount: Decimal, rate: str, known: Known
) -> Finding:
    """Return that the rate of a change, as it is printed, is right neither for more nor for less by an amount in 万元."""
    bases = [(word, now.published.wan - way * amount) for word, way in (("增加", 1), ("减少", -1))]
    followed = [
        Side(
            f"{word}{known.money.say(amount)}推出的变动率",
            f"{half_up(Fraction(amount) / Fraction(base) * 100):.2f}%",
        )
        for word, base in bases
        if base > 0
    ]
    sides = (side_of_claim(claim, f"{rate}%"), *followed)
    what = "变动率与算得的不同，增加、减少都不是"
    return Finding(Level.ERROR, f"{subject}的变动率", what, "核对增减、变动额和变动率", sides, rule="PR-7")


def check_implied_completion(
    capture: Capture, claim: Claim, kind: Kind, fact: Fact, known: Known, figures: dict[str, Capture]
) -> Iterator[Finding]:
    """Return what breaks PR-4, PR-5, PR-6: where the budget is not printed, the completion rate says the same as the words
    (above 100 % more was spent than budgeted); where nothing was spent it is zero; and no rate of zero stands for a budget
    of zero."""
    text = figures["完成率"].text if "完成率" in figures else None
    rate = None if text is None else read_decimal(text)
    if rate is None:
        return
    final = first_value(fact, known)
    subject = quote_beginning(capture)
    left = side_of_claim(claim, f"{text}%")
    if isinstance(final, Amount) and final.published and rate == 0:
        if is_plausible(final, known):
            return
        right = Side("决算数", str(final))
        what = "有支出而完成率为零：年初预算为零时没有完成率"
        yield Finding(Level.ERROR, f"{subject}的完成率", what, "写年初未安排预算", (left, right), rule="PR-6")
        return
    if isinstance(final, Amount) and not final.published and rate:
        # Both may print as 0.00 and be the same; of anything more 0.00 is 0 %.
        level = Level.HINT if rate == 100 else Level.ERROR
        right = Side("决算数", str(final))
        what, hint = "没有支出而完成率不是零", "核对：没有预算就写年初未安排预算；有预算，完成率就是0.00%"
        yield Finding(level, f"{subject}的完成率", what, hint, (left, right), rule="PR-5")
        return
    directions = {kind.situations[name].direction for name in capture.chosen}
    real = (rate > 100) - (rate < 100)
    if real not in directions and not (rate == 100 and directions & {1, -1} and known_to_differ(capture)):
        words = {1: "大于预算", -1: "小于预算", 0: "与预算相等"}[real]
        what = f"完成率{text}%是{words}，与后面的话不符"
        hint = "核对完成率和后面的话" if real else "核对：相等就写持平，不写原因；不等就改正完成率，写明原因"
        yield Finding(Level.ERROR, subject, what, hint, (left,), rule="PR-4")


def check_share_of_count(
    capture: Capture, claim: Claim, fact: Fact, known: Known, figures: dict[str, Capture]
) -> Iterator[Finding]:
    """Return what breaks PR-3: where a share is of a number of things that is not printed, there is a number of which the
    part is just that share."""
    part, (_, whole) = first_value(fact, known), fact.operands
    rate = read_decimal(figures["比例"].text) if "比例" in figures else None
    if not isinstance(part, Count) or not isinstance(whole, Figure) or not isinstance(whole.value, Count):
        return
    if rate is None or known.value(whole) is not None:
        return
    places = len(figures["比例"].text.partition(".")[2])
    if not part.number or rate <= 0:
        fits = part.number == rate  # nothing is 0 % of any number
    else:
        # Of all numbers the share of the nearest is nearest to the rate.
        near = int(half_up(Fraction(100 * part.number) / Fraction(rate), 0))
        fits = near > 0 and half_up(Fraction(100 * part.number, near), places) == rate
    if not fits:
        sides = (side_of_claim(claim, f"{figures['比例'].text}%"), Side("部分", str(part)))
        what = f"没有一个整数，{part}是它的{figures['比例'].text}%"
        yield Finding(
            Level.ERROR, f"{quote_beginning(capture)}的比例", what, "核对个数和比例", sides, rule="PR-3"
        )


def check_share_change(
    capture: Capture, claim: Claim, kind: Kind, fact: Fact, known: Known, figures: dict[str, Capture]
) -> Iterator[Finding]:
    """Return what breaks PR-3, PR-4, PR-7: where it is printed nowhere of what last year's share was, this year's share is
    that of its part and its whole, and the two shares differ by as many points, and in the direction, as the sentence says.
    """
    subject = quote_beginning(capture)
    part, whole = (known.fresh(one) for one in fact.operands[:2] if not isinstance(one, Listing))
    if part is not None and whole is not None and "比例" in figures:
        found = SHARE.derive(known.publication, part, whole)
        right, text = found.blanks.get("比例"), figures["比例"].text
        share = read_decimal(text)
        if (
            isinstance(right, Derived)
            and share is not None
            and not agrees_to_decimals(text, Decimal(str(right)))
        ):
            level = judge_ratio(share, *operands_of_rate("比例", found))
            sides = (side_of_claim(claim, f"{text}%"), Side(right.formula, f"{right}%"))
            hint = "照算式改正" if level is Level.ERROR else "四舍五入的尾差，一般不用改"
            yield Finding(level, f"{subject}的比例", "比例与算得的不同", hint, sides, rule="PR-3")
    now, before = (
        read_decimal(figures[name].text) if name in figures else None for name in ("比例", "上年比例")
    )
    if now is None or before is None:
        return
    gap = now - before
    sides = (side_of_claim(claim, f"{now}%"), Side("上年", f"{before}%"))
    if (gap > 0) - (gap < 0) not in {kind.situations[name].direction for name in capture.chosen}:
        yield Finding(Level.ERROR, subject, "说法与两年的比例不符", "照数改写这句话", sides, rule="PR-4")
    elif "变动点数" in figures and read_decimal(figures["变动点数"].text) != abs(gap):
        wrong = (
            side_of_claim(claim, figures["变动点数"].text),
            Side(f"{max(now, before)}% − {min(now, before)}%", f"{abs(gap)}"),
        )
        yield Finding(
            Level.ERROR, f"{subject}的变动点数", "变动点数与算得的不同", "照算式改正", wrong, rule="PR-7"
        )


def first_value(fact: Fact, known: Known) -> Value | None:
    """Return what the first figure of a fact is, or None when the report does not say it."""
    [first, *_] = fact.operands
    return None if isinstance(first, Listing) else known.value(first)


def is_plausible(final: Amount, known: Known) -> bool:
    """Return whether a final figure may be 0.00 % of a budget: of one at most ten times as large as all that
    was spent.
    """
    spent = known.printed(SPENT) or 0
    return abs(final.published.fraction) / HIDDEN <= 10 * Fraction(spent)


def known_to_differ(capture: Capture) -> bool:
    """Return whether a completion of 100 % may hide a difference: with a budget that two decimals can not tell
    apart.
    """
    return any(
        part.piece.source == "原因" and "有" in part.chosen and says_anything(reason_in_clause(part))
        for part in capture.parts
    )
