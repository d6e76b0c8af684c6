"""What a person has to say of figures of which several places fit, or none: a file that lists them and takes the answers
(学到的.toml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from narrator import toml
from narrator.learning.notebook import Asked
from narrator.problem import Problem, Unusable
from narrator.toml import quote

FILE = "学到的.toml"
SENTENCE, NUMBER, PLACE = "句子", "数", "位置"


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


def write_answers(answers: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """Yield the lines that keep what was answered."""
    for number, ((sentence, printed), place) in enumerate(answers.items(), 1):
        yield f"\n[{quote(f'答过的{number}')}]"
        yield f"{quote(SENTENCE)} = {quote(sentence)}"
        yield f"{quote(NUMBER)} = {quote(printed)}"
        yield f"{quote(PLACE)} = {quote(place)}"


def read_answers(path: Path) -> dict[tuple[str, str], str]:
    """Return the answers in a file, by the sentence and the number. Raises Unusable."""
    data, source = toml.read_within(path, path.parent)
    found: dict[tuple[str, str], str] = {}
    problems: list[Problem] = []
    for name, entry in data.items():
        stated = [entry.get(key) for key in (SENTENCE, NUMBER, PLACE)] if isinstance(entry, dict) else [None]
        match stated:
            case [str(sentence), str(number), str(place)]:
                found[sentence, number] = place
            case [str(), str(), None]:
                continue
            case _:
                hint = f"留着“{SENTENCE}”和“{NUMBER}”不动，“{PLACE}”写成文字"
                problems.append(Problem(name, "这一条写得不对", hint, file=str(path)))
    if problems:
        raise Unusable(toml.located(problems, source, str(path)))
    return found
