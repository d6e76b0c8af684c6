"""PR-8, PF-1, PF-2: what is enumerated (主要包括……) is what there is. PR-2: and makes up what it is said to make up.
X-5: and there is what is said to be.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from narrator.checks.data.accounts import number_in_words
from narrator.checks.finding import Finding, Level, Side
from narrator.checks.printed.known_figures import Known, read_decimal
from narrator.checks.printed.pattern_pieces import Capture, direct
from narrator.checks.printed.prose import Claim, Prose
from narrator.checks.printed.repairs import repaired
from narrator.checks.report.divided_lists import divide_by_other_marks, divide_items, words_around_items
from narrator.checks.report.prose_places import LONG, at_line, quote_beginning, side_of_claim
from narrator.disclosure.last_years import FINAL
from narrator.disclosure.public_tables import BY_ECONOMIC_CLASS
from narrator.disclosure.relation import ROWS
from narrator.disclosure.value import Figure, Listing, Record, Words, split_path
from narrator.facts.kind import Kind
from narrator.number import MoneyUnit, given_decimals, half_up, in_wan
from narrator.phrases.entries import EACH, Book, PhraseTable, table_of_wording
from narrator.problem import shorten
from narrator.sources import Blank, Said
from narrator.tables.plain import common, is_nought, is_off_by_a_letter, plain

ENDS = re.compile("[。;]")  # a list in a sentence
GROUP = 3  # digits of the code of a group of economic items
AMOUNT_OF_ITEM = re.compile(r"(?<![\d,.])(\d[\d,]*+(?:\.\d++)?+)(万元|元)$")
NOTHING: Mapping[str, str] = {}
# Of a row: it need not be enumerated for them
UNSPENT = frozenset(["年初结转和结余", "本年收入", "年末结转和结余"])


def take_enumerated(prose: Prose, known: Known, book: Book) -> None:
    """Take from the enumerations of the prose the names of items that stand nowhere else, by their place."""
    for claim in prose.claims:
        for capture in claim.every:
            said = capture.piece.source
            items = next(iter(said.fact.operands), None) if isinstance(said, Said) else None
            if not isinstance(said, Said) or not isinstance(items, Listing):
                continue
            table = table_of_wording(said, book)
            parts = {str(part.piece.source): part for part in direct(capture)}
            blanks = table.entries[EACH].blanks if EACH in table.entries else ()
            if "各项" not in parts or len(blanks) != 1:
                continue
            before, after = words_around_items(table)
            printed = divide_items(
                parts["各项"].text, table, [f"{before}{name}{after}" for name in known.names]
            )
            own = [item[next(iter(blanks))] for item in items if isinstance(item, Record)]
            if len(printed) != len(own):
                continue
            for words, text in zip(own, printed, strict=True):
                if isinstance(words, Words) and words.path not in known.tables.cells:
                    name = text.removeprefix(before).removesuffix(after)
                    known.said.setdefault(words.path, (name, claim))


def names_unread(text: str, known: Known) -> bool:
    """Return whether a text names an economic item whose figure was not read: its row, or the whole table, is
    not there, or what stands there is no number.
    """
    named = (path_of_code(code) for code, name in known.standard.items() if plain(name) in text)
    return any(path not in known.tables.cells or path in known.tables.unread for path in named)


def check_listed_items(
    capture: Capture, claim: Claim, said: Said, known: Known, table: PhraseTable
) -> Iterator[Finding]:
    """Return what breaks PR-8, PF-1, PF-2: a list in a sentence (主要包括……) names exactly the items that there are, and says
    how many they are."""
    parts = {str(part.piece.source): part for part in direct(capture)}
    items = said.fact.operands[0]
    if not isinstance(items, Listing):
        return
    if other := find_exchanged_list(capture, claim, items, known, table):
        yield from tell_exchanged_lists(capture, other, claim, known)
        items = listing_of(other) or items
    if not items and "科目名称" not in table.entries[EACH].blanks:
        return  # a list that no table prints
    wanted = [(item, render_item(item, table, known)) for item in items]
    performance = any(isinstance(item, Record) and item.path.startswith("预算绩效") for item in items)
    rule = "PF-1" if performance else "PR-8"
    if items and "无" in capture.chosen and all(is_blank_row(item, known) for item in items):
        return  # it has only figures that no table prints: there may be none
    if set(capture.chosen) == {"无"} if items else "无" not in capture.chosen:  # one wording may say either
        if items or not (known.tables.lacking or names_unread(capture.text, known)):
            what = "表里有，这里却说没有" if items else "表里没有，这里却列了出来"
            sides = (side_of_claim(claim, capture.text),)
            yield Finding(Level.ERROR, quote_beginning(capture), what, "照表改正", sides, rule=rule)
        return
    if "项数" in parts:
        # Of what no table prints the enumeration alone says how many there are at least: 等 may stand for more.
        unprinted = bool(items) and "各项" in parts and not any(one for _, one in wanted)
        number = len(divide_items(parts["各项"].text, table)) if unprinted else len(items)
        stated = read_decimal(parts["项数"].text)
        if stated is None or (stated < number if unprinted else stated != number):
            place, what = ("列举的", "列举的比个数多") if unprinted else ("表中", "个数与表不同")
            both = (side_of_claim(claim, parts["项数"].text), Side(place, str(number)))
            subject = f"{quote_beginning(capture)}的个数"
            yield Finding(Level.ERROR, subject, what, "核对个数", both, rule="PF-2")
    text = (parts["各项"].text or list_behind(claim)) if "各项" in parts else ""
    if not text:
        return  # what follows was not read as the list
    texts = [one for _, one in wanted if one is not None]
    whole = {render_item(item, table, known, known.standard): one for item, one in wanted}
    printed = [whole.get(one) or one for one in divide_items(text, table, [*texts, *filter(None, whole)])]
    one_by_one = [*divide_by_other_marks(printed, texts)]
    if len(one_by_one) > len(printed):
        sides = (side_of_claim(claim, next(one for one in printed if one not in texts)),)
        subject = f"{quote_beginning(capture)}的标点"
        yield Finding(Level.HINT, subject, "列举的各项之间标点不同", "用同样的标点隔开", sides, rule=rule)
    printed = one_by_one
    for at, one in enumerate(printed):  # with an amount, which need not stand there
        found = None if one in texts else AMOUNT_OF_ITEM.search(one)
        if found and (name := one[: found.start()]) in texts:
            printed[at] = name
            item = next(item for item, text in wanted if text == name)
            yield from check_amount_of_item(found, figure_path(item), claim, known)
    yield from tell_listed_twice(printed, texts, claim, rule)
    extra = [one for one in printed if one not in texts] if len(texts) == len(wanted) else []
    missing = {
        one: "" if performance else figure_path(item)
        for item, one in wanted
        if one is not None and one not in printed and not is_unread(item, known)
    }
    yield from compare_lists(extra, missing, claim, rule, known)


def listing_of(capture: Capture) -> Listing | None:
    """Return the items that a capture lists; None when it lists none."""
    said = capture.piece.source
    operands = said.fact.operands if isinstance(said, Said) else ()
    return operands[0] if operands and isinstance(operands[0], Listing) else None


def find_exchanged_list(
    capture: Capture, claim: Claim, items: Listing, known: Known, table: PhraseTable
) -> Capture | None:
    """Return the list of a claim whose items another one has, and which has that one's: the lists, or the names of what they list, were
    exchanged. None where there is none. items: those of the list that was captured, first."""

    def count(printed: Capture, listed: Listing) -> int:
        """Return how many of some items a list prints."""
        rendered = (render_item(item, table, known) for item in listed)
        return sum(one in printed.text for one in rendered if one)

    first = next((one for item in items if (one := render_item(item, table, known))), "")
    if not first or first in capture.text:
        return None
    for other in claim.every:
        its = listing_of(other) if other is not capture else None
        if its and count(capture, its) > count(capture, items) and count(other, items) > count(other, its):
            return other
    return None


def tell_exchanged_lists(capture: Capture, other: Capture, claim: Claim, known: Known) -> Iterator[Finding]:
    """Return what breaks PR-8: two lists stand behind one another's names. Told of the first one, where the amounts before them are those
    of the names; else those are told to be wrong."""
    both = [one for one in claim.every if one is capture or one is other]
    before: Capture | None = None
    for one in claim.every:
        if one is both[0]:
            break
        before = one if isinstance(one.piece.source, Figure) else before
    figure = before.piece.source if before else None
    right = isinstance(figure, Figure) and before and str(known.value(figure)) == before.text
    if capture is both[0] and right:
        sides = tuple(side_of_claim(claim, shorten(one.text, LONG)) for one in both)
        yield Finding(Level.ERROR, quote_beginning(capture), "两处列举的互换了", "换过来", sides, rule="PR-8")


def check_amount_of_item(found: re.Match[str], path: str, claim: Claim, known: Known) -> Iterator[Finding]:
    """Return what breaks PR-1: the amount that a list states behind an item is that of the table. found: the amount with its unit, behind
    the item, in plain form. path: of the figure in the table; "" where it is not one figure's."""
    name, amount_stated = found.string[: found.start()], found[1]
    stated, printed = read_decimal(amount_stated), known.tables.shown.get(path, "")
    amount = known.wan(printed)
    if stated is not None and amount is not None and in_wan(stated, MoneyUnit(found[2])) != amount:
        sides = (side_of_claim(claim, amount_stated), Side(known.tables.cells[path], printed, path))
        subject = f"{known.tables.cells[path]}（“{name[:LONG]}”）"
        yield Finding(
            Level.ERROR, subject, "正文与表不同", "核对正文和表，改正填错的一处", sides, rule="PR-1"
        )


