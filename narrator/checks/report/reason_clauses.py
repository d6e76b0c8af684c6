"""PR-4, HY-1: reasons where there is a difference, and none where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narrator.checks.finding import Finding, Level
from narrator.checks.printed.pattern_pieces import Capture, every
from narrator.checks.printed.prose import Claim
from narrator.checks.report.hygiene import PLACEHOLDER
from narrator.checks.report.prose_places import quote_beginning, side_of_claim
from narrator.disclosure.value import Figure
from narrator.phrases.entries import PhraseTable
from narrator.phrases.words import accounts_for_sameness, says_anything
from narrator.sources import Derived, Fact
from narrator.tables.plain import common

BEHIND = re.compile("[。,;]?(?:其|增减变化的)?(?:主要)?原因[是为:]")  # how a reason begins, in plain form
SAME = 6  # letters with which both begin
UNWRITTEN = re.compile("【[^【】]*】|请填写")


def reason_in_clause(part: Capture) -> str:
    """Return the reason that stands in a part of a sentence; "" when there is none."""
    return next((one.text for one in every(part.parts) if one.piece.source == "理由"), "")


def is_of_nothing(fact: Fact | None) -> bool:
    """Return whether there was nothing in both figures of a fact, or one of them is not there, or is not known."""
    values = [one.value for one in fact.operands if isinstance(one, (Figure, Derived))] if fact else []
    return None in values or not any(values)


def says_why(behind: str, text: str) -> bool:
    """Return whether what stands behind a claim in its line begins with its reason, or has a sentence of a reason that
    begins as the claim does, with what both are about.
    """
    reasons = (sentence for sentence in behind.split("。") if "原因" in sentence)
    return BEHIND.match(behind) is not None or any(common(text, one) >= SAME for one in reasons)


def check_reason(
    capture: Capture, claim: Claim, table: PhraseTable, fact: Fact | None, own: bool
) -> Iterator[Finding]:
    """Return what breaks PR-4: where two figures differ, or the form asks for it, the sentence gives a reason, which is
    never just 无; where they do not differ it gives no reason for a difference. HY-1: no placeholder is left where the reason
    should stand.

    own: whether the report carries its data, by which a reason without a difference is judged better.
    """
    kind = table.kind
    for part in capture.parts:
        if part.piece.source != "原因":
            continue
        differs = any(
            kind.situations[name].differs for name in ([fact.situation] if fact else capture.chosen)
        )
        subject = f"{quote_beginning(capture)}的原因"
        situations = [*capture.chosen, *([fact.situation] if fact else [])]
        asked = bool(situations) and all(map(table.asks, situations))
        if "无" in part.chosen:
            if says_why(claim.line.plain.partition(claim.text)[2], claim.text):
                continue  # a sentence of its own
            if asked:
                yield Finding(
                    Level.ERROR,
                    subject,
                    "两数不同而没有说明原因" if differs else "格式要说原因，而没有说明",
                    "写上原因",
                    (side_of_claim(claim, capture.text),),
                    rule="PR-4",
                )
        elif UNWRITTEN.search(reason_in_clause(part)):
            if not PLACEHOLDER.search(
                reason_in_clause(part)
            ):  # of which `check_placeholders` tells, wherever it stands
                sides = (side_of_claim(claim, reason_in_clause(part)),)
                yield Finding(Level.ERROR, subject, "还没有填写原因", "写上原因", sides, rule="HY-1")
        elif not says_anything(reason_in_clause(part).removesuffix("等")):
            none = "原因写的是“无”" if "无" in reason_in_clause(part) else "没有写原因"
            what = "没有原因可写，就不写“主要原因”" if not differs else none
            yield Finding(
                Level.ERROR,
                subject,
                what,
                "删去这半句" if not differs else "写上原因",
                (side_of_claim(claim, part.text),),
                rule="PR-4",
            )
        elif not (
            differs or own or accounts_for_sameness(reason_in_clause(part), is_of_nothing(fact), asked)
        ) and not any(kind.situations[name].differs for name in capture.chosen):
            sides = (side_of_claim(claim, capture.text),)
            what = "两数没有差异，或者没有可比的数，原因像是为差异写的"
            yield Finding(Level.HINT, subject, what, "核对；没有差异就不写原因", sides, rule="PR-4")
