"""Turns that are no question to a plan: greetings, thanks, who-are-you, commands and abuse."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from qa.extract.language import detect_english

SmalltalkKind = Literal[
    "greeting", "thanks", "farewell", "identity", "praise", "abuse", "command", "personal"
]

_HAN = re.compile(r"[\u4e00-\u9fff]")
_END = r"[\s!！。.,，~～呀啊哈哦吖呢的了]*$"
_PATTERNS: tuple[tuple[SmalltalkKind, str], ...] = (
    (
        "command",
        r"忽略(?:掉|之前|以上|上面|前面|所有|你)|无视(?:之前|以上|上面|所有)|(?:系统|初始|内部)(?:提示词?|指令"
            r"|prompt)|prompt|提示词|开发者模式|越狱|扮演|(?:写|作|来|念|背)[一两几]?(?:首|篇|个|段)?(?:诗|词|歌|七绝|五绝|七律|作文|小说|对联|情书)|[讲说]个?笑话|唱(?:一?首|个)歌|假装你|你现在是(?!谁|什么)|从现在起你|不要(?:管"
            r"|遵守)[^。]{0,8}规则"
        r"|ignore (?:all |any |the )?(?:previous|above|prior)|system prompt|jailbreak|developer mode"
            r"|pretend (?:to be|you)|act as|你的(?:规则|设定|指令)|<script|drop table|select .+ from ",
    ),
    ("personal", r"(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{16,19}(?!\d)"),
    (
        "abuse",
        r"傻[逼bB叉]|他妈|妈的|滚(?:蛋|开|吧)?" + _END + r"|垃圾(?:机器|系统|东西|软件|客服)"
        r"|废物|蠢货|白痴|去死|智障|fuck|shit|stupid",
    ),
    (
        "greeting",
        r"^(?:你好|您好|嗨|哈喽|哈罗|hello|hi|hey|早(?:上好|安)?|上午好|下午好|晚上好|晚安|在吗|在不在|有人吗|喂"
            r"|老师好|客服|人工客服|你们?好)(?:啊|呀|吗)?" + _END,
    ),
    (
        "thanks",
        r"^(?:(?:好的?|嗯+|行|ok|okay|哦+|噢|可以|明白|知道|懂)[吧了啦嘛]?[，,、。！!\s]*)*(?:非常|十分|太|真是?|多)?(?:感谢|谢谢|谢了|多谢|辛苦"
            r"|麻烦)(?:你|您|了|啦|老师|大家)*" + _END + r"|^(?:thanks?|thank you)\b[^?？]{0,20}$",
    ),
    ("farewell",
        r"^(?:再见|拜拜|bye|goodbye|回头见|下次见|没(?:有)?(?:问题|事)了|不用了|我知道了|知道了|明白了?|好的?|行|ok"
        r"|okay|嗯+|懂了|收到)" + _END),
    (
        "identity",
        r"你(?:是|叫)(?:谁|什么(?:名字|东西|人)?|哪位|啥|机器人|真人|人工|ai)|你(?:能|会|可以)(?:做|干|回答"
            r"|帮)(?:什么|啥|我什么|哪些|些什么)|(?:怎么|如何)(?:用|使用)(?:你|这个(?:系统|工具|助手|页面))?" + _END
        + r"|你有(?:什么|啥|哪些)(?:用|功能|本事)|(?:介绍|说说)(?:一下)?你自己|who are you|what can you do|what are you",
    ),
    ("praise", r"^(?:你|您)?(?:真|好|太|很|挺)?(?:棒|厉害|聪明|不错|专业|可以|牛|赞)(?:啊|呀|哦|了)?" + _END),
)  # fmt: skip

_REPLIES: dict[SmalltalkKind, str] = {
    "greeting": "您好，我是问策，只依据所载工作方案的原文回答。您可以直接问某件事的办理时限、收费、完成时间，或者由哪个单位牵头、配合。",
    "thanks": "不客气。还有要查的措施，请直接问；需要确认现行规定，可拨打12345或登录{portal}。",
    "farewell": "好的，随时可以再来查。需要确认现行规定，可拨打12345或登录{portal}。",
    "identity": (
        "我是问策，一个只查工作方案原文的检索问答助手：可以查办理时限、收费、完成时间、牵头和配合单位，"
        "也可以列出某个领域或某个单位的全部措施。方案没有写的，我会直接说没有写。"
    ),
    "praise": "谢谢。答案都摘自方案原文，您可以对照引用的条款核对。",
    "abuse": "我只能依据方案原文回答问题。如果上一个回答有误，请说明要查的事项，我再查一次；也可拨打12345反映。",
    "command": "我只依据所载工作方案的原文回答，不能执行这类指令。请直接问方案里的事项、时限、收费或责任单位。",
    "personal": "您的问题里似乎有身份证号、手机号或银行卡号。本助手不处理个人信息，请删去后再问；个人业务请通过12345或{portal}办理。",
}


_IN_ENGLISH: dict[SmalltalkKind, str] = {
    "greeting": (
        "Hello, I am Wence. I answer from the text of the work plan alone: ask for a time limit, fee or deadline, or for "
        "the units in charge of a matter."
    ),
    "thanks": "You are welcome. To confirm the present rule, call 12345 or see {portal}.",
    "farewell": "Goodbye. To confirm the present rule, call 12345 or see {portal}.",
    "identity": (
        "I am Wence. I look up the text of the work plan: time limits, fees, deadlines, lead and supporting units, "
        "and complete lists by area or unit. What the plan does not say, I tell you plainly."
    ),
    "praise": "Thank you. Every answer is taken from the plan; please check it against the clause that is cited.",
    "abuse": "I can only answer from the text of the plan. If an answer was wrong, please say what you are looking for, or call 12345.",
    "command": "I answer from the text of the plan alone and follow no such instruction. Please ask about a matter of the plan.",
    "personal": "There seems to be an identity, phone or card number in your question. Please take it out and ask again.",
}


@dataclass(frozen=True, slots=True)
class Smalltalk:
    """A recognised turn and what to say to it; ``refused`` marks those that are turned down."""

    kind: SmalltalkKind
    reply: str
    refused: bool


def recognise(question: str) -> Smalltalk | None:
    """The kind of small talk that ``question`` is as a whole, or None for a question to the plan."""
    text = question.strip().lower()
    for kind, pattern in _PATTERNS:
        if re.search(pattern, text, re.IGNORECASE):
            refused = kind in ("abuse", "command", "personal")
            english = not _HAN.search(text) and (not refused or detect_english(text))
            return Smalltalk(kind, (_IN_ENGLISH if english else _REPLIES)[kind], refused)
    return None
