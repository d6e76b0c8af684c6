"""The texts that a report asks for, in its order: which are missing, written, not needed, or stale."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import groupby
from types import MappingProxyType
from typing import NamedTuple

from narrator.cache import NO_CACHE, Cache
from narrator.disclosure.clean_text import clean
from narrator.disclosure.value import Record, Value, Words, join_path, path_of_steps, split_path
from narrator.document import Block, Document, Heading, Paragraph, Table, texts_in
from narrator.files.json_text import scalar
from narrator.files.patch import last_name, put_all
from narrator.phrases.words import accounts_for_sameness
from narrator.problem import Problem, Severity, Spot, spot_as_data, tell_spot
from narrator.spans import SlotSpan, Text, slot_spans
from narrator.texts import situation
from narrator.texts.situation import LAST_YEAR, ReasonSituation
from narrator.trace import sentence_around

REASONS, RECORDS = "原因", "原因记录"
MARGIN = "　" * 4
MISPLACED = "两数没有差异，或者没有可比的数，这条原因像是为差异写的"
UNASKED = "报告没有要的"  # the heading of texts that the report does not ask for
OF_LAST_YEAR = "去年有的原因（数填好以后才有句子）"  # and of those of which nobody knows yet whether it does
DELETE_OR_CONFIRM = "删掉这条原因；确实是这个原因的，用 narrator reasons --confirm 确认"


class TextState(Enum):
    """Spot a text stands; the value is what the writer reads."""

    MISSING = "缺　　"
    WRITTEN = "已写　"
    UNNEEDED = "不需要"
    STALE = "已过时"


class Reason(NamedTuple):
    """A text that the report asks for.

    path: its slot.
    sentence: the one it stands in, as printed.
    text: what is written, or "".
    situation: the change that it explains; None for texts that are no reasons.
    why: what made it stale, or "".
    hint: what was written last year, or "".
    recorded: whether a record says what it was written for.
    section: the heading that the sentence stands under; "" for a text that the report does not ask for.
    asked: whether the form asks for it although there is no difference.
    """

    path: str
    sentence: str
    text: str
    state: TextState
    situation: ReasonSituation | None = None
    why: str = ""
    hint: str = ""
    recorded: bool = False
    section: str = ""
    asked: bool = False

    @property
    def misplaced(self) -> bool:
        """Whether it reads like the reason for a difference where there is none, and no record says that it was
        written for this."""
        if (
            self.state is not TextState.WRITTEN
            or self.situation is None
            or self.situation.gap
            or self.recorded
        ):
            return False
        return not accounts_for_sameness(self.text, self.situation.of_nothing, self.asked)


def find_reasons(
    disclosure: Record,
    document: Document,
    remembered: Mapping[str, str] = MappingProxyType({}),
    cache: Cache = NO_CACHE,
    of_changes: bool = False,
) -> list[Reason]:
    """Return every text that a report asks for, in its order; at the end those of data.json that it does not
    ask for.

    remembered: what an earlier report knows of the reasons that data.json has no record of, by slot. cache: of another
    search. of_changes: whether only those are wanted that have a situation.
    """
    written, kept = disclosure.record(REASONS), read_records(disclosure)
    found: list[Reason] = []
    seen: set[str] = set()
    section = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            section = block.text.string
        for text, span in cache.call(find_slots, block):
            slot = span[2]
            if slot.name in seen:
                continue
            seen.add(slot.name)
            here = cache.call(situation.situation_around, text, span)
            if here is not None or not of_changes:
                name = clean(last_name(slot.name).strip())  # as the data are read
                reason = cache.call(
                    read_reason, text, span, here, written.get(name), kept.get(name, ""),
                    remembered.get(slot.name, ""), section,
                )  # fmt: skip
                found.append(reason)
    if not of_changes:
        rest = [words for words in written.texts().values() if words.path not in seen]
        found += [Reason(words.path, "", words.text, TextState.UNNEEDED) for words in rest]
    return found


def find_slots(block: Block) -> list[tuple[Text, SlotSpan]]:
    """Return the texts to write that stand in a block, each with the text around it."""
    if isinstance(block, (Heading, Paragraph)):
        texts: Iterable[Text] = (block.text,)
    elif isinstance(block, Table):
        texts = [text for row in block.rows if row.complex for text in row.complex_texts()]
    else:
        texts = texts_in([block])
    found: list[tuple[Text, SlotSpan]] = []
    for text in texts:
        for span in slot_spans(text):
            found.append((text, span))
    return found


def read_reason(
    text: Text,
    span: SlotSpan,
    here: ReasonSituation | None,
    words: Value | None,
    record: str,
    remembered: str,
    section: str,
) -> Reason:
    """Return the text of a slot, which is that span of a sentence and has that situation, with its state.

    words, record: the reason of data.json that has the name of the slot, and its record, or "". remembered: a record from
    elsewhere, or "".
    """
    start, end, slot = span
    string = text.string[start:end]
    record = record if here is not None else ""
    if here is not None and isinstance(words, Words):
        string = str(words)
    hint = record.removeprefix(LAST_YEAR) if record.startswith(LAST_YEAR) else ""
    told = sentence_around(text.string, start, end)
    if not slot.filled:
        return Reason(slot.name, told, "", TextState.MISSING, here, hint=hint, section=section)
    about = next((one for one in (record, remembered) if one and situation.is_about(one, string)), "")
    why = situation.explain_staleness(about, here) if about and here is not None else ""
    state = TextState.STALE if why else TextState.WRITTEN
    recorded = bool(about) and here is not None
    return Reason(slot.name, told, string, state, here, why, hint, recorded, section, slot.of_sameness)


def find_doubtful(disclosure: Record) -> set[str]:
    """Return the names of the reasons that would be misplaced where there is no difference: no record says what they
    were written for, and they do not account for sameness."""
    kept = read_records(disclosure)
    return {
        name
        for name, words in disclosure.texts(REASONS).items()
        if not situation.is_about(kept.get(name, ""), words.text) and not accounts_for_sameness(words.text)
    }


def make_records(found: Sequence[Reason], known: Mapping[str, str]) -> dict[str, str]:
    """Return the records of reasons, by slot: the known ones that still hold, new ones for new texts.

    A stale reason keeps the record that makes it so. A misplaced one gets none until its writer confirms it.
    """
    made: dict[str, str] = {}
    for reason in found:
        if reason.situation is None or reason.state not in (TextState.WRITTEN, TextState.STALE):
            continue
        old = known.get(reason.path, "")
        if situation.is_about(old, reason.text):
            made[reason.path] = old
        elif reason.state is TextState.WRITTEN and not reason.misplaced:
            made[reason.path] = situation.make_record(reason.situation, reason.text)
    return made


def confirm_records(found: Sequence[Reason]) -> dict[str, str]:
    """Return the records of reasons, by slot, all of them for the figures of now."""
    return {
        reason.path: situation.make_record(reason.situation, reason.text)
        for reason in found
        if reason.situation is not None and reason.text
    }


def read_records(disclosure: Record) -> dict[str, str]:
    """Return the records that data.json keeps, by the names of their reasons."""
    return {name: words.text for name, words in disclosure.texts(RECORDS).items()}


def find_records(disclosure: Record) -> dict[str, str]:
    """Return the records of the reasons that data.json gives, by slot."""
    kept, written = read_records(disclosure), disclosure.texts(REASONS)
    return {words.path: kept[name] for name, words in written.items() if name in kept}


def add_records(text: str, records: Mapping[str, str]) -> str:
    """Return the text of data.json with the records, by slot, among those that it has; everything else as it
    is.
    """
    return put_all(text, {join_path(RECORDS, last_name(path)): record for path, record in records.items()})


def tell_misplaced_reasons(found: Sequence[Reason]) -> Iterator[Problem]:
    """Return what is told of reasons that read like those for a difference where there is none."""
    for reason in found:
        if reason.misplaced:
            yield Problem(reason.path, MISPLACED, DELETE_OR_CONFIRM, Severity.WARNING)


def tell_stale(found: Sequence[Reason]) -> Iterator[Problem]:
    """Return what is still to do about the reasons: only what is stale; the report tells what is missing."""
    for reason in found:
        if reason.state is TextState.STALE:
            yield stale_problem(reason.path, reason.why)


def stale_problem(path: str, why: str) -> Problem:
    """Return the problem that the reason of a slot is stale."""
    hint = "改写这条原因；还适用的，用 narrator reasons --confirm 确认"
    return Problem(path, f"原因已过时：{why}", hint, Severity.WARNING)


def select_reasons(found: Sequence[Reason], names: Sequence[str]) -> list[Reason]:
    """Return the reasons with those names, each a slot or the name of a reason; all of them when there are no
    names.
    """
    wanted = {clean(name.strip()) for name in names}
    return [
        one for one in found if not names or {clean(one.path), clean(last_name(one.path).strip())} & wanted
    ]


def describe_reasons(
    found: Sequence[Reason],
    lines: Mapping[str, Spot],
    every: bool = True,
    entitled: Callable[[str], str] = lambda path: "",
    heading: str = UNASKED,
) -> Iterator[str]:
    """Return the reasons as lines to print, those of one section of the report under one heading.

    lines: where the slots stand in data.json. every: also what is in order. entitled: gives the number and the
    title of the public table in which a slot stands, see `Form.entitled`. heading: over those of no section.
    """
    told = [one for one in found if every or one.state in (TextState.MISSING, TextState.STALE)]
    for section, group in groupby(told, lambda one: one.section):
        yield f"\n【{section or heading}】"
        for reason in group:
            yield from describe_reason(reason, lines, entitled)
    yield ""
    counts = [(state, sum(one.state is state for one in found)) for state in TextState]
    yield "　".join(f"{state.value.strip('　')}{count}处" for state, count in counts if count)


def reasons_as_data(found: Sequence[Reason], lines: Mapping[str, Spot], every: bool = True) -> list[object]:
    """Return the reasons for programs. lines, every: as of `describe_reasons`."""
    return [
        {
            "所在": one.section,
            "状态": one.state.value.strip("　"),
            "位置": one.path,
            "句子": one.sentence,
            "文字": one.text,
            "过时": one.why,
            "上年": one.hint,
            **spot_as_data(lines.get(one.path)),
        }
        for one in found
        if every or one.state in (TextState.MISSING, TextState.STALE)
    ]


def describe_reason(
    reason: Reason, lines: Mapping[str, Spot], entitled: Callable[[str], str]
) -> Iterator[str]:
    """Return one reason as lines to print."""
    where = [entitled(reason.path), tell_spot(lines[reason.path]) if reason.path in lines else ""]
    place = f"（{'，'.join(filter(None, where))}）" if any(where) else ""
    yield f"{reason.state.value}　{reason.path}{place}"
    if reason.situation is not None or (reason.state is TextState.MISSING and reason.sentence):
        yield f"{MARGIN}{reason.sentence}"
    elif reason.text:
        yield f"{MARGIN}{' '.join(reason.text.split())[:60]}"
    if reason.why:
        yield f"{MARGIN}※ {reason.why}"
    if reason.state is TextState.MISSING:
        yield f"{MARGIN}{tell_where_to_write(reason.path, lines)}"
        if reason.hint:
            yield f"{MARGIN}上年写的是：{reason.hint}"


RECORD = "{ … }"  # what a value looks like that has others in it


def tell_where_to_write(
    path: str, lines: Mapping[str, Spot], value: str = '"…"', begun: set[str] | None = None
) -> str:
    """Return what to type, and where, for a figure or a text that is missing. lines: where there is something in
    data.json, or the cell of a workbook. value: what the value looks like, a text in quotes. begun: what is typed for
    those that were told before, to which this one adds.
    """
    place = lines.get(path)
    if isinstance(place, str):
        return f"填在{place}"
    if place is not None:
        return f"写在第{place}行的引号里" if value == '"…"' else f"改第{place}行"
    if any(isinstance(one, str) for one in lines.values()):
        return "工作簿里没有它的格：用 narrator sheet 做一份填报工作簿"
    *above, last = split_path(path)
    line = f"{scalar(last)}: {value},"
    if begun is not None and value == RECORD:
        begun.add(path)
    for depth in range(len(above), 0, -1):
        holder = path_of_steps(above[:depth])
        if holder in lines:
            return f"在第{lines[holder]}行“{above[depth - 1]}”的 {{ 后面加：{line}"
        if begun is not None and holder in begun:
            return f"在上面加的“{above[depth - 1]}”的 {{ 后面加：{line}"
        if begun is not None:
            begun.add(holder)
        line = f"{scalar(above[depth - 1])}: {{ {line.removesuffix(',')} }},"
    return f"在第1行的 {{ 后面加：{line}"


def reason_on_one_line(words: object) -> str:
    """Return a reason, as data.json has it, on one line; "" when nothing is written."""
    return "；".join(map(str, words)) if isinstance(words, list) else words if isinstance(words, str) else ""
