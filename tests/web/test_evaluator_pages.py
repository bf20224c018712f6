"""The evaluator's pages: read, write for others, accept; return, refuse, join, refute."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from khabar.desk.evaluate import accept_report, grade_item
from khabar.desk.sitting import utc_now
from khabar.safeguards import Purpose
from khabar.storage.models.accounts import Account, CaseFile
from khabar.storage.models.collection import Item, Report
from khabar.storage.models.evaluation import OriginJoin
from khabar.storage.models.evaluation_extra import Predicate
from tests.cast import CASE
from tests.conftest import Seats
from tests.desk.test_evaluate import FOR_OTHERS, POISON, SEEN, TOLD, send
from tests.desk.test_truth import FACTS, say_of

GRADE = {"act": "accept", "source": "B", "information": "4", "handling": "2", "level": "1",
         "releasable": "agency", "nodes": ""}  # fmt: skip


def browser(username: str, purpose: str, language: str = "en") -> Client:
    Account.objects.filter(username=username).update(language=language)
    opened = Client(HTTP_HOST="localhost")
    opened.force_login(
        Account.objects.get(username=username),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    case = CASE if purpose == "case" else ""
    opened.post("/purpose/", {"purpose": purpose, "case": case, "reason": "a test"})
    return opened


@pytest.fixture
def madina(sit: Seats) -> Client:
    CaseFile.objects.update(ends_on=(utc_now() + timedelta(days=90)).date())
    return browser("madina", "review")


def page(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_without_a_purpose_the_queue_asks_for_one(sit: Seats) -> None:
    opened = Client(HTTP_HOST="localhost")
    opened.force_login(
        Account.objects.get(username="madina"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )

    assert opened.get("/evaluator/")["Location"] == "/purpose/?next=/evaluator/"


@pytest.mark.parametrize("language", ["en", "ru", "uz", "tg"])
def test_every_page_opens_in_every_language(sit: Seats, madina: Client, language: str) -> None:
    item = send(sit, TOLD).items[0].uid
    poison = send(sit, POISON).items[0].uid
    kept = send(sit, SEEN)
    grade_item(sit("madina", Purpose.REVIEW), item=kept.items[0].uid, source="A", information="1")
    accept_report(sit("madina", Purpose.REVIEW), report=kept.uid)
    reader = browser("madina", "review", language)

    for path in (
        "/evaluator/", "/evaluator/returned/", "/evaluator/done/", f"/evaluator/item/{item}/",
        f"/evaluator/item/{poison}/", f"/evaluator/item/{kept.items[0].uid}/",
    ):  # fmt: skip
        assert reader.get(path).status_code == 200, path


def test_code_and_meaning_stand_together_and_the_trace_of_the_source_is_marked(
    sit: Seats, madina: Client
) -> None:
    item = send(sit, TOLD).items[0].uid

    shown = page(madina.get(f"/evaluator/item/{item}/"))

    assert "Reliable in most instances" in shown
    assert "Not known personally to the source and cannot be corroborated" in shown
    assert '<u class="leak">свояка</u>' in shown
    assert "needs a second independent origin" in shown


def test_one_button_writes_the_text_grades_the_item_and_accepts_the_report(
    sit: Seats, madina: Client
) -> None:
    report = send(sit, TOLD)
    item = report.items[0].uid

    answer = madina.post(f"/evaluator/item/{item}/", GRADE | {"sanitised": FOR_OTHERS})

    assert answer["Location"] == "/evaluator/"
    assert Report.objects.get(uid=report.uid).state == "accepted"
    assert Item.objects.get(uid=item).sanitised_text == FOR_OTHERS
    assert report.number in page(madina.get("/evaluator/done/"))


def test_a_leak_keeps_the_choices_and_says_what_to_change(sit: Seats, madina: Client) -> None:
    item = send(sit, TOLD).items[0].uid
    leaking = f"{FOR_OTHERS} Известно от сторожа склада."

    answer = madina.post(f"/evaluator/item/{item}/", GRADE | {"sanitised": leaking})

    shown = page(answer)
    assert answer.status_code == 400
    assert 'href="#sanitised"' in shown
    assert 'name="source" value="B" checked' in shown
    assert leaking in shown
    looked = madina.post(
        f"/evaluator/item/{item}/", GRADE | {"sanitised": leaking, "looked": "yes"}
    )
    assert looked["Location"] == "/evaluator/"


def test_nothing_chosen_names_both_axes(sit: Seats, madina: Client) -> None:
    item = send(sit, SEEN).items[0].uid

    answer = madina.post(f"/evaluator/item/{item}/", {"act": "accept", "sanitised": ""})

    assert answer.status_code == 400
    assert 'href="#source"' in page(answer)
    assert 'href="#information"' in page(answer)


def test_the_next_item_of_the_report_follows(sit: Seats, madina: Client) -> None:
    first, second = send(sit, SEEN, replace(SEEN, text="Лодка у берега.")).items

    answer = madina.post(f"/evaluator/item/{first.uid}/", GRADE | {"sanitised": ""})

    assert answer["Location"] == f"/evaluator/item/{second.uid}/"


def test_the_political_text_shows_no_way_to_accept_and_goes_out_of_sight(
    sit: Seats, madina: Client
) -> None:
    item = send(sit, POISON).items[0].uid

    shown = page(madina.get(f"/evaluator/item/{item}/"))
    forced = madina.post(f"/evaluator/item/{item}/", GRADE | {"sanitised": FOR_OTHERS})
    refused = madina.post(f"/evaluator/item/{item}/refuse/", {"reason_code": "sensitive"})

    assert "political views" in shown
    assert 'value="accept"' not in shown
    assert forced.status_code == 400
    assert refused["Location"] == "/evaluator/"
    assert madina.get(f"/evaluator/item/{item}/").status_code == 404


def test_a_return_without_a_reason_opens_its_panel_again(sit: Seats, madina: Client) -> None:
    report = send(sit, SEEN)
    item = report.items[0].uid

    wrong = madina.post(f"/evaluator/item/{item}/return/", {"reason": "Split them."})
    done = madina.post(
        f"/evaluator/item/{item}/return/", {"reason_code": "two-matters", "reason": "Split them."}
    )

    assert wrong.status_code == 400
    assert "Split them." in page(wrong)
    assert done["Location"] == "/evaluator/"
    assert "two matters in one item" in page(madina.get("/evaluator/returned/"))


def test_origins_are_joined_and_taken_back_on_the_page(sit: Seats, madina: Client) -> None:
    first = send(sit, replace(SEEN, text="В Вахдате лежит 38 кило груза.")).items[0].uid
    second = send(sit, replace(SEEN, text="Вахдат, 38 кило, груз ждёт.")).items[0].uid

    wrong = madina.post(f"/evaluator/item/{first}/join/", {"other": second, "reason": ""})
    madina.post(f"/evaluator/item/{first}/join/", {"other": second, "reason": "Одно лицо."})
    joined = page(madina.get(f"/evaluator/item/{first}/"))
    madina.post(f"/evaluator/item/{first}/undo/", {"join": OriginJoin.objects.get().uid})
    apart = page(madina.get(f"/evaluator/item/{first}/"))

    assert wrong.status_code == 400
    assert "2 reports, 1 origin" in joined
    assert "A repeat does not confirm." in joined
    assert "2 reports, 2 origins" in apart


def test_what_does_not_hold_is_refuted_on_its_page(sit: Seats, madina: Client) -> None:
    report = send(sit, SEEN)
    item = report.items[0].uid
    grade_item(sit("madina", Purpose.REVIEW), item=item, source="A", information="1")
    accept_report(sit("madina", Purpose.REVIEW), report=report.uid)

    path = f"/evaluator/item/{item}/refute/"
    wrong = madina.post(path, {"reason_code": "fabricated", "reason": ""})
    done = madina.post(path, {"reason_code": "fabricated", "reason": "Revenge."})

    assert wrong.status_code == 400
    assert done["Location"] == f"/evaluator/item/{item}/"
    shown = page(madina.get(done["Location"]))
    assert 'class="gr xx' in shown
    assert "Revenge." in shown


def test_a_kept_item_is_regraded_and_confirmed_on_its_page(sit: Seats, madina: Client) -> None:
    report = send(sit, SEEN)
    item = report.items[0].uid
    grade_item(sit("madina", Purpose.REVIEW), item=item, source="A", information="1")
    accept_report(sit("madina", Purpose.REVIEW), report=report.uid)

    madina.post(
        f"/evaluator/item/{item}/regrade/",
        {"source": "C", "information": "4", "reason": "It failed twice."},
    )
    madina.post(f"/evaluator/item/{item}/confirm/", {"reason": "38.4 kg were seized."})

    shown = page(madina.get(f"/evaluator/item/{item}/"))
    assert "It failed twice." in shown
    assert "38.4 kg were seized." in shown
    assert Item.objects.get(uid=item).state == "accepted"


def test_a_subject_is_proposed_on_one_page_and_approved_on_another(
    sit: Seats, madina: Client
) -> None:
    report = send(sit, SEEN)
    item = report.items[0].uid
    grade_item(sit("madina", Purpose.REVIEW), item=item, source="A", information="1")
    accept_report(sit("madina", Purpose.REVIEW), report=report.uid)
    say_of(item)
    zarina, nazar = browser("zarina", "case"), browser("nazar", "decide")
    path = f"/subjects/new/{'e' * 32}/"

    thin = zarina.post(path, {"facts": "dealer", "offence": "", "items": [item]})
    outside = zarina.post(path, {"facts": FACTS, "offence": "экстремизм", "items": [item]})
    zarina.post(path, {"facts": FACTS, "offence": "ст. 200 УК РТ", "items": [item]})
    waiting = page(nazar.get("/subjects/"))
    predicate = Predicate.objects.get()
    nazar.post(f"/subjects/{predicate.uid}/approve/", {"digest": predicate.digest})

    assert SEEN.text in page(zarina.get(path))
    assert "dealer" in page(thin)
    assert 'href="#offence"' in page(outside)
    assert FACTS in waiting
    predicate.refresh_from_db()
    assert predicate.approver is not None
    assert FACTS not in page(nazar.get("/subjects/"))


@pytest.mark.parametrize("name", ["zarina", "bek", "dilshod"])
def test_nobody_else_opens_the_evaluators_pages(sit: Seats, madina: Client, name: str) -> None:
    item = send(sit, TOLD).items[0].uid
    opened = browser(name, "assess")

    for path in ("/evaluator/", "/evaluator/done/", f"/evaluator/item/{item}/", "/subjects/"):
        assert opened.get(path).status_code == 403, path
    assert Client(HTTP_HOST="localhost").get("/evaluator/").status_code == 302
