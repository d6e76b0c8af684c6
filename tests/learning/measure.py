"""How much of a form is learned from a report on one disclosure: what the learned form makes of another one of the same
situations, beside what the form itself makes of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import astuple, dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from forms.complete import complete
from forms.documents import composed, written
from strategies.pairs import fill_texts

from narrator.checks.printed.raw_data import store
from narrator.commands.learn import learn_form
from narrator.disclosure.related import SAME, find_related
from narrator.disclosure.relation import Declared
from narrator.disclosure.relations import RELATIONS
from narrator.disclosure.value import split_path
from narrator.document import Document, texts
from narrator.form import load
from narrator.form.form_folders import names
from narrator.learning.remaking import lines_outside_tables, remake, rows_in
from narrator.readers import embedded
from narrator.readers.docx import package
from narrator.sources import Slot
from narrator.tables.plain import common, unnumbered
from narrator.writers.docx.stripping import strip

Raw = dict[str, Any]
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
EARLIER = re.compile(r"(?:上年决算数|年初预算数|全年预算数|\.预算数|\.上年\w+)$")
MAIN = ("决算数", "合计", "小计", "本年收入", "本年支出")
COUNTED = re.compile("(?:人数|人次|批次)$")
WAY = re.compile("增加|减少|增长|下降|降低|上升|大于|小于|高于|低于|多|少")


@dataclass
class Share:
    """What is the same in two reports on one disclosure, that of a form and that of the one learned. asked: figures of
    which learning asked which of several they are; strange: that no table has. wrong: sentences with a figure from another place, each with what they should say. others: what is
    otherwise besides."""

    form: str
    base: str
    sentences: int = 0
    same: int = 0
    rows: int = 0
    same_rows: int = 0
    asked: int = 0
    strange: int = 0
    questions: list[str] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)

    def __add__(self, other: Share) -> Share:
        """The share of the draws of both, of the same two forms."""
        first, second = astuple(self)[2:], astuple(other)[2:]
        return Share(self.form, self.base, *(one + more for one, more in zip(first, second, strict=True)))

    def row(self, own: bool) -> str:
        """The row of the README's table. own: whether the two forms are of one cluster."""
        shares = (per_cent(self.same, self.sentences), per_cent(self.same_rows, self.rows))
        base = f"{self.base}{'（同系）' * own}"
        return f"| {' | '.join((self.form, base, *shares, str(len(self.wrong))))} |"

    def __str__(self) -> str:
        sentences, rows = (
            f"{part}/{whole} {100 * part / whole if whole else 0:.1f} %"
            for part, whole in ((self.same, self.sentences), (self.same_rows, self.rows))
        )
        return (
            f"{self.form} from {self.base}: sentences {sentences}, rows {rows}, "
            f"asked {self.asked}, of its own {self.strange}, wrong {len(self.wrong)}"
        )


def per_cent(part: int, whole: int) -> str:
    """A share with one decimal that is cut off: only all is 100%."""
    return "100%" if part == whole else f"{1000 * part // whole / 10:.1f}%"


@cache
def sample_of(name: str) -> Raw:
    """The sample that is complete for a form of that name."""
    return complete(name)


def bases_of(name: str) -> Iterator[tuple[str, bool]]:
    """The forms from which one of that name is learned, and whether they are of its cluster."""
    form = load(name)
    if form.base is not None:
        yield form.base.name, True
    else:
        yield from ((one, True) for one in names() if (base := load(one).base) and base.name == name)
    root = form.chain[-1].name
    yield from ((one, False) for one in names() if load(one).base is None and one != root)


def missing_texts(data: Raw) -> list[str]:
    """The places of the texts that the form of DATA asks for and that are not written."""
    return [
        span.source.name
        for text in texts(composed(data, data["格式"]).document)
        for span in text.spans
        if isinstance(span.source, Slot) and not span.source.filled
    ]


def finished_pair(drawn: tuple[Raw, Raw], chance: Random) -> tuple[Raw, Raw]:
    """Two disclosures with every text that their form asks for."""
    first, second = (fill_texts(one, missing_texts, chance) for one in drawn)
    return first, second


def published(data: Raw, bare: bool) -> bytes:
    """The report on DATA as it is published: no data in it, no controls. bare: without heading styles. A form of the test's own
    stands here."""
    form = Path(data["格式"]).resolve() if data["格式"].startswith("./") else ""
    with TemporaryDirectory() as folder:
        opened = package.load(written(Path(folder), data, form))
    carriers = [name for name, _ in embedded.snapshots(opened)]
    content = strip({name: opened.read(name) for name in dict.fromkeys(opened.names)}, carriers)
    return without_headings(content) if bare else content


