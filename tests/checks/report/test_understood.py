"""What narrator writes it can read: no sentence of its own is listed as 没有读懂, whatever the data.

CI runs a few hundred examples, always the same; `pytest -m deep` thousands more.
"""

from __future__ import annotations

import pytest
from forms.documents import composed
from properties import Property, Raw, batches
from strategies import consistent, hostile
from strategies.central import central
from strategies.shanghai import district

from ..reports import findings

# What is said of words that are not the form's, and of words of the form that are not there.
STRANGE = (
    "没有读懂",
    "格式里没有这些话",
    "这里的话与格式的不同",
    "格式里的这半句没有找到",
    "没有找到格式里的",
)


def understood(raw: Raw, name: str) -> None:
    """Every sentence of the report on RAW is read, by the printed text alone. Where a sum that should have a figure is blank,
    that is told, and nothing of the sentences on it."""
    found = findings(composed(raw, name).document, name=name)
    strange = [one for one in found if one.what.startswith(STRANGE)]
    assert not strange, "\n".join(
        f"{one.key}：{one.what} {'；'.join(map(str, one.sides))}" for one in strange
    )


def in_liaoning(raw: Raw) -> None:
    understood(raw, "辽宁2023")


def in_shanghai(raw: Raw) -> None:
    understood(raw, "上海2024")


def in_its_own(raw: Raw) -> None:
    understood(raw, raw["格式"])


PROPERTIES = {
    "辽宁 consistent": Property(in_liaoning, consistent(), 6, 5),
    "辽宁 hostile": Property(in_liaoning, hostile(), 7, 5),
    "上海 consistent": Property(in_shanghai, district(), 6, 5),
    "上海 hostile": Property(in_shanghai, district(hostile()), 7, 5),
    "中央 consistent": Property(in_its_own, central(consistent()), 3, 5),
    "中央 hostile": Property(in_its_own, central(hostile()), 4, 5),
}


@pytest.mark.parametrize("name", PROPERTIES)
def test_property(name: str) -> None:
    PROPERTIES[name].hold()


@pytest.mark.deep
@pytest.mark.parametrize(("name", "batch"), batches(PROPERTIES))
def test_property_deep(name: str, batch: int) -> None:
    PROPERTIES[name].hold_deep(batch)
