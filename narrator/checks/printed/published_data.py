"""The data of a report as a reader of it knows them: each figure as it is printed, and of what is not printed what follows from a
sentence, or nothing."""

from __future__ import annotations

from collections.abc import Mapping

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
        self.shown: Mapping[str, str] = {
            **{path: text for path, (text, _) in known.said.items()},
            **known.tables.shown,
        }
        self.implied = known.implied
        self.records: dict[str, Record] = {}

    def publish(self, value: Value) -> Value:
        """Return a value as it is published."""
        if type(value) is Figure:
            return self.publish_figure(value)
        if isinstance(value, Record):
            return self.records.get(value.path) or self.publish_record(value)
        if isinstance(value, Coded):
            return Coded({code: self.publish_record(row) for code, row in value.rows.items()}, value.blank)
        return Listing(map(self.publish, value)) if isinstance(value, Listing) else value

    def publish_record(self, record: Record) -> Record:
        """Return a record as it is published."""
        fields = dict(record.fields)
        for name, value in record.fields.items():
            if type(value) is Figure:  # as most are
                fields[name] = self.publish_figure(value)
            elif type(value) is not Words and name not in WRITTEN:
                fields[name] = self.publish(value)
        found = self.records[record.path] = Record(fields, record.path)
        return found

    def publish_figure(self, figure: Figure) -> Figure:
        """Return a figure as it is printed; one that no reader knows is not given."""
        path, value = figure.path, figure.value
        text = self.shown.get(path)
        if text is not None:
            if type(value) is Amount:
                value = value.published
            given = text[:1].isdigit() or plain(text) not in DASHES
            return figure if value is figure.value and given is figure.given else Figure(value, path, given)
        implied = self.implied.get(path)
        if implied is None:
            return Figure(None, path, False)
        return Figure(None if implied.wan is None else Amount.of(within_limits(implied.wan)), path)
