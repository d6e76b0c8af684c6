"""The folders of data that ship with narrator: templates, phrasebook, classification."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent


@lru_cache
def shipped(name: str) -> Path:
    """Return a folder that ships with narrator (templates, phrasebook, classification): in the package, or in
    a checkout.
    """
    inside = HERE / name
    return inside if inside.is_dir() else HERE.parent / name
