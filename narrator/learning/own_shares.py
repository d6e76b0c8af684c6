"""Shares in a paragraph that a report words itself: of which whole they are."""

from __future__ import annotations

import re
from decimal import Decimal

from narrator.checks.printed.statement import Part
from narrator.learning.figures import AMOUNT
from narrator.learning.rewording import Rewording


def write_share(rewording: Rewording, part: Part, found: re.Match[str]) -> int:
    """Write a share of something, and return where it ends; 0 when it can not be said of what."""
    if rewording.subject is None:
        return 0
    whole = rewording.flat[part.start + 1 : found.start()].removesuffix("比例").rstrip("的为比重")
    share = Decimal(found[0])
    fitting = [
        one
        for one in rewording.notebook.places.list_for(rewording.row)
        if one.kind == AMOUNT and is_share(rewording.subject.value, one.value, share)
    ]
    ranked = rewording.notebook.places.rank(
        fitting, whole or rewording.section, f"{rewording.section}{rewording.flat[: part.start]}", ""
    )
    apart = [
        one
        for score, one in ranked
        if not rewording.notebook.places.equal(ranked[0][1].path, one.path) and ranked[0][0] - score < 0.1
    ]
    if not ranked or (apart and any(one.value != ranked[0][1].value for one in apart)):
        return 0
    words = rewording.text[part.start : part.end]
    wording = words[: found.start() - part.start] + "{{ 比例 }}" + words[found.end() - part.start :]
    if whole and whole in wording:
        wording = wording.replace(whole, "{{ 整体名称 }}", 1)
    situation = "有比例" if ranked[0][1].value else "全为零"
    if situation == "全为零":
        wording = wording.replace("{{ 比例 }}", found[0])
    try:
        name, parameters = rewording.notebook.phrases.phrase("占比", situation, wording, "", "占比")
    except ValueError:
        return 0
    given = f', 整体名称="{whole}"' if "整体名称" in parameters else ""
    rewording.put(
        part.start,
        part.end,
        f"{{{{ {name}({rewording.subject.expression}, {ranked[0][1].expression}{given}) }}}}",
    )
    return part.end


def is_share(part: Decimal | None, whole: Decimal | None, share: Decimal) -> bool:
    """Return whether a share in per cent is that of a part of a whole, as printed."""
    if part is None or whole is None:
        return False
    if not whole:
        return not part and not share
    return abs(part * 100 / whole - share) <= Decimal(1).scaleb(share.as_tuple().exponent) * Decimal("0.51")  # type: ignore[arg-type]
