"""Nobody is a subject without facts, an offence inside the lock, and another person's yes."""

from datetime import UTC, datetime

import pytest

from khabar.safeguards import SamePerson
from khabar.safeguards.predicate import (
    Category,
    OutsideLock,
    Predicate,
    PredicateIncomplete,
    PredicateMissing,
    PredicateSettled,
    approve,
    must_have_predicate,
    offence_group,
    propose,
)

NOON = datetime(2026, 10, 20, 12, tzinfo=UTC)
FACTS = "Two graded items place him at the store and on the phone of the night crossing."


def written(**other: object) -> Predicate:
    given: dict[str, object] = {
        "uid": "p1",
        "entity": "e1",
        "facts": FACTS,
        "offence": "ст. 200 УК РТ",
        "items": ("i1",),
        "writer": 3,
        "at": NOON,
    }
    return propose(**{**given, **other})  # type: ignore[arg-type]


def test_a_predicate_makes_a_subject_only_when_another_person_approves() -> None:
    with pytest.raises(SamePerson):
        approve(written(), by=3, at=NOON)

    assert approve(written(), by=4, at=NOON).approver == 4


def test_a_predicate_is_approved_once() -> None:
    with pytest.raises(PredicateSettled):
        approve(approve(written(), by=4, at=NOON), by=5, at=NOON)


def test_everything_missing_is_said_at_once() -> None:
    with pytest.raises(PredicateIncomplete) as wrong:
        written(facts="known dealer", offence=" ", items=())

    assert [fault.where for fault in wrong.value.faults] == ["facts", "offence", "items"]


def test_an_offence_outside_the_lock_is_refused() -> None:
    with pytest.raises(OutsideLock):
        written(offence="ст. 307 УК РТ, призывы")


def test_another_word_is_another_content_to_approve() -> None:
    assert written().digest != written(facts=FACTS + " And once more.").digest


@pytest.mark.parametrize(
    ("offence", "group"),
    [
        ("trafficking", "trafficking"),
        ("ст. 200 УК РТ", "trafficking"),
        ("UZ 273", "trafficking"),
        ("O‘zR JK 246-modda (UZ)", "smuggling"),
        ("ст. 202-1 УК РТ", "precursors"),
        ("незаконный оборот наркотических средств", "trafficking"),
        ("қочоқи маводи мухаддир", "trafficking"),
        ("отмывание денег от сбыта", "trafficking"),
        ("легализация имущества", "laundering"),
        ("200", None),
        ("экстремизм", None),
        ("", None),
    ],
)
def test_the_lock_knows_codes_articles_with_their_country_and_words(
    offence: str, group: str | None
) -> None:
    assert offence_group(offence) == group


def test_only_a_subject_needs_a_predicate() -> None:
    must_have_predicate(Category.CONTACT, approved=False)
    must_have_predicate(Category.SUBJECT, approved=True)
    with pytest.raises(PredicateMissing):
        must_have_predicate(Category.SUBJECT, approved=False)