def tell_listed_twice(
    printed: Sequence[str], texts: Sequence[str], claim: Claim, rule: str
) -> Iterator[Finding]:
    """Return what breaks PR-8, PF-1: a list has an item more often than there are such. rule: which of both."""
    for one, count in Counter(printed).items() if len(printed) > len({*printed}) else ():
        if count > texts.count(one) > 0:
            what = f"同一项列举了{count}次"
            yield Finding(
                Level.ERROR, f"“{one[:LONG]}”", what, "删去多出来的", (side_of_claim(claim, one),), rule=rule
            )


def compare_lists(
    extra: Sequence[str], missing: Mapping[str, str], claim: Claim, rule: str, known: Known
) -> Iterator[Finding]:
    """Return what is wrong with a list that a claim prints. extra: what it lists beyond the items that there are; missing: the items
    that it does not list, each with the place of its figure in a table. rule: PF-1 of what the self-evaluation of performance tells,
    PR-8 of rows of tables."""
    performance = rule == "PF-1"
    elsewhere = "自评综述" if performance else "表中"
    missing = {**missing}
    for one, other in find_neighbours(extra, missing, known):
        del missing[other]
        extra = [item for item in extra if item != one]
        what = "正文列举了这一项，表里有数的却是同一款的另一项"
        hint = "核对表里的数是不是填错了一行；表没有错的，改正正文"
        sides = (side_of_claim(claim, one), Side(elsewhere, other))
        yield Finding(Level.ERROR, f"“{one[:LONG]}”", what, hint, sides, rule=rule)
    for one in extra:
        same = next((other for other in missing if without_figures(other) == without_figures(one)), None)
        known_item = performance or bool(code_of_economic_item(one, known))
        near = next(
            (
                other
                for other in missing
                if common(one, other) > max(2, min(len(one), len(other)) // 2)
                or (not known_item and is_off_by_a_letter(one, other))
            ),
            None,
        )
        sides = (
            side_of_claim(claim, one),
            Side(elsewhere, same or near or "没有数", path_of_economic_item(one, known)),
        )
        called = f"“{one[:LONG]}”"
        if same is not None:
            del missing[same]
            called, what = f"“{without_figures(one)}”", "列举的金额与表不同"
            yield Finding(Level.ERROR, called, what, "照表改正", sides, rule="PR-1")
        elif near is not None:
            del missing[near]
            what, broken = "列举的名称与别处不同", "PF-1" if performance else "HY-8"
            yield Finding(Level.ERROR, called, what, "改成一样的名称", sides, rule=broken)
        elif not names_unread(one, known):
            what, hint = "列举了表里没有数的一项", "删去，或者改成表中的名称"
            yield Finding(Level.ERROR, called, what, hint, sides, rule=rule)
    for one, path in missing.items():
        sides = (at_line(claim.line, "没有列举"), Side(elsewhere, one, path))
        what, hint = "应当列举的一项没有列举", "补上，或者改成一样的名称"
        yield Finding(Level.ERROR, f"“{one[:LONG]}”", what, hint, sides, rule=rule)


def find_neighbours(
    extra: Sequence[str], missing: Mapping[str, str], known: Known
) -> Iterator[tuple[str, str]]:
    """Yield the items that a list has beyond those that there are, each with the one that it lacks in the next row of the same group: the
    amount of the one may stand in the row of the other."""
    if not extra or not missing:  # as of most lists
        return
    order = sorted(known.standard)
    lacking = {str(split_path(path)[-2]): one for one, path in missing.items() if path}
    for one in extra:
        code = code_of_economic_item(one, known)
        at = order.index(code) if code else 0
        beside = [other for other in order[max(at - 1, 0) : at + 2] if other in lacking]
        beside = [other for other in beside if code and other[:GROUP] == code[:GROUP]]
        if len(beside) == 1:
            yield one, lacking.pop(beside[0])


def figure_path(item: object) -> str:
    """Return the place of the figure of an item of a list; "" when it has none, or several."""
    figures = [one for one in item.values() if isinstance(one, Figure)] if isinstance(item, Record) else []
    return figures[0].path if len(figures) == 1 else ""


def path_of_economic_item(name: str, known: Known) -> str:
    """Return the place of the figure of the economic item of a name, in plain form; "" when none or several are called so."""
    code = code_of_economic_item(name, known)
    return path_of_code(code) if code else ""


def path_of_code(code: str) -> str:
    """Return the place of the figure of an economic item by its code."""
    return f"{BY_ECONOMIC_CLASS}.{ROWS}.{code}.{FINAL}"


def code_of_economic_item(name: str, known: Known) -> str:
    """Return the code of the economic item of a name, in plain form; "" when none or several are called so."""
    codes = [code for code, one in known.standard.items() if plain(one) == name]
    return codes[0] if len(codes) == 1 else ""


def list_behind(claim: Claim) -> str:
    """Return the list that stands behind a claim that ends with a colon, up to the mark that ends it; "" when none does."""
    after = claim.line.plain.partition(claim.text)[2]
    return ENDS.split(after)[0] if claim.text.endswith(":") else ""


def check_composition(
    capture: Capture, claim: Claim, kind: Kind, said: Said, known: Known
) -> Iterator[Finding]:
    """Return what breaks PR-2: the amounts that are listed behind 其中 add up to the amount before it, unless the sentence
    says that they are a part of it. PR-1: what they add up to is what the table prints."""
    items, *figures = said.fact.operands
    if not items or "无" in capture.chosen:
        return  # `check_listed_items` tells whether something should be listed, and is not
    whole, listed_sum = (known.fresh(one) for one in figures if not isinstance(one, Listing))
    if whole is None or listed_sum is None:
        return
    fact = kind.derive(known.publication, items, whole, listed_sum)
    sides = tuple(
        Side(known.called(one.path) if isinstance(one, Figure) else one.formula, str(one))
        for one in (whole, listed_sum)
    )
    if fact.situation not in capture.chosen:
        level, gap = Level.ERROR, ""
        what, hint = "列出的就是全部，不是其中一部分", "照数改写这句话"
        if fact.situation == "部分":
            number, step = known.publication.number, known.money.step
            apart = half_up(abs(number(whole) - number(listed_sum)), given_decimals(step))  # in 万元
            gap = f"{number_in_words(apart)}万元"
            what = "“其中”列的各项合计不是它前面的数，只是其中一部分资金的"
            hint = "写明列出的是哪一部分资金的，或者把各项列全"
            if apart <= step:
                level, hint = Level.TAIL, "四舍五入的尾差，一般不用改"
        yield Finding(level, quote_beginning(capture), what, hint, sides, gap, rule="PR-2")
        return
    printed = next((one.text for one in direct(capture) if one.piece.source == "列出合计"), "")
    if printed and read_decimal(printed) != read_decimal(str(listed_sum)):
        subject = f"{sides[1].name}（{quote_beginning(capture)}）"
        both = (side_of_claim(claim, printed), sides[1])
        yield Finding(Level.ERROR, subject, "正文与表不同", "核对正文和表，改正填错的一处", both, rule="PR-1")


def check_existence(capture: Capture, claim: Claim, said: Said, known: Known) -> Iterator[Finding]:
    """Return what breaks X-5: what the sentence says that there is, the tables have, and what it says that there is not,
    they have not. Items of which the tables print only zeros are not judged: they may be there for a figure that no table
    prints."""
    items = said.fact.operands[0]
    if not isinstance(items, Listing) or len(capture.chosen) != 1:
        return
    if items and all(is_blank_row(item, known) for item in items):
        return
    none = "无" in capture.chosen
    amounts = any(
        read_decimal(part.text) for part in direct(capture) if part.text[:1].isdigit() and "." in part.text
    )
    if none == (not items) or (not items and not amounts):
        return
    if not items and known.tables.lacking:
        return  # whose items they are is not known, and a table that may have them was not read
    what = "表里有，这里却说没有" if none else "表里没有，这里却说有"
    yield Finding(
        Level.ERROR,
        quote_beginning(capture),
        what,
        "照表改正",
        (side_of_claim(claim, capture.text),),
        rule="X-5",
    )


def is_unread(item: object, known: Known) -> bool:
    """Return whether an item is a row of which a figure was not read."""
    fields = item.values() if isinstance(item, Record) else ()
    return any(isinstance(one, Figure) and one.path in known.tables.unread for one in fields)


def is_blank_row(item: object, known: Known) -> bool:
    """Return whether an item is a row of which the tables print figures, and all of them that were spent are
    zero.
    """
    fields = item.items() if isinstance(item, Record) else ()
    figures = [one for name, one in fields if isinstance(one, Figure) and name not in UNSPENT]
    shown = [known.tables.shown[one.path] for one in figures if one.path in known.tables.shown]
    return bool(shown) and all(map(is_nought, shown))


def render_item(
    item: object, table: PhraseTable, known: Known, standard: Mapping[str, str] = NOTHING
) -> str | None:
    """Return an item as the enumeration of its table would print it, plainly and as lines are read; None when the
    report does not say it, or it was not read.

    standard: names of items by code, taken instead of those that the tables print.
    """
    shown = ""
    for piece in table.entries[EACH].pieces:
        if not isinstance(piece, Blank):
            shown += piece
        elif isinstance(item, Record):
            value = item[piece.name]
            code = str(item["科目编码"]) if "科目编码" in item.fields else ""
            if piece.name == "科目名称" and code in standard:
                shown += standard[code]
            elif isinstance(value, Words) and value.path not in known.tables.cells:
                if value.path not in known.said:
                    return None
                shown += known.said[value.path][0]
            elif isinstance(value, Figure) and value.path in known.tables.unread:
                return None
            else:
                shown += str(value)
        else:
            shown += str(item)
    return repaired(plain(shown), known.money.unit)


def without_figures(item: str) -> str:
    """Return an item without its figures."""
    return re.sub(r"[\d.,]+", "", item)
