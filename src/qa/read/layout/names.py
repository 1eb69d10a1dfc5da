"""Titles that say what a part of a plan is for, whichever city wrote it."""

from __future__ import annotations

import re

_AROUND = re.compile(
    r"(?:总体(?:要求|目标|思路)|指导思想|基本原则|(?:工作|主要|总体|预期|行动|发展)目标|目标(?:要求|定位)?$|工作(?:要求|原则|步骤|机制|安排|思路|保障|组织)|"
    r"组织(?:保障|实施|领导|机构|推进)|(?:加强|强化)?(?:组织)?保障(?:措施|机制|落实)?$|保障(?:措施|机制)|(?:实施|方法|推进)步骤|"
    r"(?:有关|相关|几点|具体|落实|其他)要求|(?:监督|督导|督查|考核)(?:考核|检查|评价|落实|问效)|附则$|(?:时间|进度)安排|推进机制|"
    r"(?:加强|强化)组织(?:领导|实施|保障|推进)|(?:狠|抓)抓?(?:好)?落实|组织领导|实施范围|适用范围|背景|职责分工$|附件)"
)
_CONTAINER = re.compile(
    r"(?:(?:主要|重点|具体|目标|改革|年度|工作|核心|基本|各项|行动|创新)*(?:任务|举措|措施|内容|工作|事项|重点)"
    r"(?:(?:及|和|与|、)?(?:责任|任务|职责|工作)?(?:分工|分解|措施|举措|安排|清单|内容|要求))?)"
)
_LIST_TITLE = re.compile(r"^附[件表]|(?:表|清单|台账|方案|分工|分解|计划|要点|一览)$")
_DEFAULT_SHEET = re.compile(
    r"(?:sheet|工作表|表|附件|附表|页)[\s\d一二三四五六七八九十]*(?:[（(]\d+[）)])?", re.IGNORECASE
)
_LONGEST_HEADING = 10
_NO_LETTERS = re.compile(r"[\W\d_年月日季度版上下半]*")


def is_around(title: str) -> bool:
    """Whether a section is about the plan (总体要求, 组织保障) rather than a part of what is to be done."""
    return bool(_AROUND.match(title))


def is_around_heading(line: str) -> bool:
    """Whether a line is nothing but such a title, which needs no number to be a heading."""
    return len(line) <= _LONGEST_HEADING and is_around(line) and not re.search(r"[，。；：、]", line)


def is_container(title: str) -> bool:
    """Whether a heading only says that the measures follow: 二、主要任务."""
    return bool(_CONTAINER.fullmatch(title))


def is_list_title(title: str) -> bool:
    """Whether a line is the title of an annex or a table: 附件1, 任务分工表."""
    return bool(_LIST_TITLE.search(title))


def is_sheet_of_part(name: str) -> bool:
    """Whether a sheet is named for a part of the plan, rather than by default (Sheet1, 附件1), by date or as a list."""
    bare = name.strip()
    other = _DEFAULT_SHEET.fullmatch(bare) or _NO_LETTERS.fullmatch(bare)
    return not (other or is_container(bare) or is_list_title(bare) or is_around(bare))