def without_headings(content: bytes) -> bytes:
    """A .docx whose headings look like headings and are paragraphs."""
    made = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = re.sub(rb'<w:pStyle w:val="Heading\d"/>', b"", part)
            new.writestr(name, part)
    return made.getvalue()


def measure(form: str, base: str, pair: tuple[Raw, Raw], bare: bool) -> Share:
    """How much of FORM is learned from BASE by a report on the first of a pair, measured on the second."""
    share = Share(form, base)
    first, second = pair
    with TemporaryDirectory() as folder:
        path = Path(folder, "去年.docx")
        path.write_bytes(published(first, bare))
        learned = learn_form(path, "某地学的", base, Path(folder))
        own = load("./某地学的", Path(folder))
        share.asked = sum(bool(one.candidates) for one in learned.lesson.asked)
        share.strange = len(learned.lesson.asked) - share.asked
        told = composed(first, form).document, composed(second, form).document
        said = written_in(first, second)
        data = carried(learned.lesson.raw, second, said)
        take_others(data, learned.lesson.raw, first, second, (*RELATIONS, *own.relations))
        answer(data, [(one.sentence, one.number, one.name) for one in learned.lesson.asked], told, said)
        compare(share, told, remake(own, data), {one.name for one in learned.lesson.asked}, data, said)
        share.questions = [
            f"{one.number} | {one.name} | {[place.path for place in one.candidates]} | {one.sentence}"
            for one in learned.lesson.asked
        ]
    load.cache_clear()
    return share


def written_in(first: Any, second: Any) -> dict[str, str]:
    """The texts of the second of two disclosures, by those that stand in their places in the first."""
    match first, second:
        case (dict(), dict()):
            both = [written_in(first[name], second[name]) for name in first.keys() & second.keys()]
        case (list(), list()):
            both = [written_in(one, other) for one, other in zip(first, second, strict=True)]
        case (str(), str()):
            return {first: second}
        case _:
            return {}
    return {name: text for one in both for name, text in one.items()}


def carried(learned: Any, second: Any, said: Mapping[str, str]) -> Any:
    """LEARNED data with the figures of SECOND and its texts."""
    match learned, second:
        case (dict(), dict()):
            mine = {name: carried(value, second.get(name), said) for name, value in learned.items()}
            return mine | {name: deepcopy(value) for name, value in second.items() if name not in mine}
        case (str(), _):
            stop = "。" * learned.endswith("。")
            return (
                said.get(learned)
                or said_otherwise(learned.removesuffix("。"), said).removesuffix("。") + stop
            )
        case (list(), list()) if second and isinstance(second[0], dict):
            return deepcopy(second)
        case (list(), _):
            return [carried(one, None, said) for one in learned]
        case (dict(), None):
            return {name: carried(value, None, said) for name, value in learned.items()}
        case (_, None):
            return learned
    return deepcopy(second)


def take_others(data: Raw, learned: Raw, first: Raw, second: Raw, relations: tuple[Declared, ...]) -> None:
    """Put into DATA what the second disclosure has for figures of last year and budgets that learning keeps elsewhere: in a place
    of its own, or in that of a figure which is the same by declaration."""
    places = {path: value for path, value in leaves(first) if EARLIER.search(path)}
    for path, value in leaves(learned):
        if EARLIER.search(path) is None or places.get(path) == value:
            continue
        same = [one for one, other in places.items() if other == value]
        row = path.rpartition(".")[0]
        if not same:  # a budget that follows from a rate is known as exactly as that
            near = (one for one, other in places.items() if abs(other - value) <= value / 1000)
            same = [one for one in near if one.rpartition(".")[0] == row]
        if path in places:
            same = [
                one for one in same if are_same(path.rpartition(".")[0], one.rpartition(".")[0], relations)
            ]
        found = {at(second, one) for one in same}
        if len(found) == 1:
            store(data, [str(step) for step in split_path(path)], found.pop())


