"""A published list: imported out of sight, signed by a second person, updated without loss."""

from __future__ import annotations

import os
import threading
from collections import Counter
from typing import Any

import pytest
from django.db import connections

from khabar.collection import ListRefused, NotNewer
from khabar.core.errors import Invalid, NotFound
from khabar.core.moment import MomentUnclear
from khabar.desk.editions import (
    export_statements,
    list_editions,
    read_change,
    read_changes,
    read_edition_page,
    review_list,
)
from khabar.desk.lists import SignedAlready, import_list, sign_standing_evaluation
from khabar.desk.sitting import Sitting
from khabar.safeguards import NotYourAct, Purpose, PurposeMissing, SamePerson
from khabar.storage import bulk, datasets
from khabar.storage.connection import reading
from khabar.storage.models.accounts import Label
from khabar.storage.models.collation import Entity, NameKey, Statement
from khabar.storage.models.collection import Dataset, Item, Report
from tests.conftest import Seats
from tests.desk.editions import COMES, GONE, REMARKED, RENAMED, STAYS, of_2019, of_2021, whole

DAY_2019, DAY_2021 = "2019-01-15", "2021-07-07"


def kept_list(sit: Seats) -> None:
    import_list(sit("keeper"), files=of_2019(), as_of=DAY_2019)
    sign_standing_evaluation(sit("signer", Purpose.REVIEW))


def updated_list(sit: Seats) -> None:
    kept_list(sit)
    import_list(sit("keeper"), files=of_2021(), as_of=DAY_2021)


def seen(sitting: Sitting, sql: str) -> list[dict[str, Any]]:
    with reading(sitting.scope) as read:
        return read.rows(sql)


def analyst(sit: Seats) -> Sitting:
    return sit("bek", Purpose.ASSESS, case=None)


def names(sitting: Sitting, *, ended: int = 0) -> set[str]:
    rows = seen(sitting, f"SELECT value_raw FROM v_statement WHERE prop='name' AND ended={ended}")
    return {row["value_raw"] for row in rows}


def rows_kept() -> dict[str, int]:
    return {
        model._meta.db_table: model.objects.count()
        for model in (Dataset, Report, Item, Entity, Statement, NameKey, Label)
    }


def test_rows_in_are_rows_kept_and_rows_refused(sit: Seats) -> None:
    done = import_list(sit("keeper"), files=of_2021(), as_of=DAY_2021)

    assert done.read == done.kept == {"sdn": 10, "alt": 19, "add": 26}
    assert done.refused == {"sdn": 0, "alt": 0, "add": 0}
    assert Report.objects.count() == 10
    assert Item.objects.count() == 55


def test_until_a_second_person_signs_nothing_of_the_list_is_intelligence(sit: Seats) -> None:
    import_list(sit("keeper"), files=of_2019(), as_of=DAY_2019)

    assert names(analyst(sit)) == set()
    assert "LOS URABENOS" in names(sit("signer", Purpose.REVIEW))

    sign_standing_evaluation(sit("signer", Purpose.REVIEW))

    assert "LOS URABENOS" in names(analyst(sit))
    assert "LOS URABENOS" in names(sit("rustam", Purpose.CASE))  # baseline: every officer
    assert "LOS URABENOS" in names(sit("dilshod", Purpose.ASSESS, case=None))


def test_once_signed_the_next_edition_needs_no_new_signature(sit: Seats) -> None:
    updated_list(sit)

    assert "CLAN DEL GOLFO" in names(analyst(sit))
    with pytest.raises(SignedAlready):
        sign_standing_evaluation(sit("signer", Purpose.REVIEW))


def test_two_editions_may_wait_for_one_signature(sit: Seats) -> None:
    import_list(sit("keeper"), files=of_2019(), as_of=DAY_2019)
    import_list(sit("keeper"), files=of_2021(), as_of=DAY_2021)

    sign_standing_evaluation(sit("signer", Purpose.REVIEW))

    assert "CLAN DEL GOLFO" in names(analyst(sit))
    assert Report.objects.get(external_ref=GONE).state == "removed"


