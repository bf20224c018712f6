"""A look that failed leaves nothing of another person's scope behind."""

from __future__ import annotations

import pytest

from khabar.safeguards import Scope
from khabar.storage.connection import reading


def _filled(scope: Scope) -> tuple[list[int], int]:
    with reading(scope) as read:
        labels = [row["label_id"] for row in read.rows("SELECT label_id FROM scope ORDER BY 1")]
        viewer = read.one("SELECT account_id FROM viewer")
    return labels, viewer["account_id"] if viewer else 0


@pytest.mark.usefixtures("node")
def test_after_a_failed_look_the_same_scope_is_filled_anew() -> None:
    wide = Scope(labels=frozenset({1, 2}), viewer_id=1)
    narrow = Scope(labels=frozenset(), viewer_id=2)
    assert _filled(wide) == ([1, 2], 1)

    with pytest.raises(RuntimeError), reading(narrow):
        raise RuntimeError

    assert _filled(narrow) == ([], 2)
