"""The proof that a phrasebook is total, exclusive and reachable, and how it reads."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from narrator.facts.kind import Kind
from narrator.facts.kinds import KINDS
from narrator.phrases.entries import ALSO, BETWEEN, EACH, FACT, LIKE, REASON, Drafts, DraftTable
from narrator.phrases.misprints import MARKS, USUAL, Printing, misprints
from narrator.problem import Problem
from narrator.sources import Blank, Wording

MOST_TABLES = 300  # among which a mistake is looked for; the largest real book has a sixth


def prove(
    drafts: Drafts, printing: Printing = USUAL, files: Collection[str] = (), elsewhere: Printing = USUAL
) -> list[Problem]:
    """Return what keeps a book from being total, exclusive and reachable; nothing when it is.

    Every situation of a table's kind of fact has one wording (TOML allows no second), every entry belongs
    to a situation that can hold, every blank exists in its situation, no wording says the opposite
    direction, and the words for a reason stand only where there is one.

    printing: how the form prints numbers, for which the wordings of its own files are written. elsewhere: how numbers
    may be printed for which those of other files are.
    """
    found: list[Problem] = []
    for table in drafts.values():
        found += prove_table(table, drafts, lambda wording: printing if wording.file in files else elsewhere)
    return found


def tell_similar(drafts: Drafts, name: str) -> str:
    """Return what to add to a complaint about a table's name: which other table may be meant; "" when none
    comes near.
    """
    if len(drafts) > MOST_TABLES:
        return ""
    near = closest_name(name, [other for other in drafts if other != name], 0.5)
    if not near:
        return ""
    table = drafts[near]
    return f"；有一张相近的“{table.name}”（{Path(table.file).name}，第{table.line}行）"


def proof(drafts: Drafts) -> Iterator[str]:
    """Return the proof that a book is total and exclusive, as lines to be read: each situation, when it holds,
    its wording.
    """
    for table in drafts.values():
        if table.kind is None:
            continue
        yield f"\n〔{table.name}〕说“{table.kind.name}”，由{'、'.join(table.kind.arguments)}决定"
        for name, situation in table.kind.situations.items():
            wording = table.entries.get(name)
            said = f"{wording}  （{Path(wording.file).name}，第{wording.line}行）" if wording else "（缺）"
            yield f"  {name}：{situation.meaning}\n      {said}"
        for name in (REASON, EACH, BETWEEN):
            if name in table.entries:
                yield f"  {name}：{table.entries[name]}"


def proof_as_data(drafts: Drafts) -> Iterator[dict[str, object]]:
    """Return the same proof for programs, a table at a time; 措辞 is "" where a situation has none."""
    for table in drafts.values():
        if table.kind is not None:
            yield {
                "名称": table.name,
                "事实": table.kind.name,
                "由": list(table.kind.arguments),
                "情形": [
                    {
                        "情形": name,
                        "含义": situation.meaning,
                        "措辞": str(table.entries[name]) if name in table.entries else "",
                    }
                    for name, situation in table.kind.situations.items()
                ],
            }


def prove_table(table: DraftTable, drafts: Drafts, printing: Callable[[Wording], Printing]) -> list[Problem]:
    """Return what falls short in a table. When it does not say what it is about, another table may be meant.

    printing: how the numbers are printed for which a wording is written.
    """
    if table.kind is None:
        mistake = next(
            (one for key, one in table.entries.items() if closest_name(key, (FACT, LIKE), 0.5)), table
        )
        what = f"没有写明说的是哪种事实{tell_similar(drafts, table.name)}"
        return [problem_at(mistake, table.name, what, f"加上“事实”，从{'、'.join(KINDS)}中选一种")]
    mistakes = [
        problem_at(wording, wording.rule, what, hint)
        for key, wording in table.entries.items()
        for what, hint in misprints(wording, key, table, table.kind, printing(wording))
    ]
    return [
        *check_entries(table, table.kind),
        *check_blanks(table, table.kind),
        *mistakes,
        *check_endings(table, table.kind),
    ]


def problem_at(place: DraftTable | Wording, where: str, what: str, hint: str) -> Problem:
    """Return a problem at the line of a table or of one of its entries."""
    return Problem(where, what, hint, file=place.file, line=place.line)


def check_entries(table: DraftTable, kind: Kind) -> Iterator[Problem]:
    """Return a problem for each entry that a table lacks, and for each that is never used."""
    extra = {REASON, *((EACH, BETWEEN) if kind.lists else ())}
    for name, situation in kind.situations.items():
        if name not in table.entries:
            what = f"缺少这种情形的短语（{situation.meaning}）"
            yield problem_at(table, f"{table.name}.{name}", what, "补上这一条")
    for key, wording in table.entries.items():
        if key not in kind.situations and key not in extra:
            near = closest_name(key, [*kind.situations, *extra])
            hint = f"改成“{near}”，或者删掉" if near else "删掉"
            yield problem_at(wording, wording.rule, f"“{kind.name}”没有这种情形，这一条永远用不到", hint)
    for key in {EACH, BETWEEN} & extra - table.entries.keys():
        yield problem_at(table, f"{table.name}.{key}", "列举的短语缺少这一条", "补上这一条")


def check_blanks(table: DraftTable, kind: Kind) -> Iterator[Problem]:
    """Return a problem for each blank that nothing fills, and for each place for a reason that is missing."""
    reason = table.entries.get(REASON)
    if reason is not None and reason.blanks != ("理由",):
        yield problem_at(reason, reason.rule, "原因句里要有一处、也只能有一处 {{ 理由 }}", "补上或删去")
    if reason is None and any("原因" in one.blanks for one in table.entries.values()):
        yield problem_at(table, f"{table.name}.{REASON}", "有 {{ 原因 }} 而没有原因句", "补上这一条")
    for name, situation in kind.situations.items():
        entry = table.entries.get(name)
        if entry is None:
            continue
        allowed = {*situation.blanks, *(table.parameters or ())} | ({"原因"} if reason else set())
        for blank in entry.blanks:
            if blank not in allowed and blank != "原因":
                near = closest_name(blank, allowed)
                what = f"这种情形（{situation.meaning}）没有“{blank}”这个数"
                hint = f"改成“{near}”" if near else "从" + "、".join(sorted(allowed)) + "中选"
                yield problem_at(entry, entry.rule, what, hint)
        if reason and table.asks(name) and entry.blanks.count("原因") != 1:
            what = "两数不同" if situation.differs else f"{ALSO}"
            yield problem_at(entry, entry.rule, f"{what}而没有说原因的地方", "在句中写一处 {{ 原因 }}")
    for name in table.also or ():
        if reason is None or name not in kind.situations:
            what = "没有原因句" if reason is None else f"“{kind.name}”没有“{name}”这种情形"
            yield problem_at(table, f"{table.name}.{ALSO}", what, "改正，或者删掉")


def check_endings(table: DraftTable, kind: Kind) -> Iterator[Problem]:
    """Return a problem for each entry that ends otherwise than most of its table, so that a mark is doubled or
    missing.
    """
    if not kind.clause:
        return
    reason = table.entries.get(REASON)
    if reason and str(reason)[-1:] in tuple(MARKS):
        for name in kind.situations:
            entry = table.entries.get(name)
            if entry and not table.asks(name) and entry.pieces[-1:] == (Blank("原因"),):
                what = f"末尾的标点在没有原因的时候就没有了（{name}）"
                yield problem_at(reason, reason.rule, what, "删掉，标点写在句子里")
                return
    said = [one for name in kind.situations if (one := table.entries.get(name)) and one.pieces]
    if not said:
        return
    marks = [end_mark(table, one) for one in said]
    usual = max(marks, key=marks.count)
    for wording in said:
        if end_mark(table, wording) != usual:
            others = f"别的是“{usual}”" if usual else "别的没有标点"
            what = f"末尾的标点与这张表别的条目不同（{others}）"
            yield problem_at(wording, wording.rule, what, "改成一样的")


def end_mark(table: DraftTable, entry: Wording) -> str:
    """Return the punctuation mark at the end of an entry, that of its reason's clause where it ends with one;
    or "".
    """
    last = entry.pieces[-1]
    if last == Blank("原因") and REASON in table.entries:
        last = table.entries[REASON].pieces[-1]
    return last[-1] if isinstance(last, str) and last[-1] in MARKS else ""


def closest_name(word: str, names: Iterable[str], cutoff: float = 0.3) -> str:
    """Return the name that a word may be a misspelling of; "" when none comes near. cutoff: how near, from 0 to 1."""
    return next(iter(get_close_matches(word, [*names], cutoff=cutoff)), "")
