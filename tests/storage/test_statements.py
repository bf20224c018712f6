"""A statement, the entity it makes and the keys that find it are written and removed together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from khabar.collation import draft
from khabar.core.ids import seeded_ids
from khabar.safeguards import Label, Stage
from khabar.storage import labels, statements
from khabar.storage.models.collation import Entity, NameKey, Statement
from tests.cast import CASE_LABEL
from tests.collation.ground import AT, accepted

pytestmark = pytest.mark.usefixtures("node")
IDS = seeded_ids(3)


def kept(item: str, *drafts: object, label: Label = CASE_LABEL) -> list[str]:
    return statements.keep(
        drafts,  # type: ignore[arg-type]
        item=item,
        label=labels.intern(label),
        by=None,
        at=AT,
        ids=IDS,
    )


def test_keeping_makes_the_entity_once_the_statements_and_their_keys(node: Path) -> None:
    item = accepted("Farhod Karimzoda uses +992 000 10 04 17.")
    kept(item, draft("p1", "Person", "name", "Фарҳод Каримзода").draft)
    kept(
        item,
        draft("p1", "Person", "phone", "+992 000 10 04 17").draft,
        draft("p1", "Person", "note", "walks with a stick").draft,
    )

    assert Entity.objects.filter(uid="p1").count() == 1
    assert Statement.objects.filter(entity__uid="p1").count() == 3
    assert set(NameKey.objects.values_list("kind", "key")) == {
        ("name", "farhad"), ("skel", "frhd"), ("name", "karim"), ("skel", "krm"),
        ("phone", "+992000100417"),
    }  # fmt: skip


def test_a_link_points_at_its_ends(node: Path) -> None:
    item = accepted("Bahrom drives the truck.")
    kept(
        item,
        draft("b", "Person", "name", "Баҳром").draft,
        draft("v", "Vehicle", "plate", "00 О 417 АА").draft,
        draft("d", "Drives", "driver", "Баҳром", ref_uid="b").draft,
        draft("d", "Drives", "vehicle", "00 О 417 АА", ref_uid="v").draft,
    )

    refs = Statement.objects.filter(entity__uid="d").values_list("prop", "ref_entity__uid")
    assert set(refs) == {("driver", "b"), ("vehicle", "v")}


def test_relabelling_moves_statements_and_keys_together(node: Path) -> None:
    item = accepted("Farhod.")
    kept(item, draft("p1", "Person", "name", "Farhod").draft)
    open_label = labels.intern(replace(CASE_LABEL, compartment=""))

    assert statements.relabel(item, open_label) == 1

    assert set(Statement.objects.values_list("label_id", flat=True)) == {open_label}
    assert set(NameKey.objects.values_list("label_id", flat=True)) == {open_label}


def test_ending_under_an_unpublished_batch_keeps_the_row(node: Path) -> None:
    item = accepted("Farhod.")
    uids = kept(item, draft("p1", "Person", "name", "Farhod").draft)
    batch = labels.intern(replace(CASE_LABEL, stage=Stage.BATCH, batch="b1"))

    assert statements.end(uids, by_label=batch, why="removed") == 1
    assert Statement.objects.get(uid=uids[0]).ended_why == "removed"


def test_expunging_removes_keys_and_what_nothing_else_supports(node: Path) -> None:
    one, other = accepted("Farhod and Bahrom."), accepted("Bahrom again.")
    kept(
        one,
        draft("p1", "Person", "name", "Farhod").draft,
        draft("p2", "Person", "name", "Bahrom").draft,
    )
    kept(other, draft("p2", "Person", "name", "Bahrom").draft)

    assert statements.expunge(one) == 2

    assert set(Entity.objects.values_list("uid", flat=True)) == {"p2"}
    assert NameKey.objects.exclude(entity__uid="p2").count() == 0
    assert Statement.objects.count() == 1
