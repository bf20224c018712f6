"""One sentence for the author of a report: what became of it, and whether to do something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


class Judged(Protocol):
    """An item with its state and the words of its last verdict."""

    @property
    def state(self) -> str: ...
    @property
    def verdict(self) -> str | None: ...
    @property
    def reason_code(self) -> str | None: ...
    @property
    def reason(self) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What the author is told.

    code    said under "officer.feedback.<code>"
    kind    "wait", "fix", "done" or "stop": how it is shown
    step    1 received, 2 checked, 3 used, 4 outcome known
    reason_code, reason   of the evaluator, "" when there is none to tell
    """

    code: str
    kind: str
    step: int
    reason_code: str = ""
    reason: str = ""
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def needs_fix(self) -> bool:
        return self.kind == "fix"


_LAST = {
    "refuted": ("refuted", "stop", 4),
    "refused": ("refused", "stop", 2),
}


def feedback_on(
    state: str, items: Sequence[Judged], *, answered: bool, used: bool = False
) -> Feedback:
    """The sentence for a report in this state with these items.

    answered   it names a question that was asked of the unit
    used       a product that cites it has been released to somebody
    """
    returned = [item for item in items if item.state == "returned"]
    if state == "returned" or returned:
        return _because("returned", "fix", 1, returned or items)
    for ending, (code, kind, step) in _LAST.items():
        ended = [item for item in items if item.state == ending]
        if ended and (len(ended) == len(items) or state == ending):
            return _because(code, kind, step, ended)
    if any(item.verdict == "confirmed" for item in items):
        return Feedback(code="confirmed", kind="done", step=4)
    if used:
        return Feedback(code="used", kind="done", step=3)
    if any(item.state == "accepted" for item in items):
        return Feedback(code="answers" if answered else "accepted", kind="done", step=2)
    return Feedback(code="submitted", kind="wait", step=1)


def _because(code: str, kind: str, step: int, items: Sequence[Judged]) -> Feedback:
    told = next((item for item in items if item.reason_code), None)
    return Feedback(
        code=code, kind=kind, step=step,
        reason_code=(told.reason_code or "") if told else "",
        reason=(told.reason or "") if told else "",
    )  # fmt: skip
