"""Outcome: what the reader did with it, and what turned out true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from khabar.core.errors import Fault, refuse_faults


class Result(StrEnum):
    CONFIRMED = "confirmed"
    PART = "part"
    REFUTED = "refuted"
    UNKNOWN = "unknown"  # not checked: counted, never taken for a result


RESULTS = frozenset(result.value for result in Result)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A reader's answer to one copy.

    usefulness  1 of no use … 5 decided something
    items       {item uid: Result}, only of items in the product's evidence table
    """

    uid: str
    release: str
    usefulness: int
    result: Result
    items: Mapping[str, Result]
    text: str
    by: int
    at: datetime


def outcome(
    *,
    uid: str,
    release: str,
    usefulness: str,
    result: str,
    items: Mapping[str, str],
    known_items: frozenset[str],
    text: str,
    by: int,
    at: datetime,
) -> Outcome:
    """Read a feedback form.

    Raises  Invalid with all faults: usefulness off 1–5, a result that is not one of the
            four, an item that this product does not cite.
    """
    faults = []
    if usefulness not in {"1", "2", "3", "4", "5"}:
        faults.append(_fault("usefulness", "disseminate.usefulness-scale", usefulness))
    if result not in RESULTS:
        faults.append(_fault("result", "disseminate.result-unknown", result))
    for item, said in items.items():
        if item not in known_items or said not in RESULTS:
            faults.append(_fault(f"item.{item}", "disseminate.result-unknown", said))
    refuse_faults(faults)
    return Outcome(
        uid=uid,
        release=release,
        usefulness=int(usefulness),
        result=Result(result),
        items={item: Result(said) for item, said in items.items()},
        text=text.strip(),
        by=by,
        at=at,
    )


def _fault(where: str, code: str, value: str) -> Fault:
    return Fault(where=where, code=code, facts={"value": value})
