"""Administration: accounts opened and closed in the ledger's sight; nothing else is seen."""

from __future__ import annotations

from typing import Any

import pytest

from khabar.core.errors import Invalid, NotFound
from khabar.desk.administer import (
    YourOwnAccount,
    close_account,
    list_accounts,
    node_health,
    open_account,
)
from khabar.desk.office import account_named
from khabar.safeguards import NotYourAct
from tests.conftest import Seats

NEW: dict[str, Any] = {
    "username": "gulnora", "full_name": "Gulnora (invented)", "agency": "TJ-DCA", "unit": "Unit 2",
    "roles": ["officer"], "language": "tg",
}  # fmt: skip
NOT_ADMINISTRATORS = ("zarina", "bek", "dilshod", "nobody", "nazar", "parvina", "aziz")


def test_an_account_is_opened_and_closed(sit: Seats) -> None:
    otabek = sit("otabek")

    password = open_account(otabek, **NEW)
    opened = next(line for line in list_accounts(otabek) if line.username == "gulnora")
    close_account(otabek, opened.uid)

    assert len(password) >= 12
    assert opened.roles == ("officer",)
    assert account_named("gulnora") is None


def test_every_fault_of_the_form_is_said_at_once(sit: Seats) -> None:
    with pytest.raises(Invalid) as wrong:
        open_account(
            sit("otabek"), username="Гульнора", full_name="", agency="XX", unit="",
            roles=["admin", "analyst"], language="de",
        )  # fmt: skip

    assert [fault.code for fault in wrong.value.faults] == [
        "desk.username-form", "desk.full-name-missing", "desk.agency-unknown",
        "desk.roles-apart", "desk.language-unknown",
    ]  # fmt: skip


def test_a_user_name_is_given_once(sit: Seats) -> None:
    with pytest.raises(Invalid) as wrong:
        open_account(sit("otabek"), **NEW | {"username": "zarina"})

    assert wrong.value.by_field["username"].code == "desk.username-taken"


def test_nobody_closes_the_account_they_sit_in(sit: Seats) -> None:
    otabek = sit("otabek")

    with pytest.raises(YourOwnAccount):
        close_account(otabek, otabek.who.uid)
    with pytest.raises(NotFound):
        close_account(otabek, "no-such-account")


def test_the_node_says_how_it_stands(sit: Seats) -> None:
    figures = node_health(sit("otabek")).figures

    assert figures.open_accounts == 13
    assert figures.entries >= 1
    assert figures.used > 0


@pytest.mark.parametrize("person", NOT_ADMINISTRATORS)
def test_administration_is_for_the_administrator_alone(sit: Seats, person: str) -> None:
    seat = sit(person)

    for verb in (list_accounts, node_health):
        with pytest.raises(NotYourAct):
            verb(seat)
    with pytest.raises(NotYourAct):
        open_account(seat, **NEW)
    with pytest.raises(NotYourAct):
        close_account(seat, "any")
