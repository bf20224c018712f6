"""Labels: interned, a few hundred rows, the ground every scope is computed over."""

from __future__ import annotations

from khabar.safeguards import Handling, Label, Level, Stage
from khabar.storage.models.accounts import Label as Row


def from_row(row: Row) -> Label:
    return Label(
        level=Level(row.level),
        originator=row.originator,
        handling=Handling(row.handling),
        releasable=row.releasable,
        compartment=row.compartment,
        stage=Stage(row.stage),
        batch=row.batch,
    )


def to_row(label: Label) -> dict[str, object]:
    return {
        "level": int(label.level),
        "originator": label.originator,
        "handling": int(label.handling),
        "releasable": label.releasable,
        "compartment": label.compartment,
        "stage": label.stage.value,
        "batch": label.batch,
    }


def intern(label: Label) -> int:
    """The row id of this label, made when it is new."""
    row, _made = Row.objects.get_or_create(digest=label.digest, defaults=to_row(label))
    return int(row.pk)


def get(label_id: int) -> Label:
    return from_row(Row.objects.get(pk=label_id))


def every() -> dict[int, Label]:
    """All labels of the node by row id."""
    return {int(row.pk): from_row(row) for row in Row.objects.all()}


def change(label_id: int, label: Label) -> None:
    """Give an interned row another meaning: how an import is published, in one write."""
    Row.objects.filter(pk=label_id).update(digest=label.digest, **to_row(label))
