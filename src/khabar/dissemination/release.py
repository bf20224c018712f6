"""Release: one numbered copy of one approved version for one named recipient."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from khabar.core.errors import Conflict, Refusal
from khabar.safeguards import ALL_AGENCIES, Handling, Label, Level


class ClearanceTooLow(Refusal):
    code = "disseminate.clearance-too-low"


class PermissionNeeded(Refusal):
    """The handling code reserves this step to the originator, and no permission is named."""

    code = "disseminate.permission-needed"


class LevelStaysHome(Refusal):
    """Above restricted nothing leaves the node by network."""

    code = "disseminate.level-stays-home"


class NotApproved(Conflict):
    code = "disseminate.not-approved"


class AlreadyRecalled(Conflict):
    code = "disseminate.already-recalled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who gets the copy: a person of this node, or a unit of a partner node.

    account    row id of the person, None for a partner
    node       code of the partner node, "" at home
    clearance  of the person; None for a partner, whose clearance is theirs to keep
    """

    name: str
    agency: str
    unit: str
    account: int | None = None
    node: str = ""
    clearance: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A copy that left.

    copy          1, 2, 3 … within one product number, over all its versions
    trace         printed on each page; says which copy a sheet of paper was
    content_hash  of exactly what this recipient was given
    permission    the originator's permission in words, "own" when we are the originator
    """

    uid: str
    product: str
    copy: int
    trace: str
    content_hash: str
    recipient: Recipient
    permission: str
    released_by: int
    at: datetime


def must_be_releasable(
    label: Label, to: Recipient, *, own_agency: str, permission: str = ""
) -> str:
    """The label gate: may a copy under this label go to this recipient?

    own_agency  the agency that releases
    permission  reference of the originator's written permission, "" when there is none
    →           the permission this release stands on: "own", "not-needed" or the reference

    Raises  ClearanceTooLow · LevelStaysHome · PermissionNeeded
    Source  Europol handling codes (doctrine 2); third-party rule R14: what came from others goes
            to no third party without their consent; levels above restricted block the network.
    """
    if to.clearance is not None and to.clearance < label.level:
        raise ClearanceTooLow(level=label.level.name.lower(), name=to.name)
    if to.node and label.level > Level.RESTRICTED:
        raise LevelStaysHome(level=label.level.name.lower())
    others = label.originators - {own_agency}
    if not _reserved(label, to, own_agency=own_agency):
        return "not-needed"
    if permission.strip():
        return permission.strip()
    if not others:
        return "own"  # the originator is releasing: the named releaser's act is the permission
    raise PermissionNeeded(
        originators=", ".join(sorted(others)), handling=label.handling.name, to=to.agency
    )


def _reserved(label: Label, to: Recipient, *, own_agency: str) -> bool:
    """Does the originator have a word in this step?"""
    if label.handling is Handling.H3:
        return True
    if not to.node and to.agency == own_agency:
        return False
    if label.handling is Handling.H2:
        return True
    return to.node not in label.nodes if to.node else label.releasable != ALL_AGENCIES


def trace_code(*, release: str, content_hash: str, copy: int) -> str:
    """Eight hex digits around the copy number: "7C1F-04-9F2C".

    They name this copy of this content, and nothing about either can be read from them.
    """
    digits = hashlib.sha256(f"{release}:{content_hash}".encode()).hexdigest()[:8].upper()
    return f"{digits[:4]}-{copy:02d}-{digits[4:]}"