def test_the_importer_may_not_sign(sit: Seats, monkeypatch: pytest.MonkeyPatch) -> None:
    from khabar.storage.models.accounts import Account

    Account.objects.filter(username="signer").update(roles=["registrar", "evaluator"])
    import_list(sit("signer"), files=of_2019(), as_of=DAY_2019)

    with pytest.raises(SamePerson):
        sign_standing_evaluation(sit("signer", Purpose.REVIEW))
    assert names(analyst(sit)) == set()


def test_an_unchanged_entry_keeps_its_report_through_an_update(sit: Seats) -> None:
    kept_list(sit)
    before = Report.objects.get(external_ref=STAYS)

    import_list(sit("keeper"), files=of_2021(), as_of=DAY_2021)

    after = Report.objects.get(external_ref=STAYS)
    assert (after.pk, after.uid, after.state) == (before.pk, before.uid, "accepted")
    assert not Statement.objects.filter(item__report=after).exclude(ended_by=None).exists()


def test_a_changed_entry_gets_a_new_version_and_keeps_its_entity(sit: Seats) -> None:
    kept_list(sit)
    entity = Statement.objects.get(prop="name", value_raw="LOS URABENOS").entity_id

    import_list(sit("keeper"), files=of_2021(), as_of=DAY_2021)

    old, new = Report.objects.filter(external_ref=RENAMED).order_by("version")
    assert (old.version, old.state, new.version, new.state) == (1, "superseded", 2, "accepted")
    assert (new.previous_id, new.number) == (old.pk, old.number)
    assert Statement.objects.get(prop="name", value_raw="CLAN DEL GOLFO").entity_id == entity
    assert "LOS URABENOS" in names(analyst(sit), ended=1)
    assert "LOS URABENOS" not in names(analyst(sit))


def test_a_claim_the_new_version_repeats_names_what_took_its_place(sit: Seats) -> None:
    updated_list(sit)

    number = Statement.objects.get(
        prop="listNumber", value_raw=f"OFAC {RENAMED}", ended_why="restated"
    )
    name = Statement.objects.get(prop="name", value_raw="LOS URABENOS")

    assert number.superseded_by is not None
    assert number.superseded_by.value_raw == number.value_raw
    assert (name.ended_why, name.superseded_by) == ("changed", None)


def test_a_removed_entry_is_over_and_its_history_stays(sit: Seats) -> None:
    updated_list(sit)

    gone = Report.objects.get(external_ref=GONE)
    said = Statement.objects.filter(item__report=gone)

    assert gone.state == "removed"
    assert said.count() > 3
    assert {row.ended_why for row in said} == {"removed"}
    assert "HERRERA RAMIREZ, Giselle" in names(analyst(sit), ended=1)


def test_an_entry_that_comes_back_is_the_same_entity(sit: Seats) -> None:
    updated_list(sit)
    entity = Statement.objects.get(value_raw="HERRERA RAMIREZ, Giselle").entity_id

    import_list(sit("keeper"), files=of_2019(), as_of="2022-01-01")

    back = Statement.objects.filter(value_raw="HERRERA RAMIREZ, Giselle", ended_by=None).get()
    assert back.entity_id == entity
    assert "HERRERA RAMIREZ, Giselle" in names(analyst(sit))


def test_no_two_entries_bear_one_report_number(sit: Seats) -> None:
    updated_list(sit)

    by_number = Report.objects.values_list("number", "external_ref").distinct()
    assert len(by_number) == len({number for number, _ in by_number})


