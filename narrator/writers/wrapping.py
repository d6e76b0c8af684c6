"""How high a row of a worksheet must be so that nothing of what wraps in its cells is cut off."""

from __future__ import annotations

PIXELS_PER_POINT = 96 / 72
PADDING = 6  # pixels at the sides of a cell that no word uses
NARROW = 0.56  # how wide a letter or digit is beside a Chinese character
LEADING = 1.45  # how much higher a line is than its characters
HIGHEST = 409.0  # points; Excel shows no more of a row


def height_of(words: str, width: float, size: float) -> float:
    """Return how many points high a text of a size in points is in a cell that is so many pixels wide."""
    room = max(width - PADDING, 1) / PIXELS_PER_POINT / size  # in Chinese characters
    lines = 0
    for line in words.split("\n"):
        length = sum(NARROW if letter.isascii() else 1 for letter in line)
        lines += max(1, -int(-length // room))
    return min(HIGHEST, lines * size * LEADING)
