"""Items of reports: through the scope, or one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from khabar.core.errors import NotFound
from khabar.storage.connection import Read


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One matter with its standing grade, None where nobody has graded it yet.

    verdict, reason_code, reason   of the newest evaluation of this item, if the viewer may see one
    """

    uid: str
    report_uid: str
    report_number: str
    seq: int
    text: str
    sanitised_text: str
    how_known: str
    known_to: str
    comment: str
    source_ref: str
    state: str
    origin_id: int
    label_id: int
    scheme: str | None
    source_code: str | None
    information_code: str | None
    verdict: str | None
    reason_code: str | None
    reason: str | None


_SELECT = """
SELECT i.uid, r.uid AS report_uid, r.number AS report_number, i.seq, i.text, i.sanitised_text,
       i.how_known, i.known_to, i.comment, i.source_ref, i.state, i.origin_id, i.label_id,
       e.scheme, e.source_code, e.information_code, e.verdict, e.reason_code, e.reason
FROM {own}item i JOIN {own}report r ON r.id = i.report_id
LEFT JOIN {own}evaluation e ON e.id = COALESCE(i.evaluation_id, (
    SELECT max(x.id) FROM {own}evaluation x WHERE x.item_id = i.id))
"""


def of_reports(read: Read, uids: Sequence[str], *, own: bool = False) -> dict[str, list[ItemRow]]:
    """The items of these reports by report uid, in their order.

    own  the viewer's own submissions, whatever the purpose; otherwise through the scope
    """
    found: dict[str, list[ItemRow]] = {uid: [] for uid in uids}
    if not uids:
        return found
    marks = ", ".join(["%s"] * len(uids))
    where = f"WHERE r.uid IN ({marks}) ORDER BY i.report_id, i.seq"
    for row in read.rows(_view(own) + where, uids):
        item = _item(row)
        found[item.report_uid].append(item)
    return found


def by_uid(read: Read, uid: str) -> ItemRow:
    """One item in scope.

    Raises  NotFound when it is not there or not in scope.
    """
    row = read.one(_view(False) + "WHERE i.uid = %s", [uid])
    if row is None:
        raise NotFound
    return _item(row)


def _view(own: bool) -> str:
    return _SELECT.format(own="v_own_" if own else "v_")


def _item(row: Mapping[str, Any]) -> ItemRow:
    return ItemRow(**row)