def leaves(data: Any, path: str = "") -> Iterator[tuple[str, Decimal]]:
    """The numbers of DATA outside of lists, by their paths."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from leaves(value, f"{path}.{name}" if path else name)
    elif isinstance(data, Decimal):
        yield path, data


def are_same(one: str, other: str, relations: tuple[Declared, ...]) -> bool:
    """Whether what was spent or received in the rows at two paths is equal by declaration."""
    related = (r for column in MAIN for r in find_related(f"{one}.{column}", relations))
    return any(r.kind == SAME and not r.said and r.places[0].rpartition(".")[0] == other for r in related)


def answer(
    data: Raw,
    asked: list[tuple[str, str, str]],
    told: tuple[Document, Document],
    said: Mapping[str, str],
) -> None:
    """Put into DATA what the second report says where a figure was asked about that stands in the first."""
    lines: dict[str, list[str]] = {}
    for line in lines_outside_tables(told[1]):
        lines.setdefault(masked(line), []).append(line)
    order: Counter[str] = Counter()
    there: dict[str, str] = {}
    for line in lines_outside_tables(told[0]):
        mask = masked(said_otherwise(line, said))
        if len(lines.get(mask, ())) > order[mask]:
            there[line] = lines[mask][order[mask]]
        order[mask] += 1
    taken: set[tuple[str, int]] = set()
    for sentence, number, name in asked:
        whole = next((line for line in there if line.endswith(sentence)), None)
        if whole is None:
            continue
        mine, others = list(NUMBER.finditer(whole)), NUMBER.findall(there[whole])
        begin = len(whole) - len(sentence)  # behind its mark
        free = [
            n
            for n, one in enumerate(mine)
            if one[0] == number and one.start() >= begin and (whole, n) not in taken
        ]
        if free and len(mine) == len(others):
            words = COUNTED.sub("", letters(name))
            place = max(
                free, key=lambda n: shared_end(COUNTED.sub("", letters(whole[: mine[n].start()])), words)
            )
            taken.add((whole, place))
            found, steps = others[place], [str(step) for step in split_path(name)]
            in_yuan = whole[mine[place].end() :].startswith("元")  # and data hold 万元
            value = Decimal(found.replace(",", "")) / (10_000 if in_yuan else 1)
            store(data, steps, found if isinstance(at(data, name), str) else value)


def shared_end(one: str, other: str) -> int:
    """How many letters two words end with that are the same."""
    return common(one[::-1], other[::-1])


def letters(text: str) -> str:
    """The Chinese letters of TEXT."""
    return "".join(re.findall(r"[\u4e00-\u9fff]", text))


def compare(
    share: Share,
    told: tuple[Document, Document],
    made: Document,
    asked: set[str],
    data: Raw,
    said: Mapping[str, str],
) -> None:
    """Count in SHARE what is the same in the form's own reports and in the one made."""
    known = {masked(said_otherwise(one, said)) for one in sentences_in(told[0])}
    old, new = list(sentences_in(told[1])), list(sentences_in(made))
    free = {str(at(data, name)) for name in asked}
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        wanted = [one for one in old[i:j] if masked(one) in known]
        share.sentences += len(wanted)
        if kind == "equal":
            share.same += len(wanted)
            continue
        there = new[k:m]
        for one in wanted:
            like = next((other for other in there if masked(other) == masked(one)), None)
            marks = like is not None and unnumbered(one) == unnumbered(like)  # the outline's, no figures
            if like is not None and not marks and not others_asked(one, like, free):
                share.wrong.append((one, like))
            else:
                nearest = max(there, key=lambda other: SequenceMatcher(None, one, other).ratio(), default="")
                share.others.append((one, nearest))
    rows, mine = list(rows_in(told[1])), list(rows_in(made))
    share.rows = len(rows)
    share.same_rows = sum(
        block.size for block in SequenceMatcher(None, rows, mine, autojunk=False).get_matching_blocks()
    )


def at(data: Any, path: str) -> Any:
    """What stands at a path of DATA; None when nothing does."""
    for step in split_path(path):
        try:
            data = data[step - 1 if isinstance(step, int) else str(step)]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def others_asked(one: str, other: str, free: set[str]) -> bool:
    """Whether two sentences have no other figures but those that were asked about."""
    pairs = zip(NUMBER.findall(one), NUMBER.findall(other), strict=True)
    return all(left == right or right in free for left, right in pairs)


def sentences_in(document: Document) -> Iterator[str]:
    """The sentences of a report, outside its tables and its contents."""
    for line in lines_outside_tables(document):
        yield from (one for one in re.split(r"(?<=[。；])", line) if one.strip())


def said_otherwise(text: str, said: Mapping[str, str]) -> str:
    """A text of the first report with the texts of the second in their places."""
    there = sorted((old for old in said if len(old) > 4 and old in text), key=len, reverse=True)
    # All at once: what a text becomes may be what another one was.
    return re.sub("|".join(map(re.escape, there)), lambda found: said[found[0]], text) if there else text


def masked(text: str) -> str:
    """A sentence without its figures and directions."""
    return WAY.sub("±", NUMBER.sub("#", text))