def test_while_an_update_waits_the_old_edition_is_whole(sit: Seats) -> None:
    """Until the label changes nothing is ended, superseded or removed for anybody."""
    import_list(sit("keeper"), files=of_2019(), as_of=DAY_2019)
    before = names(sit("signer", Purpose.REVIEW))
    watched: list[set[str]] = []

    import_list(
        sit("keeper"),
        files=of_2021(),
        as_of=DAY_2021,
        progress=lambda _step, _rows: watched.append(names(sit("signer", Purpose.REVIEW))),
    )

    assert watched
    assert all(found == before for found in watched)
    assert Report.objects.get(external_ref=GONE).state == "accepted"  # waits for the signature


def test_an_edition_never_corroborates_itself(sit: Seats) -> None:
    updated_list(sit)

    assert Item.objects.values("origin").distinct().count() == 1
    assert Item.objects.values("evaluation").distinct().count() == 1


def test_links_are_followed_by_exact_name_and_the_rest_listed(sit: Seats) -> None:
    done = import_list(sit("keeper"), files=of_2021(), as_of=DAY_2021)

    assert (done.resolved, len(done.unresolved)) == (4, 12)
    assert ("26402", "SMILE PROPERTY & TRAVEL LTD", "ambiguous") in done.unresolved
    ends = Statement.objects.filter(schema="LinkedTo", prop="target").values_list(
        "entity__uid", "ref_entity__schema"
    )
    assert {schema for _, schema in ends} == {"Organisation"}
    assert len({uid for uid, _ in ends}) == 4


def test_names_can_be_found_by_their_keys(sit: Seats) -> None:
    kept_list(sit)

    rows = seen(
        analyst(sit),
        "SELECT s.value_raw, s.quality FROM v_name_key k JOIN v_statement s ON s.id=k.statement_id "
        "WHERE s.prop IN ('name', 'weakAlias', 'passportNumber')",
    )
    said = {(row["value_raw"], row["quality"]) for row in rows}
    assert ("HERRERA BUITRAGO, Helmer", "read") in said
    assert ("PACHO", "weak") in said
    assert ("Passport J287011 (Colombia)", "read") in said


def test_a_spoilt_edition_keeps_nothing(sit: Seats) -> None:
    before = rows_kept()
    spoilt = {**of_2021(), "sdn": of_2021()["sdn"].replace(b"DOB 24 Aug 1951", b"DOB 31 Feb 2020")}

    with pytest.raises(ListRefused) as wrong:
        import_list(sit("keeper"), files=spoilt, as_of=DAY_2021)

    assert wrong.value.faults[0].where == "sdn.csv:1:Remarks"
    assert wrong.value.facts["read"] == {"sdn": 10, "alt": 19, "add": 26}
    assert rows_kept() == before


def test_the_31st_of_february_is_no_edition(sit: Seats) -> None:
    with pytest.raises(MomentUnclear) as wrong:
        import_list(sit("keeper"), files=of_2021(), as_of="31.02.2020")

    assert wrong.value.faults[0].where == "as-of"


def test_an_older_edition_is_not_laid_over_a_newer_one(sit: Seats) -> None:
    import_list(sit("keeper"), files=of_2021(), as_of=DAY_2021)
    before = rows_kept()

    with pytest.raises(NotNewer):
        import_list(sit("keeper"), files=of_2019(), as_of=DAY_2019)
    assert rows_kept() == before


def test_a_second_import_does_not_start_beside_the_first(sit: Seats) -> None:
    with bulk.alone(), pytest.raises(bulk.PourRunning):
        import_list(sit("keeper"), files=of_2021(), as_of=DAY_2021)


@pytest.mark.parametrize("step", ["entity", "report", "item", "statement", "name_key"])
def test_a_broken_off_import_leaves_no_row(sit: Seats, step: str) -> None:
    kept_list(sit)
    before, ended = rows_kept(), Statement.objects.exclude(ended_by=None).count()

    def break_off(at: str, _rows: int) -> None:
        if at == step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_list(sit("keeper"), files=of_2021(), as_of=DAY_2021, progress=break_off)

    assert rows_kept() == before
    assert Statement.objects.exclude(ended_by=None).count() == ended


