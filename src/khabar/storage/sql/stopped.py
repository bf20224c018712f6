"""Refused items in quarantine, through the scope: only oversight's scope holds their label."""

from __future__ import annotations

from typing import Any

from khabar.storage.connection import Read

_STOPPED = """
SELECT i.uid, r.number, i.text, e.reason_code, e.reason, e.at
FROM v_item i
JOIN v_report r ON r.id = i.report_id
JOIN v_evaluation e ON e.id = i.evaluation_id
WHERE i.state = 'refused'
ORDER BY e.at DESC, i.id
"""


def every(read: Read) -> list[dict[str, Any]]:
    """uid, number, text, reason_code, reason, at of each refused item this scope may see."""
    return read.rows(_STOPPED)
