"""Last year's reasons beside this year's, before there are figures: what `next` has kept of them in the data."""

from __future__ import annotations

from narrator.disclosure.value import join_path
from narrator.texts.situation import LAST_YEAR
from narrator.texts.status import REASONS, RECORDS, Reason, TextState, reason_on_one_line


def reasons_with_hints(raw: object) -> list[Reason]:
    """Return the reasons of parsed data without figures yet, in their order, with those of last year beside
    them; none when there are none beside any.
    """
    written, kept = (raw.get(name) if isinstance(raw, dict) else None for name in (REASONS, RECORDS))
    if not isinstance(written, dict) or not isinstance(kept, dict):
        return []
    found = []
    for name, words in written.items():
        record, text = kept.get(name), reason_on_one_line(words)
        hint = (
            record.removeprefix(LAST_YEAR) if isinstance(record, str) and record.startswith(LAST_YEAR) else ""
        )
        state = TextState.WRITTEN if text else TextState.MISSING
        found.append(Reason(join_path(REASONS, name), text, text, state, hint=hint))
    return found if any(one.hint for one in found) else []
