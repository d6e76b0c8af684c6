"""The rules on finished reports in the order of the catalogue (docs/勾稽规则.md).

Adding a rule is one function and one line here. One that looks only at words is a `WordRule`: of a report that nobody has touched it
is asked only of those words in which, by themselves, there may be something for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from narrator.checks.finding import Finding
from narrator.checks.printed.known_figures import Known
from narrator.checks.printed.lines import Line
from narrator.checks.printed.possible_data import lenient_model
from narrator.checks.printed.prose import Completion, Prose, Wanted
from narrator.checks.printed.statement import find_opposites
from narrator.checks.printed.table_data import Reading
from narrator.checks.report import hygiene, missing_lines, structure
from narrator.checks.report.budgets import check_implied_budgets
from narrator.checks.report.claims import check_claims, headings_renamed, other_years
from narrator.checks.report.completions import check_completions
from narrator.checks.report.consistency import (
    check_budget_names,
    check_look_alikes,
    check_name_of_accounts,
    check_rates_given,
    check_repeated_claims,
)
from narrator.checks.report.decimals import check_decimals, stated_formats
from narrator.checks.report.form_following import tell_unknown_form
from narrator.checks.report.item_numbers import absent_numbers, check_numbering
from narrator.checks.report.named_figures import check_named_figures
from narrator.checks.report.opposite_directions import check_opposite_directions
from narrator.checks.report.pictures import find_missing_pictures
from narrator.checks.report.plain_sentences import judge_plainly
from narrator.checks.report.punctuation import check_marks
from narrator.checks.report.stated_accounts import check_stated_data
from narrator.checks.report.told_rows import check_told_rows
from narrator.checks.report.unseen_words import find_unseen_words
from narrator.checks.report.word_mistakes import check_word_mistakes
from narrator.checks.report.years import check_years
from narrator.checks.rule import Rule, RuleText
from narrator.document import Document
from narrator.form import Form
from narrator.phrases.entries import Book


class Words(NamedTuple):
    """What the rules on words look at. lines: printed ones. texts: what these and cells of tables print, with the places. every: all
    lines of the report, none where they are not known. completions: what was read of the lines."""

    lines: Sequence[Line]
    texts: hygiene.Places
    every: Sequence[Line] = ()
    completions: Sequence[Completion] = ()


InWords = Callable[[Words], Iterable[object]]


@dataclass(frozen=True)
class ReadReport:
    """A report as it was read.

    words: gives what a rule on words looks at, by its `in_words`: all lines and tables, or as much as may have something for it.
    changed: where it differs from what the data that it carries give. follows: whether it is in its form, so that what
    is not as the form has it is wrong. composed: whether it prints just what was composed, and so hides nothing.
    """

    document: Document
    form: Form
    tables: Reading
    lines: list[Line]
    prose: Prose
    known: Known
    book: Book
    year: int
    words: Callable[[InWords], Words]
    changed: Sequence[Finding] = ()
    follows: bool = True
    composed: bool = False

    @cached_property
    def wrong_data(self) -> list[Finding]:
        """What the rules on data find in what its tables and prose state together."""
        return check_stated_data(self.known, self.form.relations, lenient_model(self.form))

    @property
    def texts(self) -> Collection[str]:
        """What stands in its lines and in its tables, each text once."""
        return {*[line.text for line in self.lines], *self.tables.shown.values()}

    @cached_property
    def misnumbered(self) -> list[tuple[Line, Wanted]]:
        """The headings that have another number than the form's, with the form's."""
        return list(structure.find_misnumbered(self.prose, self.lines))


@dataclass(frozen=True)
class WordRule(Rule[ReadReport]):
    """A rule that finds something only where there is something in the words of a report (`ReadReport.words`).

    in_words: what there may be to find in words by themselves, those of a line or of a cell: something wherever the rule finds
    something in a report that has them, see `clean_texts`.
    """

    in_words: InWords = field(kw_only=True)


def on_words(
    id: str,
    title: str,
    formula: str,
    find: Callable[[Words], Iterator[Finding]],
    also: tuple[RuleText, ...] = (),
) -> WordRule:
    """Return a rule that finds what there is in words by themselves."""
    return WordRule(id, title, formula, lambda report: find(report.words(find)), also, in_words=find)


def opposites_in(words: Words) -> Iterator[object]:
    """Yield what the lines of words say both of more and of less."""
    return (one for line in words.lines for one in find_opposites(line.plain))


RULES: tuple[Rule[ReadReport], ...] = (
    Rule("PR-1", "正文里的数", "正文里的数 = 表里的数；表里没有的，前后相同", lambda r: check_claims(r.prose, r.known, r.book, r.year), (
        RuleText("PR-2", "正文里的合计", "合计 = 与它一同列出的各项之和"),
        RuleText("PR-3", "占比", "占比 = 部分 ÷ 整体；整体为零没有占比"),
        RuleText("PR-4", "增减和原因", "增减、大小的说法与数相符；有差异就有原因，没有差异就不写“主要原因是无”"),
        RuleText("PR-5", "完成率", "完成率 = 决算数 ÷ 预算数；没有支出，完成率为零"),
        RuleText("PR-6", "没有预算的", "预算数为零没有完成率；年初预算和全年预算不混用"),
        RuleText("PR-7", "变动", "上年数 = 本年数 ∓ 变动额，变动率 = 变动额 ÷ 上年数；上年数为零没有变动率"),
        RuleText("PR-8", "列举", "“主要包括”列举的就是基本支出表里有数的科目"),
        RuleText("X-5", "空表和它的话", "表是空的就写“无……支出”，不空就不写"),
        RuleText("AD-1", "正文里的科目名称", "正文里的科目名称 = 表里同一编码的名称"),
        RuleText("PF-1", "正文里的项目名称", "同一项目在列举、综述和自评表里同名"),
        RuleText("PF-2", "项目的个数和资金", "个数 = 列出的项目数，资金 = 各项目资金之和"),
        RuleText("PF-3", "平均分", "平均分 = 得分之和 ÷ 个数"),
        RuleText("PF-4", "项目的完成率", "完成率 = 全年执行数 ÷ 全年预算数"),
        RuleText("HY-8", "名称前后一致", "同一事物只用一个名称"),
        RuleText("ST-2", "正文里的年度和部门名称", "处处相同"),
        RuleText("HY-1", "没有填写的原因", "有差异的写明原因，不留提示"),
    )),
    Rule("HY-6", "小数位数", "金额、百分数各自的小数位数处处相同；个数没有小数", lambda r: check_decimals(r.prose, stated_formats(r.form))),
    Rule("PR-1", "名称写错了的数", "名称后面的数，是表里这个名称的数", lambda r: check_named_figures(r.prose, r.known), of_form=True),
    Rule("PR-6", "换一种说法的完成率", "不用格式的话说预算完成情况的：写明是哪个预算的，完成率是那个预算的", lambda r: check_completions(r.prose, r.known), (
        RuleText("PR-1", "换一种说法的决算数和预算数", "正文里的数 = 表里的数"),
        RuleText("PR-4", "换一种说法的大于、小于", "大于、小于与数相符；有差异就有原因"),
        RuleText("PR-5", "换一种说法的完成率与算得的", "完成率 = 决算数 ÷ 预算数；没有支出，完成率为零"),
        RuleText("HY-4", "“大于”“小于”混在一起", "说大于，或者说小于"),
    )),
    WordRule("PR-4", "说增又说减", "变动额和变动率说的方向相同", lambda r: check_opposite_directions(r.words(opposites_in).lines, r.prose, r.known, r.book), in_words=opposites_in),
    Rule("PR-5", "完成率推出的年初预算", "各项科目推出的年初预算之和 = 合计推出的年初预算", lambda r: check_implied_budgets(r.prose, r.known), (
        RuleText("PR-6", "推出的年初预算", "项目支出年初没有预算，只有项目支出的科目就没有年初预算"),
        RuleText("PF-6", "整体自评与推出的年初预算", "各单位整体自评表里的年初预算不是决算数"),
    )),
    Rule("AD-1", "正文里的科目", "正文写到的科目（类、款、项），决算表里都有", lambda r: hygiene.check_items(r.prose, r.known)),
    Rule("ST-1", "九张表", "格式的公开表都在", lambda r: structure.check_tables(r.tables, r.prose, r.follows)),
    Rule("ST-2", "年度和部门名称", "处处相同", lambda r: structure.check_cover(r.prose, r.known)),
    Rule("HY-8", "单位名称", "整体绩效自评表里的单位名称 = 列出的决算单位", lambda r: structure.check_units(r.prose, r.known)),
    Rule("ST-3", "表的标题和表号", "表前是格式的标题和表号", lambda r: structure.check_titles(r.tables), of_form=True),
    Rule("ST-3", "目录", "目录 = 正文标题", lambda r: structure.check_contents(r.document, r.tables, headings_renamed(r.prose, r.known))),
    Rule("ST-3", "标题序号", "标题与格式相同，序号相接，各行照格式的次序排", lambda r: structure.check_outline(r.misnumbered, r.prose.moved), of_form=True),
    Rule("ST-3", "目录序号", "正文标题没有序号的，目录里的序号与格式相同", lambda r: structure.check_numbers(r.document, r.known.composed), of_form=True),
    Rule("ST-4", "格式的各行各句", "格式里的行和句子都在", lambda r: missing_lines.check_lines(r.prose, r.known), of_form=True),
    Rule("ST-4", "正文逐项说的科目", "表里的科目各说一次", lambda r: check_told_rows(r.prose, r.known), (
        RuleText("PR-1", "正文逐项说的科目的决算数", "正文里有支出的科目，表里有这一行"),
    ), of_form=True),
    Rule("ST-4", "标题下面的内容", "格式的标题下面有内容的，报告里也有", lambda r: missing_lines.check_emptied(r.document, r.known.composed), of_form=True),
    Rule("ST-5", "空表的说明", "空表下面有说明", lambda r: structure.check_notes(r.tables, r.known), of_form=True),
    Rule("ST-5", "空表的说明说的是哪张表", "空表下面的说明，说的是这张表", lambda r: structure.check_subject_of_notes(r.tables)),
    on_words("HY-1", "没有填写的提示", "不留格式的提示和占位符", lambda w: hygiene.check_placeholders(w.texts)),
    Rule("HY-1", "看不见的文字", "没有隐藏的文字，也不嵌着别的文件", lambda r: iter(()) if r.composed else find_unseen_words(r.document)),
    Rule("HY-1", "没有放上的图", "有图题就有图", lambda r: find_missing_pictures(r.lines, r.document)),
    on_words("HY-2", "没有选择的选项", "增加（减少）只留一个", lambda w: hygiene.check_options(w.lines)),
    on_words("HY-3", "重复的词", "同一个词不连写两遍", lambda w: hygiene.check_repeated_words(w.texts)),
    Rule("HY-4", "错字、脱字", "格式的话照格式写", lambda r: hygiene.check_wording(r.prose, r.tables), (
        RuleText("PR-4", "没有差异的原因", "没有差异不写“主要原因是”"),
    ), of_form=True),
    on_words("HY-4", "重复的标点、外文", "标点不重复，中文里不夹着外文", lambda w: hygiene.check_doubled_marks(w.lines, w.texts)),
    on_words("HY-4", "措辞和单位", "没有增减就不说增减；相反的词不连用；数有单位，单位不混用", lambda w: check_word_mistakes(w.lines, w.completions, w.every), (
        RuleText("PR-4", "说不通的增减和原因", "没有增减就不说增减；“持平”、前面的话再说一遍，都不是原因"),
        RuleText("HY-6", "数的单位", "数有单位，单位不混用"),
    )),
    Rule("HY-4", "形近的字", "同一个词里的字处处相同", lambda r: check_look_alikes(r.lines, r.texts)),
    Rule("PR-1", "重复的话", "同样的话里的数和年度处处相同", lambda r: check_repeated_claims(r.lines)),
    Rule("PR-1", "不照自带的格式写的正文", "照表里的行、列的名称说的数，表里有", lambda r: judge_plainly(r.document, r.lines, r.year), (
        RuleText("PR-3", "不照自带的格式写的占比", "占比 = 部分 ÷ 整体，整体在正文或表里"),
        RuleText("PR-5", "不照自带的格式写的完成率", "完成率 = 决算数 ÷ 预算数"),
        RuleText("PR-7", "不照自带的格式写的变动率", "变动率 = 变动额 ÷ 上年数，上年数 = 本年数 ∓ 变动额"),
        RuleText("ST-3", "不照自带的格式写的表号", "各表的表号逐个相接"),
    ), of_other=True),
    Rule("PR-5", "完成率的有无", "各项的完成率都写，或者都不写", lambda r: check_rates_given(r.prose, r.known)),
    Rule("HY-8", "预算数的叫法", "同样的预算数只有一个叫法", lambda r: check_budget_names(r.prose)),
    Rule("ST-2", "部门决算的叫法", "部门名称后面是“部门决算”", lambda r: check_name_of_accounts(r.lines, r.known)),
    on_words("HY-5", "标点", "中文用全角标点；括号、引号、书名号成对；汉字之间没有空格；一段话末尾有句号", lambda w: check_marks(w.lines)),
    Rule("ST-2", "句子里的年度", "说本年的话写本年，说上年的话写上年", lambda r: check_years(r.lines, r.year, lambda: other_years(r.prose))),
    Rule("ST-3", "序号", "标题、各项的序号接着编，不跳号，不重复", lambda r: check_numbering(r.lines, {line.number for line, _ in r.misnumbered}, set(absent_numbers(r.known)))),
    Rule("HY-7", "零值", "各表的零值同样印", lambda r: hygiene.check_zeros(r.tables, r.form), of_form=True),
    Rule("SN-1", "由数据生成的正文", "带着原始数据的报告：除了写的人填的文字，正文就是数据给出的", lambda r: iter(r.changed), (
        RuleText("SN-2", "由数据生成的表", "带着原始数据的报告：每一格就是数据给出的"),
    )),
    Rule("读", "没有读懂的话和格", "没有读懂的不猜，列出来", lambda r: hygiene.tell_unread_text(r.prose, r.follows)),
    Rule("读", "没有自带的格式", "不照自带的格式写的报告，不与格式比", lambda r: tell_unknown_form(r.form, r.follows)),
)  # fmt: skip
