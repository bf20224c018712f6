"""What a page must be marked with: the strictest of the labels of what it shows."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.safeguards import Label, join
from khabar.storage import labels


def strictest(label_ids: Iterable[int]) -> Label | None:
    """The join of these labels; None when the page shows no intelligence."""
    found = [labels.get(label_id) for label_id in sorted(set(label_ids))]
    return join(*found) if found else None
