"""Findings word for word and place for place, and the golden files that hold them, section by section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from narrator.checks.finding import Finding, Side

HEAD = "# "  # before the title of a section


def in_full(findings: Iterable[Finding]) -> str:
    """All that FINDINGS say: level, key, what, what to do, difference; both sides with values and places."""
    return "".join(each(findings))


def each(findings: Iterable[Finding]) -> list[str]:
    """The same, finding by finding."""
    return ["".join(f"{line}\n" for line in lines(one)) for one in findings]


def lines(one: Finding) -> Iterator[str]:
    accepted = f" 已核实：{one.accepted}" if one.accepted else ""
    yield f"{one.level.value} {one.key}{accepted}"
    yield f"    {one.what}。{one.hint}。" + (f"〔{one.difference}〕" if one.difference else "")
    yield from sides(one.sides, "    ")


def sides(found: Sequence[Side], indent: str) -> Iterator[str]:
    for side in found:
        yield f"{indent}{side.name}：{side.value}" + (f" ＠{side.path}" if side.path else "")
        yield from sides(side.parts, indent + "    ")


class Golden:
    """A text file of sections, each under the title of what it tells about."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, str]:
        sections: dict[str, str] = {}
        title = ""
        for line in self.path.read_text("utf-8").splitlines(keepends=True) if self.path.exists() else ():
            if line.startswith(HEAD):
                title = line.removeprefix(HEAD).strip()
                sections[title] = ""
            else:
                sections[title] += line
        return sections

    def write(self, sections: Mapping[str, str]) -> None:
        self.path.write_text("".join(f"{HEAD}{title}\n{told}" for title, told in sections.items()), "utf-8")

    def holds(self, title: str, told: str, accept: bool, titles: Sequence[str]) -> None:
        """TOLD stands under TITLE; when it is accepted it is put there, and what is not among TITLES goes."""
        self.hold({title: told}, accept, titles)

    def hold(self, told: Mapping[str, str], accept: bool, titles: Sequence[str]) -> None:
        """What is TOLD stands under each title; the same of several sections."""
        sections = self.read()
        if accept:
            sections.update(told)
            self.write({one: sections[one] for one in titles if one in sections})
        assert {title: sections.get(title, "") for title in told} == told
