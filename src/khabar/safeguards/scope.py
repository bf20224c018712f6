"""Scope: the only answer to "who may see what".

comes in   a person, a purpose, an open case, the node's labels
goes out   the frozen set of label ids that person may see for that purpose
never      looks at a record: policy runs over labels, `storage` filters rows by the set
Source     house.md section 5, the access table
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from khabar.safeguards.label import ALL_AGENCIES, Handling, Label, Level, Stage
from khabar.safeguards.purpose import Purpose


class Role(Enum):
    """What a person is in the agency. Roles add up; the separations are kept by the acts."""

    OFFICER = "officer"
    EVALUATOR = "evaluator"
    ANALYST = "analyst"
    SUPERVISOR = "supervisor"
    LIAISON = "liaison"
    REGISTRAR = "registrar"  # imports published lists
    OVERSIGHT = "oversight"  # the authorised prosecutor
    AUDITOR = "auditor"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The person acting, as the node knows them now.

    id            row id on this node, 0 for nobody; uid is what leaves the node
    agency        code, "TJ-DCA"
    compartments  operation codes of the open cases they are members of
    """

    id: int
    uid: str
    username: str
    full_name: str = ""
    agency: str = ""
    unit: str = ""
    roles: frozenset[Role] = frozenset()
    clearance: Level = Level.OPEN
    compartments: frozenset[str] = frozenset()
    language: str = "en"


NOBODY = Who(id=0, uid="", username="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The labels one person may see for one purpose, now.

    labels     row ids of visible labels
    viewer_id  whose own submissions and inbox are theirs to see whatever the purpose
    """

    labels: frozenset[int] = frozenset()
    viewer_id: int = 0
    agency: str = ""
    seats: frozenset[str] = field(default_factory=frozenset)

    def admits(self, label_id: int) -> bool:
        return label_id in self.labels


Rule = Callable[[Who, Label, "frozenset[str]", str], bool]


def scope_for(
    who: Who,
    purpose: Purpose | None,
    case: str | None,
    labels: Mapping[int, Label],
    *,
    partner: str = "",
) -> Scope:
    """The labels this person may see for this purpose.

    case     operation code of the open case the purpose names, None outside a case;
             inside a case other compartments fall away
    labels   every label of the node by row id
    partner  node code the answer goes to; needed for the purpose ANSWER
    →        an empty set of labels when role and purpose do not go together
    """
    compartments = who.compartments if case is None else who.compartments & {case}
    rules = [
        rule for (role, reasons), rule in TABLE.items() if role in who.roles and purpose in reasons
    ]
    seen = frozenset(
        number
        for number, label in labels.items()
        if any(rule(who, label, compartments, partner) for rule in rules)
    )
    seats = frozenset(role.value for role in who.roles)
    return Scope(labels=seen, viewer_id=who.id, agency=who.agency, seats=seats)


def _officer(who: Who, label: Label, compartments: frozenset[str], _partner: str) -> bool:
    if label.is_baseline:
        return True
    own = label.originators == {who.agency} and label.stage is Stage.KEPT
    return own and bool(label.compartments) and _cleared(who, label, compartments)


def _evaluator(who: Who, label: Label, _compartments: frozenset[str], _partner: str) -> bool:
    return label.stage is Stage.INTAKE and label.originators == {who.agency}


def _analyst(who: Who, label: Label, compartments: frozenset[str], _partner: str) -> bool:
    return (
        label.stage is Stage.KEPT
        and _cleared(who, label, compartments)
        and (who.agency in label.originators or label.releasable != "agency")
    )


def _liaison(who: Who, label: Label, compartments: frozenset[str], partner: str) -> bool:
    if not _analyst(who, label, compartments, partner):
        return False
    if not partner:
        return False
    if label.level > Level.RESTRICTED:
        return False
    loose = label.releasable == ALL_AGENCIES and label.handling <= Handling.H1
    return loose or partner in label.nodes


def _oversight(_who: Who, label: Label, _compartments: frozenset[str], _partner: str) -> bool:
    return label.stage is not Stage.BATCH


def _cleared(who: Who, label: Label, compartments: frozenset[str]) -> bool:
    return label.level <= who.clearance and label.compartments <= compartments


_WORK = frozenset({Purpose.CASE, Purpose.CHECK})
_ANALYSE = frozenset({Purpose.CASE, Purpose.CHECK, Purpose.ASSESS})

TABLE: dict[tuple[Role, frozenset[Purpose]], Rule] = {
    (Role.OFFICER, _WORK): _officer,
    (Role.EVALUATOR, frozenset({Purpose.REVIEW})): _evaluator,
    (Role.ANALYST, _ANALYSE): _analyst,
    (Role.SUPERVISOR, frozenset({Purpose.DECIDE})): _analyst,
    (Role.LIAISON, frozenset({Purpose.ANSWER})): _liaison,
    (Role.OVERSIGHT, frozenset({Purpose.OVERSEE})): _oversight,
}
"""Role and purposes → rule. A pair that is not here sees nothing: deny by default.
Auditor, administrator and registrar have no line: the empty set of intelligence."""
