"""What stands on an item, so that a refutation can say what falls with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the views are laid by the connection: importing it here would go in a circle
    from khabar.storage.connection import Read

STANDS_ON = """
SELECT x.item_id, x.kind, x.uid, x.number FROM (
    SELECT s.item_id, 'statement' AS kind, s.uid, '' AS number FROM statement s
    UNION
    SELECT s.item_id, 'finding', a.uid, a.number FROM analysis_basis b
    JOIN statement s ON s.id = b.statement_id JOIN analysis a ON a.id = b.analysis_id
    UNION
    SELECT s.item_id, 'product', p.uid, p.number FROM product_basis b
    JOIN statement s ON s.id = b.statement_id JOIN product p ON p.id = b.product_id
    UNION
    SELECT s.item_id, 'release', r.uid, r.number FROM product_basis b
    JOIN statement s ON s.id = b.statement_id JOIN release r ON r.product_id = b.product_id
    UNION
    SELECT i.id, 'parcel', p.uid, p.addressee FROM parcel_report q
    JOIN parcel p ON p.id = q.parcel_id AND p.direction = 'out'
    JOIN report w ON w.uid = q.report_uid JOIN item i ON i.report_id = w.id
    UNION
    SELECT c.item_id, 'grade', g.uid, w.number FROM corroboration c
    JOIN evaluation e ON e.id = c.evaluation_id JOIN item g ON g.evaluation_id = e.id
    JOIN report w ON w.id = g.report_id
) x WHERE EXISTS (
    SELECT 1 FROM account a WHERE a.id = (SELECT account_id FROM viewer)
    AND (CAST(a.roles AS text) LIKE '%"evaluator"%' OR CAST(a.roles AS text) LIKE '%"oversight"%')
)
"""


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
