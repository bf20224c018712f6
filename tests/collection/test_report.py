"""A report: one short form in, an unchangeable record out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from khabar.collection import (
    Header,
    HowKnown,
    ItemDraft,
    NotCorrectable,
    Report,
    ReportDraft,
    ReportState,
    Sent,
    correct,
    submit,
)
from khabar.core.errors import Invalid
from khabar.core.ids import seeded_ids
from khabar.direction import Priority

NOW = datetime(2026, 10, 18, 1, 0, tzinfo=UTC)
HEADER = Header(
    agency="TJ-DCA", unit="Darvoz post", author=7, case="case-archa",
    legal_basis="Order 14", zone="Asia/Dushanbe", language="ru",
)  # fmt: skip
CROSSING = ItemDraft(
    text="Двое перевели осла с двумя тюками через брод.", how_known="seen", known_to="3-10"
)
NIGHT = ReportDraft(
    items=(CROSSING,), when="17.10.2026", night=True, where="Darvoz ford", useful="36h"
)


def sent(draft: ReportDraft = NIGHT, seed: int = 1) -> Report:
    return submit(draft, HEADER, at=NOW, ids=seeded_ids(seed))


def before(report: Report, state: ReportState) -> Sent:
    return Sent(uid=report.uid, number=report.number, version=report.version, state=state)


def faults(draft: ReportDraft) -> dict[str, str]:
    with pytest.raises(Invalid) as wrong:
        sent(draft)
    return {fault.where: fault.code for fault in wrong.value.faults}


def test_the_night_of_a_day_keeps_its_words_and_means_an_interval() -> None:
    event = sent().event

    assert event.text == "17.10.2026"
    assert event.start == datetime(2026, 10, 17, 15, 0, tzinfo=UTC)
    assert event.end == datetime(2026, 10, 18, 1, 0, tzinfo=UTC)


def test_one_touch_says_how_long_it_is_useful_and_how_pressing_it_is() -> None:
    report = sent()

    assert report.useful_until == NOW + timedelta(hours=36)
    assert report.urgency is Priority.PRIORITY
    assert sent(replace(NIGHT, useful="now")).urgency is Priority.FLASH
    assert sent(replace(NIGHT, useful="longer")).useful_until is None


def test_an_empty_form_names_every_fault_at_once() -> None:
    assert faults(ReportDraft(items=())) == {
        "text_1": "collection.text-empty",
        "how_1": "collection.how-known-missing",
        "known_1": "collection.known-to-missing",
        "when": "collection.when-empty",
        "where": "collection.where-empty",
        "useful": "collection.useful-missing",
    }


def test_a_day_no_calendar_has_is_a_fault_of_its_field() -> None:
    assert faults(replace(NIGHT, when="31.02.2026")) == {"when": "core.moment-unclear"}


def test_nobody_has_seen_tomorrow() -> None:
    assert faults(replace(NIGHT, when="20.10.2026")) == {"when": "collection.seen-in-future"}


def test_what_was_told_about_tomorrow_may_be_reported() -> None:
    told = replace(CROSSING, how_known="told")

    assert sent(replace(NIGHT, items=(told,), when="20.10.2026")).obtained_at is None


def test_a_blank_last_matter_is_left_out_and_a_half_filled_one_is_a_fault() -> None:
    assert len(sent(replace(NIGHT, items=(CROSSING, ItemDraft(text="")))).items) == 1
    half = replace(NIGHT, items=(CROSSING, ItemDraft(text="A second matter")))
    assert faults(half) == {
        "how_2": "collection.how-known-missing",
        "known_2": "collection.known-to-missing",
    }


def test_the_source_reference_is_fresh_for_each_report() -> None:
    first, second = sent(seed=1), sent(seed=2)

    assert first.items[0].source_ref != second.items[0].source_ref


def test_matters_known_the_same_way_share_a_reference_others_do_not() -> None:
    told = replace(CROSSING, how_known="told")
    refs = [item.source_ref for item in sent(replace(NIGHT, items=(CROSSING, told, told))).items]

    assert refs[0] != refs[1] == refs[2]


def test_a_text_that_names_its_source_is_asked_about_once() -> None:
    named = replace(NIGHT, items=(replace(CROSSING, text="Источник Саидов видел тюки."),))

    assert faults(named) == {"text_1": "collection.source-named"}
    assert sent(replace(named, source_checked=True)).items[0].text == "Источник Саидов видел тюки."


def test_the_number_counts_nothing() -> None:
    numbers = {sent(seed=seed).number for seed in range(50)}

    assert len(numbers) == 50
    assert all(number.startswith("TJ-DCA-2026-") for number in numbers)


def test_a_correction_is_a_new_version_and_leaves_the_first_as_sent() -> None:
    first = sent()
    better = replace(NIGHT, where="Darvoz ford, above the post")

    second = correct(before(first, ReportState.RETURNED), better, HEADER, at=NOW, ids=seeded_ids(9))

    assert (second.number, second.version, second.previous) == (first.number, 2, first.uid)
    assert first.place == "Darvoz ford"
    assert second.items[0].source_ref != first.items[0].source_ref


def test_an_accepted_report_is_not_corrected_under_those_who_stand_on_it() -> None:
    kept = before(sent(), ReportState.ACCEPTED)

    with pytest.raises(NotCorrectable):
        correct(kept, NIGHT, HEADER, at=NOW, ids=seeded_ids(9))


def test_seen_means_learned_when_it_happened() -> None:
    to_the_minute = sent(replace(NIGHT, when="17.10.2026 23:10", night=False))

    assert to_the_minute.items[0].how_known is HowKnown.SEEN
    assert to_the_minute.obtained_at == to_the_minute.event.start
    assert sent().obtained_at is None  # "that night" is no minute to count from
