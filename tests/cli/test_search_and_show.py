"""`khabar search` and `khabar show`: one JSON object, and nothing without a purpose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.collation.ground import accepted
from tests.conftest import Seats

from khabar.cli import run
from khabar.cli.person import keep_session
from khabar.desk.collate import state_thing
from khabar.desk.office import account_named, open_session
from khabar.safeguards import Purpose


@pytest.fixture
def karimzoda(sit: Seats, node: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("KHABAR_HOME", str(node))
    account = account_named("zarina")
    assert account is not None
    token, _sitting = open_session(account)
    keep_session("zarina", token)
    return state_thing(
        sit("zarina", Purpose.CASE),
        item=accepted("Фарҳод Каримзода, 14.03.1979"),
        schema_name="Person",
        values={"name": "Фарҳод Каримзода", "birthDate": "14.03.1979"},
    )


def said(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_a_search_in_a_case_prints_one_object(
    karimzoda: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["search", "karimov", "--case", "ARCHA", "--json"]) == 0

    found = said(capsys)
    assert found["total"] == 1
    (hit,) = found["hits"]  # type: ignore[misc, attr-defined]
    assert (hit["entity"], hit["title"], hit["reports"]) == (karimzoda, "Фарҳод Каримзода", 1)
    assert hit["because"][0]["code"] == "surname-ending"


def test_a_search_without_a_purpose_is_refused_and_finds_nothing(
    karimzoda: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["search", "karimov", "--json"]) == 1

    assert said(capsys)["error"] == "safeguards.purpose-missing"


def test_a_case_that_is_not_theirs_is_refused(
    karimzoda: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["search", "karimov", "--case", "OTHER", "--json"]) == 1
    assert said(capsys)["error"] == "desk.case-not-yours"


def test_show_prints_every_value_with_grades_and_origins(
    karimzoda: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["show", karimzoda, "--purpose", "case", "--case", "DOU-000/26", "--json"]) == 0

    shown = said(capsys)
    facts = {fact["prop"]: fact for fact in shown["facts"]}  # type: ignore[attr-defined]
    (born,) = facts["birthDate"]["values"]
    assert (born["norm"], born["grades"], born["reports"], born["origins"]) == (
        "1979-03-14", ["4x4 B2"], 1, 1,
    )  # fmt: skip


def test_show_of_nothing_is_not_found(karimzoda: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", "0" * 32, "--case", "ARCHA", "--json"]) == 1
    assert said(capsys)["error"] == "not-found"


def test_people_can_read_it_too(karimzoda: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "ru", "search", "karimov", "--case", "ARCHA"]) == 0
    assert run(["--language", "ru", "show", karimzoda, "--case", "ARCHA"]) == 0

    assert "Дата рождения: 14.03.1979  [B2] 1 сообщение" in capsys.readouterr().out
