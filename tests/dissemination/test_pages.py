"""Every page of products and measures, in four languages, as each of the cast finds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from khabar.desk.inbox import open_copy
from khabar.storage.models.accounts import Account
from khabar.storage.models.dissemination import Product, Release
from khabar.words import LANGUAGES
from tests.cast import CASE
from tests.conftest import Seats
from tests.desk.paper import Paper, person


@pytest.fixture
def paper(node: Path, sit: Seats) -> Paper:
    paper = Paper(sit)
    paper.ground()
    paper.sit.clock.move(days=4)
    return paper


def at_the_door(username: str, purpose: str = "", language: str = "en") -> Client:
    """A browser of somebody who is logged in and has stated a purpose."""
    account = Account.objects.get(username=username)
    Account.objects.filter(pk=account.pk).update(language=language)
    browser = Client(headers={"host": "127.0.0.1"})
    browser.force_login(account, backend=settings.AUTHENTICATION_BACKENDS[-1])
    if purpose:
        typed = {"purpose": purpose, "reason": "a test", "case": CASE if purpose == "case" else ""}
        browser.post("/purpose/", typed)
    return browser


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_product_is_written_approved_released_and_recalled_on_its_pages(
    paper: Paper, language: str
) -> None:
    finding = paper.finding()
    zarina = at_the_door("zarina", "case", language)
    nazar = at_the_door("nazar", "decide", language)
    form = {
        "kind": "profile", "title": "Фарҳод", "language": "en", "question": "Who?",
        "asked_by": "Head", "legal_basis": "Art. 200", "finding": finding, "subject": "karim",
        "alternatives": "Lends only", "gaps": "Who pays?", "recommendations": "Develop",
        "distribution": "Head", "expires_on": "2027-04-01",
    }  # fmt: skip

    offered = zarina.get(f"/products/new/?kind=profile&finding={finding}&subject=karim")
    half = zarina.post("/products/new/", form | {"gaps": ""})
    written = zarina.post("/products/new/", form)

    assert offered.status_code == 200
    assert half.status_code == 400
    assert b"Lends only" in half.content
    home = written.headers["Location"]
    zarina.post(f"{home}translate/ru/", {"title": "Фарҳод Каримзода"})
    zarina.post(f"{home}submit/")
    row = Product.objects.get()
    approved = nazar.post(f"{home}approve/", {"seen": row.content_hash, "verdict": "approved"})
    assert approved.status_code == 302
    released = nazar.post(f"{home}release/", {"to": person("dilshod")})
    assert released.status_code == 302
    printed = nazar.get(f"/products/copy/{Release.objects.get().uid}/pdf/?in={language}")
    assert printed.content.startswith(b"%PDF")
    zarina.post(f"{home}recall/", {"reason": "Refuted."})
    assert Release.objects.get().recalled_at is not None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_owner_and_the_head_opens(paper: Paper, language: str) -> None:
    number, uid = paper.released()
    open_copy(paper.sit("dilshod"), uid)
    paper.net.refute(paper.calls)
    zarina = at_the_door("zarina", "case", language)
    nazar = at_the_door("nazar", "decide", language)

    for path in ("", f"{number}/", f"{number}/1/", "new/", f"{number}/revise/",
                 f"{number}/translate/tg/", f"{number}/recall/", "inbox/", "seen/"):  # fmt: skip
        assert zarina.get(f"/products/{path}").status_code == 200, path
    for path in (f"products/{number}/approve/", f"products/{number}/release/", "dashboard/",
                 *(f"dashboard/{code}/" for code in ("q2", "t3", "l5"))):  # fmt: skip
        assert nazar.get(f"/{path}").status_code == 200, path


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_without_any_purpose_opens_prints_and_answers_a_copy(
    paper: Paper, language: str
) -> None:
    _, uid = paper.released()
    trace = Release.objects.get().trace
    dilshod = at_the_door("dilshod", language=language)

    pages = [
        dilshod.get(path)
        for path in (
            "/products/inbox/", f"/products/inbox/{uid}/", f"/products/inbox/?trace={trace}",
            f"/products/inbox/{uid}/answer/", f"/products/inbox/{uid}/pdf/?in=ru",
            "/products/seen/",
        )
    ]  # fmt: skip
    wrong = dilshod.post(f"/products/inbox/{uid}/answer/", {"usefulness": "9"})
    right = dilshod.post(
        f"/products/inbox/{uid}/answer/", {"usefulness": "4", "result": "confirmed"}
    )

    assert [page.status_code for page in pages] == [200] * len(pages)
    assert trace.encode() in pages[1].content
    assert (wrong.status_code, right.status_code) == (400, 302)


def test_a_page_of_another_person_is_not_there(paper: Paper) -> None:
    number, uid = paper.released()
    bek = at_the_door("bek", "check")

    assert bek.get(f"/products/{number}/").status_code == 404
    assert bek.get(f"/products/inbox/{uid}/").status_code == 404
    assert bek.get("/dashboard/").status_code == 403
