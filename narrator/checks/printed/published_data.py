"""The data of a report as a reader of it knows them: each figure as it is printed, and of what is not printed what follows from a
sentence, or nothing."""

from __future__ import annotations

from functools import lru_cache
from operator import is_

from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.raw_data import within_limits
from narrator.disclosure.value import Coded, Figure, Listing, Record, Value, Words
from narrator.number import Amount
from narrator.tables.plain import DASHES, plain

WRITTEN = ("原因", "原因记录")  # which no figure is in


def publish_data(data: Record, known: Known) -> Record:
    """Return the data that a report carries, as far as it says them. known: what it prints, and what follows from that."""
    return Publisher(known).publish_record(data)


class Publisher:
    """Makes the published data, see `publish_data`. records: those that were made, by their paths: rows know the rows above."""

    def __init__(self, known: Known) -> None:
        self.shown, self.said, self.implied = known.tables.shown, known.said, known.implied
        self.records: dict[str, Record] = {}

    def publish(self, value: Value) -> Value:
        """Return a value as it is published: itself where all of it is printed as data hold it."""
        if type(value) is Figure:
            return self.publish_figure(value)
        if isinstance(value, Record):
            return self.records.get(value.path) or self.publish_record(value)
        if isinstance(value, Coded):
            rows = {code: self.publish_record(row) for code, row in value.rows.items()}
            return value if all(map(is_, rows.values(), value)) else Coded(rows, value.blank)
        if isinstance(value, Listing):
            items = Listing(map(self.publish, value))
            return value if all(map(is_, items, value)) else items
        return value

    def publish_record(self, record: Record) -> Record:
        """Return a record as it is published: itself where all of it is printed as data hold it."""
        fields = record.fields
        changed: dict[str, Value] = {}
        for name, value in fields.items():
            if type(value) is Figure:
                published: Value = self.publish_figure(value)
            elif type(value) is Words or name in WRITTEN:
                continue
            else:
                published = self.publish(value)
            if published is not value:
                changed[name] = published
        found = Record({**fields, **changed}, record.path) if changed else record
        self.records[record.path] = found
        return found

    def publish_figure(self, figure: Figure) -> Figure:
        """Return a figure as it is printed; one that no reader knows is not given."""
        text = self.shown.get(figure.path)
        if text is None:
            return self.follow(figure)
        return as_printed(figure, text) if text or figure.given else figure  # a blank that is blank

    def follow(self, figure: Figure) -> Figure:
        """Return a figure that no table prints, as a sentence states it, or as it follows from one; not given where it does not."""
        path = figure.path
        if path in self.said:
            return as_printed(figure, self.said[path][0])
        implied = self.implied.get(path)
        if implied is not None:
            return Figure(None if implied.wan is None else Amount.of(within_limits(implied.wan)), path)
        return figure if figure.value is None and not figure.given else Figure(None, path, False)


def as_printed(figure: Figure, text: str) -> Figure:
    """Return a figure as a text prints it: itself where that is as data hold it."""
    value, given = figure.value, is_given(text)
    if type(value) is Amount and value.wan:
        value = value.published
    return figure if value is figure.value and given is figure.given else Figure(value, figure.path, given)


@lru_cache(maxsize=20_000)
def is_given(text: str) -> bool:
    """Return whether a text that is printed in the place of a figure is one; a dash is none."""
    return text[:1].isdigit() or plain(text) not in DASHES
