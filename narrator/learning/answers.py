"""What a person has to say of figures of which several places fit, or none: a file that lists them and takes the answers
(学到的.toml)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path

from narrator import toml
from narrator.learning.notebook import Asked
from narrator.learning.traced_numbers import DataPlaces
from narrator.problem import Problem, Severity, Unusable
from narrator.toml import quote

FILE = "学到的.toml"
SENTENCE, NUMBER, PLACE = "句子", "数", "位置"


@dataclass(frozen=True)
class Answers:
    """What a person said of figures that were asked about. places: their paths, by the sentence and the number as
    printed. entries: what each is called in the file, whose name and text these are."""

    places: Mapping[tuple[str, str], str] = field(default_factory=dict)
    entries: Mapping[tuple[str, str], str] = field(default_factory=dict)
    file: str = ""
    source: str = ""


def write_questions(asked: Sequence[Asked]) -> Iterator[str]:
    """Yield the lines of the file that asks about figures: the likeliest place first, each commented out."""
    yield "# 这些数认不准从哪里来，先当作本单位自己的数（其他数据），每年要填。"
    yield f"# 知道是哪里的，把那一行“{PLACE}”前面的 # 去掉，或者照 narrator schema 里的路径写上，再学一遍。"
    for one in asked:
        yield ""
        yield f"[{quote(one.name)}]"
        yield f"{quote(SENTENCE)} = {quote(one.sentence)}"
        yield f"{quote(NUMBER)} = {quote(one.number)}"
        for place in one.candidates:
            yield f"# {quote(PLACE)} = {quote(place.path)}"


def write_answers(answers: Answers) -> Iterator[str]:
    """Yield the lines that keep what was answered."""
    for number, ((sentence, printed), place) in enumerate(answers.places.items(), 1):
        yield f"\n[{quote(f'答过的{number}')}]"
        yield f"{quote(SENTENCE)} = {quote(sentence)}"
        yield f"{quote(NUMBER)} = {quote(printed)}"
        yield f"{quote(PLACE)} = {quote(place)}"


def read_answers(path: Path) -> Answers:
    """Return the answers in a file. Raises Unusable."""
    data, source = toml.read_within(path, path.parent)
    places: dict[tuple[str, str], str] = {}
    entries: dict[tuple[str, str], str] = {}
    problems: list[Problem] = []
    for name, entry in data.items():
        stated = [entry.get(key) for key in (SENTENCE, NUMBER, PLACE)] if isinstance(entry, dict) else [None]
        match stated:
            case [str(sentence), str(number), str(place)]:
                places[sentence, number], entries[sentence, number] = place, name
            case [str(), str(), None]:
                continue
            case _:
                hint = f"留着“{SENTENCE}”和“{NUMBER}”不动，“{PLACE}”写成文字"
                problems.append(Problem(name, "这一条写得不对", hint, file=str(path)))
    if problems:
        raise Unusable(toml.with_lines(problems, source, str(path)))
    return Answers(places, entries, str(path), source)


def find_wrong_answers(
    answers: Answers, places: DataPlaces, texts: Collection[str], tables: Collection[str]
) -> list[Problem]:
    """Return what is wrong with answers, each with its line: a sentence that the report does not have, or a place that
    is none. One where the report has another number is only told: the sentence may be wrong. texts: the lines of the
    report, without gaps. tables: how the questions begin that are about tables."""
    values = {one.path: one.value for one in places.all()}
    problems = []
    for (sentence, printed), path in answers.places.items():
        entry = answers.entries[sentence, printed]
        near = "、".join(get_close_matches(path, values, 2))
        value = values.get(path)
        if not sentence.startswith(tuple(tables)) and not any(sentence in one for one in texts):
            hint = f"把“{SENTENCE}”照原来的写，一个字不改；不要这一条了，整条删掉"
            problems.append(Problem(f"{entry}.{SENTENCE}", "去年的报告里没有这句话", hint))
        elif path not in values:
            likely = f"，像是{near}" if near else ""
            hint = f"照 narrator schema 里的路径写{likely}；不知道是哪里，就在这一行前面加 #"
            problems.append(Problem(f"{entry}.{PLACE}", f"数据里没有“{path}”这个位置", hint))
        elif value is not None and not is_printed_so(value, printed):
            what = f"这个位置去年是{value}，句子里印的是{printed}"
            hint = "核对这句话：是它错了，就不用改；不是，换成别的位置，或者在这一行前面加 #"
            problems.append(Problem(f"{entry}.{PLACE}", what, hint, Severity.WARNING))
    return toml.with_lines(problems, answers.source, answers.file)


def is_printed_so(value: Decimal, printed: str) -> bool:
    """Return whether a number is printed so: the same but for what is rounded. printed: as the report has it."""
    stated = Decimal(printed.replace(",", "").rstrip("%"))
    return abs(value - stated) <= Decimal(1).scaleb(-len(printed.rstrip("%").partition(".")[2])) / 2
