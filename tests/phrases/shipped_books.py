"""The phrasebooks that ship: their texts, and which stand under which."""

from __future__ import annotations

from narrator import form
from phrases.notation import COMMON, SHIPPED

BOOKS = {path.stem: path.read_text("utf-8") for path in sorted(SHIPPED.glob("*.toml"))}
# The books under each: the common one, and those of the forms that its form goes on from.
BELOW = {
    name: [] if name == COMMON.stem else [path.stem for path in form.load(name).phrasebooks()[:-1]]
    for name in BOOKS
}
