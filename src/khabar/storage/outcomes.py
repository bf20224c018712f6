"""Outcomes: one row for the whole copy, one for each item its reader checked."""

from __future__ import annotations

from khabar.core.ids import Ids
from khabar.dissemination import Outcome
from khabar.storage.models.collection import Item
from khabar.storage.models.dissemination import Outcome as Row
from khabar.storage.models.dissemination import Release


def keep(outcome: Outcome, *, ids: Ids) -> None:
    """Keep an answer under its product's label, so that it comes back to each item it judges."""
    release = Release.objects.get(uid=outcome.release)
    said = {
        "release": release,
        "by_id": outcome.by,
        "at": outcome.at,
        "label_id": release.label_id,
    }
    Row.objects.create(
        uid=outcome.uid,
        usefulness=outcome.usefulness,
        result=outcome.result.value,
        text=outcome.text,
        **said,
    )
    found = dict(Item.objects.filter(uid__in=outcome.items).values_list("uid", "pk"))
    for item, result in outcome.items.items():
        if item in found:
            Row.objects.create(uid=ids(), item_id=found[item], result=result.value, **said)
