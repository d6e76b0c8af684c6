"""The kinds of facts there are, by the names that a phrasebook calls them."""

from narrator.facts.average import AVERAGE
from narrator.facts.change import CHANGE, CHANGE_IN_TIMES
from narrator.facts.choice import CHOICE
from narrator.facts.completion import COMPLETION
from narrator.facts.count_change import COUNT_CHANGE
from narrator.facts.kind import Kind
from narrator.facts.points import POINT_CHANGE, SHARE_CHANGE
from narrator.facts.presence import COMPOSITION, ENUMERATION, EXISTENCE, OPTION, PRESENCE, USE
from narrator.facts.share import SHARE

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        CHANGE,
        CHANGE_IN_TIMES,
        COUNT_CHANGE,
        COMPLETION,
        SHARE,
        POINT_CHANGE,
        SHARE_CHANGE,
        AVERAGE,
        PRESENCE,
        EXISTENCE,
        USE,
        OPTION,
        CHOICE,
        ENUMERATION,
        COMPOSITION,
    )
}