def test_a_killed_import_shows_nothing_and_is_swept_by_the_next(sit: Seats) -> None:
    kept_list(sit)
    shown = names(analyst(sit))
    connections.close_all()
    child = os.fork()
    if child == 0:  # dies as by kill -9, in the middle of the statements

        def die(at: str, _rows: int) -> None:
            if at == "statement":
                os._exit(9)

        import_list(sit("keeper"), files=of_2021(), as_of=DAY_2021, progress=die)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 9

    assert Dataset.objects.filter(state="loading").count() == 1
    assert names(analyst(sit)) == shown
    assert [len(card.editions) for card in list_editions(sit("keeper"))] == [1]

    import_list(sit("keeper"), files=of_2021(), as_of=DAY_2021)

    assert Dataset.objects.count() == 2
    assert Report.objects.filter(external_ref=COMES).count() == 1
    assert Entity.objects.filter(schema="Organisation").count() == len(
        set(Statement.objects.filter(schema="Organisation").values_list("entity"))
    )


def test_readers_read_on_while_an_import_runs(sit: Seats) -> None:
    kept_list(sit)
    stop, looks, wrong = threading.Event(), [], []
    reader = sit("bek", Purpose.ASSESS, case=None)

    def read_on() -> None:
        try:
            while not stop.is_set() or not looks:
                cards = list_editions(reader)
                looks.append((len(cards[0].editions), len(names(reader))))
        except Exception as error:  # noqa: BLE001 – whatever it is, the test shows it
            wrong.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=read_on)
    thread.start()
    try:
        import_list(sit("keeper"), files=whole("2021-07"), as_of=DAY_2021)
    finally:
        stop.set()
        thread.join()

    assert wrong == []
    assert len(looks) > 3  # the ledger took each look between two transactions of the pour
    seen_before, seen_after = len(names(reader)), len(names(analyst(sit)))
    assert seen_after > 8_900
    assert {editions for editions, _ in looks} <= {1, 2}
    assert {count for _, count in looks} <= {5, seen_before}


def test_the_page_shows_what_an_update_changed(sit: Seats) -> None:
    updated_list(sit)
    (card,) = list_editions(sit("keeper"))
    newest = card.editions[0]

    page = read_edition_page(analyst(sit), newest.uid)
    added = read_changes(analyst(sit), newest.uid, "added")
    removed = read_changes(analyst(sit), newest.uid, "removed", narcotics=True)
    lines = read_change(analyst(sit), newest.uid, RENAMED)

    assert newest.counts["update"] == {"added": 6, "changed": 2, "lines": 0, "removed": 1}
    assert page.unresolved is not None
    assert COMES in {ref for ref, _, _ in page.unresolved}
    assert len(added.rows) == 6
    assert [row.name for row in removed.rows] == ["HERRERA RAMIREZ, Giselle"]
    assert any("LOS URABENOS" in text for _, text in lines.before)
    assert any("CLAN DEL GOLFO" in text for _, text in lines.after)
    assert {row.ref for row in read_changes(analyst(sit), newest.uid, "changed").rows} == {
        RENAMED,
        REMARKED,
    }


def test_counts_show_without_a_purpose_but_no_name_does(sit: Seats) -> None:
    updated_list(sit)
    (card,) = list_editions(sit("keeper"))

    page = read_edition_page(sit("keeper"), card.editions[0].uid)

    assert page.edition.counts["narcotics"] == 10
    assert page.unresolved is None


def test_the_signer_sees_what_is_signed(sit: Seats) -> None:
    import_list(sit("keeper"), files=of_2019(), as_of=DAY_2019)

    page = review_list(sit("signer", Purpose.REVIEW), "ofac")

    assert page.card.may_sign
    assert page.card.grade is not None
    assert (page.card.grade.source, page.card.grade.information) == ("A", "2")
    assert len(page.sample) == 5


