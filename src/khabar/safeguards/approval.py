"""Approvals: another person, bound to exactly what they saw."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from khabar.core.errors import Conflict, Refusal


class SamePerson(Refusal):
    """The act needs another person than the one who did the step before."""

    code = "safeguards.same-person"


class ContentChanged(Conflict):
    """What was approved is not what is there now; the approval is void."""

    code = "safeguards.content-changed"


def content_hash(content: Mapping[str, object]) -> str:
    """SHA-256 over the content's canonical JSON (sorted keys, no spaces), in hexadecimal."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def must_be_another_person(who_id: int, *earlier: int | None) -> None:
    """Refuse when this person already had a hand in it.

    Raises  SamePerson.
    """
    if who_id in earlier:
        raise SamePerson()


def must_be_unchanged(approved: str, now: str) -> None:
    """Refuse when the content's hash is no longer the approved one.

    Raises  ContentChanged.
    """
    if approved != now:
        raise ContentChanged()
