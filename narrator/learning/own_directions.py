"""Words of a comparison that no figures of the data bear out, in a paragraph that a report words itself: 增加 before a figure of
its own, 决算数大于预算数 before a reason. They are data of their own like the figure: left as they are, they would be wrong when
it changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from narrator.learning.data_place import YEARLY
from narrator.learning.own_reasons import REASON
from narrator.learning.rewording import Rewording

DIRECTION = re.compile(
    "(?P<word>增加|减少|增长|下降|降低|上升|大于|小于|高于|低于|超出)(?:了|(?:年初|全年|调整)?预算数?)?"
)


def write_directions(rewording: Rewording) -> None:
    """Put texts of the data in the place of the words that say a direction and that belong to no fact."""
    for found in find_directions(rewording.flat, {piece.start for piece in rewording.pieces}):
        if rewording.free(*found.span("word")):
            near, _ = rewording.words_before(found.start())
            description = f"{near}后面的比较：{found['word']}，或者别的词（{rewording.section}）"[:60]
            _, expression = rewording.notebook.own_place(
                f"{near}比较", YEARLY, found["word"], description, rewording.row
            )
            rewording.put(*found.span("word"), f"{{{{ {expression} }}}}")


def find_directions(flat: str, figures: Set[int]) -> Iterator[re.Match[str]]:
    """Yield the words that say a direction right before a figure or a reason. figures: where those of the data begin."""
    for found in DIRECTION.finditer(flat):
        if found.end() in figures or REASON.match(flat, found.end()):
            yield found