def test_an_export_says_what_each_statement_stands_on(sit: Seats) -> None:
    updated_list(sit)

    rows = list(export_statements(analyst(sit)))

    assert len(rows) == Statement.objects.count()
    assert Counter(row["ended"] for row in rows)[True] > 0
    name = next(row for row in rows if row["value_raw"] == "CLAN DEL GOLFO")
    assert name["grade"] == {"scheme": "4x4", "source": "A", "information": "2"}
    assert name["list"] == {"code": "ofac", "as_of": "2021-07-07"}
    assert name["label"] == {"level": 1, "handling": 0, "originator": "TJ-DCA"}


# --- the four of the cast, at every verb


@pytest.mark.parametrize("person", ["zarina", "bek", "dilshod", "nobody"])
def test_none_of_the_cast_imports_or_signs(sit: Seats, person: str) -> None:
    with pytest.raises(NotYourAct):
        import_list(sit(person), files=of_2021(), as_of=DAY_2021)
    with pytest.raises(NotYourAct):
        sign_standing_evaluation(sit(person))
    with pytest.raises(NotYourAct):
        review_list(sit(person), "ofac")
    assert Dataset.objects.count() == 0


@pytest.mark.parametrize("person", ["zarina", "bek", "dilshod"])
def test_analysts_read_the_baseline_for_a_purpose(sit: Seats, person: str) -> None:
    updated_list(sit)
    uid = datasets.editions("ofac")[0].uid

    assert read_changes(sit(person, Purpose.ASSESS, case=None), uid, "removed").rows
    assert list(export_statements(sit(person, Purpose.ASSESS, case=None)))
    assert list_editions(sit(person))
    with pytest.raises(PurposeMissing):
        read_changes(sit(person), uid, "removed")
    with pytest.raises(PurposeMissing):
        export_statements(sit(person))


def test_nobody_reads_no_list(sit: Seats) -> None:
    updated_list(sit)
    uid = datasets.editions("ofac")[0].uid

    for look_in in (
        lambda: list_editions(sit("nobody")),
        lambda: read_edition_page(sit("nobody"), uid),
        lambda: read_changes(sit("nobody"), uid, "added"),
        lambda: read_change(sit("nobody"), uid, RENAMED),
        lambda: export_statements(sit("nobody")),
    ):
        with pytest.raises(NotYourAct):
            look_in()


def test_an_unknown_edition_or_change_is_not_there(sit: Seats) -> None:
    updated_list(sit)
    uid = datasets.editions("ofac")[0].uid

    for look_in in (
        lambda: read_edition_page(sit("keeper"), "0" * 32),
        lambda: read_changes(analyst(sit), uid, "stolen"),
        lambda: read_change(analyst(sit), uid, "99999"),
        lambda: review_list(sit("signer", Purpose.REVIEW), "un"),
    ):
        with pytest.raises(NotFound):
            look_in()


@pytest.mark.slow
def test_the_whole_list_gives_the_known_answers(sit: Seats) -> None:
    first = import_list(sit("keeper"), files=whole("2019-01"), as_of=DAY_2019)
    sign_standing_evaluation(sit("signer", Purpose.REVIEW))
    done = import_list(sit("keeper"), files=whole("2021-07"), as_of=DAY_2021)

    assert first.kept == {"sdn": 7_379, "alt": 9_682, "add": 11_696}
    assert done.kept == {"sdn": 8_976, "alt": 11_910, "add": 13_837}
    assert (done.narcotics, done.resolved, len(done.unresolved)) == (2_304, 704, 3)
    assert done.among_narcotics == {"added": 116, "changed": 15, "lines": 2, "removed": 178}
    assert Report.objects.filter(state="accepted").count() == 8_976
    # What is left standing is exactly what the edition of 2021 says by itself.
    assert Statement.objects.filter(ended_by=None).count() == 99_698
    assert issubclass(ListRefused, Invalid)
