"""Words that leave something out of a list: one reading of them for units, areas, dates and kinds."""

from __future__ import annotations

import re

_BEFORE = re.compile(
    r"(?:(?<!是)不是|不[由归]|并非|(?<!除)非|不属于|除[了开去掉]?|不[算含要看]|不包括|排除|去[掉除]|剔除?|刨[开去除掉]|扣[掉除]|撇开|拿掉|删[掉去]|(?<!有)没有)"
    r"(?:那些|所有|掉)?(?:由|归|是|跟|和|与|同)?[“\"]?$"
)
_DENIED = re.compile(
    r"[”\"]?(?:并?不|没有?|未)(?:参与|牵头|配合|负责|管(?![当是做哪谁牵配])|涉及)(?![^，。？?]{0,4}(?:[吗么嘛]|[？?]$)|[、，,]?(?:只|仅|光|而)是?[^，。？?]{0,2}(?:牵头|配合|参与))"
)
_AFTER = re.compile(
    r"[”\"]?(?:一起|共同|联合)?(?:参与|牵头|配合|负责)?(?:[前底内]|那块|这块|那边|领域|方面|板块|里)?的?(?:措施|任务|条目|那?[些几]条|那些|这些|那?部分|那?几?[条项])?的?(?:就|都|全部?|先)?"
    r"(?:以外|之外|除外|不[算要看用列含]|排除|去掉|剔除?|刨[掉去]|扣掉|拿掉|删[掉去])(?!条件|限制)"
)
UNBOUND = re.compile(
    r"不限(?:于|定)?[^，。？?]{2,8}|不[只光管论][^，。？?]{2,8}|(?:去掉|取消|放开|不要)[^，。？?]{1,8}(?:限制|条件|限定)|把?[^，。？?把]{1,8}(?:限制|条件|限定)(?:先|都)?(?:去掉|取消|放开|拿掉|删掉)|(?:全部|所有|各个?|任何)(?:的)?(?:领域|时间|年份|期限|单位|部门)(?=$|[呢都的？?，。])|[^，。？?]{2,6}(?:不限|随便|无所谓)"
)
"""What a list is no longer to be narrowed to (不限登记财产, 去掉时间限制)."""


def left_out(text: str, start: int, end: int) -> bool:
    """Whether what stands at ``start``–``end`` of a question is what it does not want (除了纳税, 9月底的不算).

    税务局不牵头、只配合的 wants those of its other side.

    >>> left_out("去掉跟规划局一起牵头的", 3, 6), left_out("规划局不参与吗", 0, 3), left_out("规划局不牵头、只配合的", 0, 3)
    (True, False, False)
    """
    after = text[end:]
    return bool(_BEFORE.search(text[:start]) or _DENIED.match(after) or _AFTER.match(after))
