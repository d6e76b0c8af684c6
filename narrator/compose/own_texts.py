"""Texts that no form asks for: a unit says them behind a section of its report, by the section's name (补充说明)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from narrator.disclosure.value import Words
from narrator.document import Block, Heading, Page, Paragraph
from narrator.problem import Problem, excerpt
from narrator.spans import Text, paragraphs
from narrator.tables.plain import plain, unnumbered

STYLE = "正文"
MOST_LISTED = 40  # sections that a message lists


def add_own_texts(
    blocks: Sequence[Block], texts: Mapping[str, Words], say: Callable[[Words], Text]
) -> tuple[list[Block], list[Problem]]:
    """Return the blocks of a report with a unit's own texts, each behind the section that it is named for, and the
    problems of those whose section the report does not have, or has more than once.

    A section is called by its heading, with its number or without. It ends where the next heading, or its page, stands.
    say: makes the words of a writer a text of the report.
    """
    ends = section_ends(blocks)
    put: dict[int, list[Block]] = defaultdict(list)
    problems: list[Problem] = []
    for name, words in texts.items():
        if not words.text:
            continue
        places = ends.get(section_name(name), [])
        if len(places) == 1:
            put[places[0]] += [Paragraph(text, STYLE) for text in paragraphs(say(words)) if text.string]
        else:
            problems.append(tell_section_count(words, name, blocks, len(places)))
    made: list[Block] = []
    for number in range(len(blocks) + 1):
        made += put.get(number, ())
        made += blocks[number : number + 1]
    return made, problems


def section_name(heading: str) -> str:
    """Return what a section is known by: its heading without its number, its full stop and white space."""
    return unnumbered(plain(heading)).rstrip("。")


def section_title(heading: str) -> str:
    """Return a heading as people name its section: without its number and its full stop."""
    name = section_name(heading)
    starts = (at for at in range(len(heading)) if section_name(heading[at:]) == name)
    return heading[max(starts, default=0) :].strip().rstrip("。")


def section_ends(blocks: Sequence[Block]) -> dict[str, list[int]]:
    """Return the numbers of the blocks before which the sections end, by what they are known by."""
    found: dict[str, list[int]] = defaultdict(list)
    starts = [(number, block) for number, block in enumerate(blocks) if isinstance(block, Heading)]
    afters = [*(number for number, _ in starts[1:]), len(blocks)]
    for (start, heading), after in zip(starts, afters, strict=False):
        end = after
        while end > start + 1 and isinstance(blocks[end - 1], Page):
            end -= 1
        found[section_name(heading.text.string)].append(end)
    return found


def tell_section_count(words: Words, name: str, blocks: Sequence[Block], count: int) -> Problem:
    """Return the problem that the report has no section of that name, or several (count)."""
    if count:
        what = f"报告里叫“{excerpt(name)}”的有{count}节，不知道放在哪一节后面"
        return Problem(words.path, what, "换一节写，名称照报告的标题")
    titles = list(heading_titles(blocks))
    wanted = section_name(name)[:60]
    near = [title for title in titles if wanted in section_name(title)] or get_close_matches(
        wanted, titles, 1, 0.5
    )
    hint = f"改成“{near[0]}”" if near else f"改成一节的标题：{'、'.join(titles[:MOST_LISTED])}"
    return Problem(words.path, f"报告里没有“{excerpt(name)}”这一节，这段补充说明印不出来", hint)


def heading_titles(blocks: Sequence[Block]) -> Iterator[str]:
    """Return what people call the sections of a report, each once, in its order."""
    headings = (block.text.string for block in blocks if isinstance(block, Heading))
    return iter(dict.fromkeys(map(section_title, headings)))
