"""The few kinds of error.

KhabarError
├── Refusal    you may not: access, separation of persons, a lawful-use rule
├── Invalid    what was given cannot be taken: every fault at once, each with its field
├── Conflict   it changed under you, or was done already
└── NotFound   not there, or not yours: the same answer

An error is a stable code and bare facts. `words` says it in four languages under
`error.<code>`; a log line shows the code only, never the facts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


class KhabarError(Exception):
    """The root: catch this to catch all of ours and none of Python's."""

    code = "error"

    def __init__(self, code: str | None = None, **facts: object) -> None:
        self.code = code or type(self).code
        self.facts = facts
        super().__init__(self.code)


class Refusal(KhabarError):
    """The person may not do this. The refusal itself is traced."""

    code = "refused"


class Conflict(KhabarError):
    """The thing is no longer in the state the act needs."""

    code = "conflict"


class NotFound(KhabarError):
    """Not there, or not yours: one code, no facts, so nothing can be told apart."""

    code = "not-found"

    def __init__(self) -> None:
        super().__init__()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing wrong with what was given.

    where   the field; for files "name:row:field", rows counted from 1
    code    said under `error.<code>`
    facts   values the sentence needs
    """

    where: str
    code: str
    facts: dict[str, object] = field(default_factory=dict)


class Invalid(KhabarError):
    """What was given cannot be taken; nothing of it was kept.

    faults  every fault found, in the order of the form or file; never empty
    """

    code = "invalid"

    def __init__(self, *faults: Fault, code: str | None = None, **facts: object) -> None:
        super().__init__(code, **facts)
        self.faults: tuple[Fault, ...] = faults or (Fault(where="", code=self.code, facts=facts),)

    @property
    def by_field(self) -> dict[str, Fault]:
        """The first fault of each field, for a form to show beside it."""
        return {fault.where: fault for fault in reversed(self.faults)}


def refuse_faults(faults: Iterable[Fault]) -> None:
    """Raise Invalid with all faults, or return when there are none."""
    found = tuple(faults)
    if found:
        raise Invalid(*found)
