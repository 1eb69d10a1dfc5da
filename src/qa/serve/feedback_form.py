"""What a browser sends as feedback, and what is told where it does not fit. Imported where it is needed: Pydantic is heavy."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from qa.answer.assistant import MAX_QUESTION
from qa.serve.feedback import LONGEST_TEXT, REASONS
from qa.serve.session import KEPT_EXCHANGES

SENTENCES = {
    "questions": "没有找到要反馈的问答，请重新提问后再试。",
    "reason": "请先选择一个原因，再发送。",
    "text": f"补充说明请控制在{LONGEST_TEXT}字以内。",
}
UNREADABLE = "提交的内容无法识别，请刷新网页后重试。"

Asked = Annotated[str, StringConstraints(min_length=1, max_length=MAX_QUESTION)]


class FeedbackForm(BaseModel):
    """The talk's questions up to the one that is meant, oldest first, and what the visitor thinks of its answer.

    The answer itself is not taken from the browser: the same questions give it again.
    """

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    questions: Annotated[tuple[Asked, ...], Field(min_length=1, max_length=KEPT_EXCHANGES)]
    verdict: Literal["useful", "wrong"]
    reason: Annotated[str, Field(validate_default=True)] = ""
    text: Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_TEXT)] = ""
    measure: Annotated[str, StringConstraints(max_length=MAX_QUESTION)] = ""

    @field_validator("reason")
    @classmethod
    def _fits_the_verdict(cls, reason: str, info: ValidationInfo) -> str:
        allowed = REASONS if info.data.get("verdict") == "wrong" else ("",)
        if reason not in allowed:
            raise ValueError(reason)
        return reason


def problem(fault: ValidationError) -> str:
    """One sentence on the first thing that does not fit, and what to do."""
    place = fault.errors(include_url=False, include_context=False, include_input=False)[0]["loc"]
    return SENTENCES.get(str(place[0]), UNREADABLE) if place else UNREADABLE
