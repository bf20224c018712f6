"""Published lists at their doors: pages without a script, and the command line."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from django.test import Client

from khabar.cli import run
from khabar.cli.person import keep_session
from khabar.desk.lists import import_list, sign_standing_evaluation
from khabar.desk.office import account_named, open_session
from khabar.safeguards import Purpose
from khabar.storage import datasets
from khabar.storage.models.accounts import Account
from khabar.storage.models.collection import Dataset
from khabar.words import LANGUAGES
from tests.conftest import Seats
from tests.desk.editions import GONE, RENAMED, of_2019, of_2021


def browser_of(username: str, *, purpose: str = "", language: str = "en") -> Client:
    browser = Client(HTTP_HOST="localhost")
    Account.objects.filter(username=username).update(language=language)
    browser.force_login(
        Account.objects.get(username=username),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    if purpose:
        browser.post("/purpose/", {"purpose": purpose, "reason": "a test", "next": "/"})
    return browser


def page(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code, answer.headers.get("Location"))
    return answer.content.decode()


@pytest.fixture
def edition(sit: Seats) -> str:
    """Both small editions, signed; → uid of the newer one."""
    import_list(sit("keeper"), files=of_2019(), as_of="2019-01-15")
    sign_standing_evaluation(sit("signer", Purpose.REVIEW))
    import_list(sit("keeper"), files=of_2021(), as_of="2021-07-07")
    return datasets.editions("ofac")[0].uid


def test_the_second_signer_signs_on_a_page(sit: Seats) -> None:
    import_list(sit("keeper"), files=of_2019(), as_of="2019-01-15")
    browser = browser_of("signer", purpose="review")

    assert "/lists/ofac/sign/" in page(browser, "/lists/")
    assert "LOS URABENOS" in page(browser, "/lists/ofac/sign/")
    answer = browser.post("/lists/ofac/sign/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/lists/")
    assert "signed by two" in page(browser, "/lists/")


def test_every_number_of_an_edition_opens_the_entries_behind_it(edition: str) -> None:
    browser = browser_of("bek", purpose="assess")

    assert "SMILE PROPERTY" in page(browser, f"/lists/edition/{edition}/")
    assert "CLAN DEL GOLFO" in page(browser, f"/lists/edition/{edition}/changed/")
    assert "HERRERA RAMIREZ" in page(browser, f"/lists/edition/{edition}/removed/?narcotics=1")
    assert "LOS URABENOS" in page(browser, f"/lists/edition/{edition}/entry/{RENAMED}/")
    assert "HERRERA RAMIREZ" in page(browser, f"/lists/edition/{edition}/entry/{GONE}/")


def test_a_name_needs_a_purpose(edition: str) -> None:
    browser = browser_of("bek")

    assert "SMILE PROPERTY" not in page(browser, f"/lists/edition/{edition}/")
    answer = browser.get(f"/lists/edition/{edition}/changed/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/purpose/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_speak_every_language(edition: str, language: str) -> None:
    browser = browser_of("bek", purpose="assess", language=language)

    for address in (
        "/lists/", f"/lists/edition/{edition}/", f"/lists/edition/{edition}/added/",
        f"/lists/edition/{edition}/entry/{RENAMED}/",
    ):  # fmt: skip
        assert f'lang="{language}"' in page(browser, address)


def test_no_such_edition_is_the_plain_answer(edition: str) -> None:
    assert browser_of("bek").get(f"/lists/edition/{'0' * 32}/").status_code == 404


# --- the command line


@pytest.fixture
def keeper(sit: Seats, node: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home in which the keeper is logged in."""
    monkeypatch.setenv("KHABAR_HOME", str(node))
    token, _ = open_session(account_named("keeper") or 0)
    keep_session("keeper", token)
    return node


def folder(at: Path, files: dict[str, bytes], *, packed: bool = False) -> Path:
    at.mkdir()
    for name, content in files.items():
        file = at / (f"{name}.csv.gz" if packed else f"{name}.csv")
        file.write_bytes(gzip.compress(content) if packed else content)
    return at


def test_the_import_prints_the_contract(
    keeper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = folder(tmp_path / "a", of_2019(), packed=True)
    second = folder(tmp_path / "b", of_2021())

    assert run(["import", "ofac", str(first), "--as-of", "2019-01-15"]) == 0
    assert "read = kept + refused" in capsys.readouterr().out
    assert run(["import", "ofac", str(second), "--as-of", "07.07.2021", "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert said["read"] == said["kept"] == {"sdn": 10, "alt": 19, "add": 26}
    assert said["refused"] == {"sdn": 0, "alt": 0, "add": 0}
    assert said["narcotics"] == 10
    assert said["links"] == {"resolved": 4, "unresolved": 12}
    assert {kind: said["update"][kind] for kind in ("added", "changed", "removed")} == {
        "added": 6,
        "changed": 2,
        "removed": 1,
    }


def test_a_refused_file_is_named_with_row_field_and_reason(
    keeper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoilt = of_2021()["sdn"].replace(b"DOB 24 Aug 1951", b"DOB 31.02.2020")
    where = folder(tmp_path / "a", {**of_2021(), "sdn": spoilt})

    assert run(["import", "ofac", str(where), "--as-of", "2021-07-07", "--json"]) == 1

    spoken = capsys.readouterr()
    said = json.loads(spoken.out)
    assert said["kept"] == {"sdn": 0, "alt": 0, "add": 0}
    assert said["read"] == said["refused"] == {"sdn": 10, "alt": 19, "add": 26}
    (wrong,) = said["errors"]
    assert (wrong["file"], wrong["row"], wrong["field"]) == ("sdn.csv", 1, "Remarks")
    assert "31.02.2020" in wrong["reason"]
    assert "sdn.csv, row 1, field Remarks" in spoken.err
    assert Dataset.objects.count() == 0


def test_an_impossible_date_of_the_edition_is_said(
    keeper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = folder(tmp_path / "a", of_2021())

    assert run(["import", "ofac", str(where), "--as-of", "31.02.2020"]) == 1
    assert "31.02.2020" in capsys.readouterr().err


def test_an_import_without_a_date_is_wrong_use(keeper: Path, tmp_path: Path) -> None:
    assert run(["import", "ofac", str(tmp_path)]) == 2


def test_the_export_is_one_statement_a_line(
    keeper: Path, edition: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "statements"]) == 0

    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) > 150
    assert {"uid", "entity", "prop", "value_raw", "item", "report", "grade", "ended"} <= set(
        rows[0]
    )
