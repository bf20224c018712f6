"""What stands on an item, so that a refutation can say what falls with it."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.storage.connection import Read


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependent:
    """One thing that stands on the item.

    kind    statement, finding, product, release (one copy), parcel (sent to a partner), grade
            (of another item that names this one as agreeing)
    number  as printed; the partner's code for a parcel; "" for a statement
    """

    kind: str
    uid: str
    number: str


def dependents_of(read: Read, item_uid: str) -> list[Dependent]:
    """Everything that stands on an item, directly or through its statements.

    →   by kind, then number; empty for viewers who neither evaluate nor oversee, and for an
        item that is not theirs to see
    """
    rows = read.rows(
        "SELECT d.kind, d.uid, d.number FROM v_stands_on d WHERE d.item_id IN ("
        "SELECT id FROM v_item WHERE uid = %s UNION SELECT id FROM v_reviewed_item WHERE uid = %s"
        ") ORDER BY d.kind, d.number, d.uid",
        [item_uid, item_uid],
    )
    return [Dependent(**row) for row in rows]
