"""Facts in a paragraph that a report words itself: they become calls of phrase tables, with the two figures that are
compared and the reason.
"""

from __future__ import annotations

from dataclasses import replace

from narrator.facts.kinds import KINDS
from narrator.learning.compared_figures import find_pair
from narrator.learning.data_place import DataPlace
from narrator.learning.notebook import pattern_of_row
from narrator.learning.own_names import YEAR
from narrator.learning.own_reasons import keep_reason, name_reason, reason_behind
from narrator.learning.rewording import Rewording, escape_braces, has_figure
from narrator.learning.stated_facts import CHANGE, COMPARING, COMPLETION, SHARE, ComparedPair, StatedFact
from narrator.sources import Fact

NAMES = {CHANGE: "与上年相比", COMPLETION: "完成预算", SHARE: "占比"}  # of new tables
OF_BUDGETS = "与预算相比"


def write_fact(rewording: Rewording, stated: StatedFact) -> int:
    """Write a fact with the reason behind it, and return where it ends; 0 when it can not be said of which figures it is, or
    how."""
    stated = behind_names(rewording, stated)
    pair = find_pair(rewording, stated)
    if pair is None:
        return 0
    notebook = rewording.notebook
    stop, clause, reason = reason_behind(rewording.text, rewording.flat, stated.end)
    wording = word_fact(rewording, stated, pair.fact)
    if wording is None or not rewording.free(stated.begin, stop):
        return 0
    kind = KINDS[stated.kind]
    differs = kind.situations[pair.fact.situation].differs
    if reason is not None and not differs:
        stop, clause, reason = stated.end, "", None  # why nothing changed is no reason: words of its own
    try:
        spoken = notebook.phrases.say(
            kind,
            pair.fact.situation,
            wording + "{{ 原因 }}" * (reason is not None),
            clause,
            name_of_table(rewording, stated),
        )
    except ValueError:
        return 0
    keep_other(rewording, stated, pair)
    subject = rewording.text[stated.begin : stated.subject_end or stated.begin]
    filled = {
        "主语": speak_subject(rewording, subject),
        "整体名称": f'"{stated.whole}"',
        "上年": "上年",
        "年度": "年度",
    }
    given = [f"{name}={filled[name]}" for name in spoken.parameters]
    if spoken.reasoned:
        hint = find_reason_hint(rewording, pair)
        name = name_reason(rewording, hint, pair.now, not stated.is_of_budget(rewording.flat))
        if reason is not None:
            name = keep_reason(rewording, name, reason)
        given.append(f"原因={name}")
    prefix = escape_braces(subject) if "主语" not in spoken.parameters and subject else ""
    call = ", ".join([pair.now.expression, pair.other.expression, *given])
    rewording.put(stated.begin, stop, f"{prefix}{{{{ {spoken.name}({call}) }}}}")
    rewording.subject = pair.now
    rewording.subject_words = subject.strip() or rewording.subject_words
    notebook.note_total(rewording.section, pair.other if stated.kind == SHARE else pair.now)
    rewording.facts.append((stated.kind, pair))
    return stop


def behind_names(rewording: Rewording, stated: StatedFact) -> StatedFact:
    """Return what is stated without the name of the row in its clause, which is written already: 住房公积金（项）年初预算5万元."""
    first = min((start for start, _ in stated.numbers), default=stated.end)
    ends = [one.end for one in rewording.pieces if stated.begin < one.end <= first]
    if not ends:
        return stated
    if rewording.item is not None and max(ends) <= rewording.item.end() <= first:
        ends.append(rewording.item.end())
    begin, subject_end = max(ends), stated.subject_end
    if subject_end is not None and subject_end <= begin:
        subject_end = None if stated.kind == COMPLETION else begin
    return replace(stated, begin=begin, subject_end=subject_end)


def name_of_table(rewording: Rewording, stated: StatedFact) -> str:
    """Return how a new table is called that says a fact."""
    return OF_BUDGETS if stated.kind == CHANGE and stated.is_of_budget(rewording.flat) else NAMES[stated.kind]


def word_fact(rewording: Rewording, stated: StatedFact, fact: Fact) -> str | None:
    """Return the wording of a fact, with blanks; None when it prints a number that its situation does not have."""
    at = stated.begin if stated.subject_end is None else stated.subject_end
    wording = "" if stated.subject_end is None else "{{ 主语 }}"
    for (start, close), (name, _) in sorted(stated.numbers.items()):
        if name not in fact.blanks:
            return None
        wording += rewording.text[at:start] + f"{{{{ {name} }}}}"
        at = close
    wording += rewording.text[at : stated.end]
    if has_figure(wording) or has_figure(rewording.text[stated.begin : stated.subject_end or stated.begin]):
        return None  # it would stay what it was last year
    if stated.whole:
        wording = wording.replace(stated.whole, "{{ 整体名称 }}", 1)
    said = {rewording.notebook.year: "{{ 年度 }}", rewording.notebook.year - 1: "{{ 上年 }}"}
    if any(int(found[1]) not in said for found in YEAR.finditer(wording)):
        return None  # of years before last the data have no figure
    return YEAR.sub(lambda found: said[int(found[1])], wording)


def speak_subject(rewording: Rewording, subject: str) -> str:
    """Return a subject as the argument of a call: words, with years as fields."""
    parts = [one for one in YEAR.split(subject) if one]
    said = []
    for one in parts:
        name = {str(rewording.notebook.year): "年度", str(rewording.notebook.year - 1): "上年"}.get(one)
        said.append(name or f'"{one}"')
    return " ~ ".join(said) or '""'


def find_reason_hint(rewording: Rewording, pair: ComparedPair) -> str:
    """Return how the base calls the reason of a fact; "" when it says none of these figures."""
    paths = (pair.now.path, pair.other.path)
    hints = (one for one in rewording.notebook.hints if one.kind in COMPARING and one.reason)
    return next((one.reason for one in hints if one.paths == paths), "")


def keep_other(rewording: Rewording, stated: StatedFact, pair: ComparedPair) -> None:
    """Keep the figure that another is compared with, when the data do not have it."""
    if pair.other.value is not None:
        return
    rewording.notebook.stated.setdefault(pair.other.path, pair.value)
    if pair.other not in rewording.notebook.places.list_for(rewording.row):
        rewording.notebook.own[pattern_of_path(pair.other)] = ("金额", pair.other.path.rpartition(".")[2])
    if stated.kind == COMPLETION and stated.number("预算数") is None:
        rewording.notebook.unprinted.add(pattern_of(pair.other.path))


def pattern_of_path(place: DataPlace) -> str:
    """Return the path of a place as data.toml declares it: for all rows, when it is of one."""
    return f"{pattern_of_row(place.row)}.{place.path.rpartition('.')[2]}" if place.row else place.path


def pattern_of(path: str) -> str:
    """Return the pattern of the paths of a column: 一般公共预算支出表.*.年初预算数."""
    return f"{path.split('.')[0]}.*.{path.rpartition('.')[2]}"
