"""What people type: plain reasons, careless ones, and texts that look like something else."""

from __future__ import annotations

from hypothesis import strategies as st

NOTHING = ("无", "无。", "“无”", "没有", "/", "—", " ", "", "主要原因是无。", "\n")
PLAIN = (
    "人员变动，人员减少",
    "在职人员转退休",
    "年末无结转结余",
    "会展中心由市统筹安排，会场租赁费未发生",
    "厉行节约，压减开支",
)
CARELESS = (
    "人员减少。", "人员减少；", "主要原因是人员减少", "主要原因：人员减少。", "是因为人员减少", "物价上涨等", "物价上涨等。",
    "促进男女平等", "项目跨年。下年支付。", "一是人员减少；\n二是项目跨年。", "第一行\r\n\r\n第二行", "职业年金,预算略高",
    "（详见附件。）", "“三公”经费减少", "落实《预算法》", "压减20%", "增加5.00万元，降低3.07%", "预算数为-0.00", "无法预算", "无结转",
    "…", "　人员减少　", "人员\t减少", "没有安排", "原有人员退休", "支付了20％,其余下年付!",
    "原因复杂", "原因待查。", "主要原因有：人员减少", "主要原因：主要是人员减少", "主要是由于人员减少", "主要用于会议", "主要包括会议",
    "会议等等", "会议等支出", "会议等业务支出", "会议等原因", "会议等方面", "高等", "一等", "负责会议，", "ISO9001.", "：会议", "!会议", ".5",
    "人员减少”", "“人员减少。”", "会议；；", "无关", "无法", "没有人员", "等", "。", "主要原因是", "主要是", "原因", "（无）", "《》",
)  # fmt: skip
MARKUP = (
    "{{ 7*7 }}", "{% raw %}{{ 部门 }}{% endraw %}", "{# 注 #}", "{{ ''.__class__ }}", "<w:t>x</w:t>", "&amp;&lt;&#x41;", "]]><!--",
    "**粗** _斜_ `码` # 标题", "[一、] 标题", "@页 封面", "甲 | 乙 | <", "^", "=^ 甲", "左:甲", "\ue0000\ue001", "【请填写原因】",
    "%s %(x)s {0}", "\\n\\t\\u0041", "😀👨‍👩‍👧🀄", "𠮷野家", "e\u0301 ﬁ ①", "\u202e倒写\u202c", "a'b\"c", "￥1,234.50元", "\x7f\x85\u2028分行",
)  # fmt: skip
LONG = ("长" * 3000, "很长，" * 400 + "完")

# Letters of all kinds; neither surrogates nor the controls that XML can not hold, which narrator refuses.
LETTERS = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
RANDOM = st.text(LETTERS, min_size=1, max_size=40)
TYPED = st.sampled_from(PLAIN + CARELESS + MARKUP + LONG)
# What may stand in a slot: something that reads as a text; anything at all; what software stores as a list.
TEXT = st.one_of(TYPED, RANDOM.filter(lambda text: bool(text.strip())))
ANY = st.one_of(TEXT, st.sampled_from(NOTHING), st.lists(TEXT, min_size=1, max_size=3))
REASON = st.one_of(st.sampled_from(PLAIN), TYPED, st.sampled_from(NOTHING))
# Names stand on one line, have no space around them, are not empty, and hold no characters that nobody sees (U+FEFF),
# which narrator refuses.
VISIBLE = st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
NAME = st.one_of(
    st.sampled_from([text for text in MARKUP + PLAIN if text.strip() == text and text.isprintable()]),
    st.text(VISIBLE, min_size=1, max_size=40).map(str.strip).filter(bool),
)
# What may stand before and after the middle of a text; the middle keeps it from being nothing.
EDGE = st.one_of(st.sampled_from((*PLAIN, *CARELESS, *MARKUP, *NOTHING)), RANDOM)
