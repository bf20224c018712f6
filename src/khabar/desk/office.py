"""The office: logging in and out, one's language, cases and node – no intelligence."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from khabar.core.errors import Refusal
from khabar.desk.sitting import Clock, Sitting, _write, act, nobody, open_sitting, utc_now
from khabar.storage import accounts
from khabar.storage.connection import together

CLI_SESSION = timedelta(hours=12)


class LogInRefused(Refusal):
    """Name or password is wrong, or the account is closed: one answer for all."""

    code = "desk.log-in-refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """An open case as the purpose bar shows it."""

    uid: str
    number: str
    operation: str
    legal_basis: str
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeCard:
    """This node, as pages name it."""

    code: str
    names: dict[str, str]
    zone: str
    is_hub: bool
    exercise: bool


def my_cases(sitting: Sitting) -> list[CaseLine]:
    """The open cases this person works in."""
    return [
        CaseLine(
            uid=row.uid,
            number=row.number,
            operation=row.operation,
            legal_basis=row.legal_basis,
            ends_on=row.ends_on,
        )
        for row in accounts.cases_of(sitting.who)
    ]


def this_node() -> NodeCard | None:
    """The node this process serves, None before it is founded."""
    row = accounts.this_node()
    if row is None:
        return None
    names = {"en": row.name_en, "ru": row.name_ru, "uz": row.name_uz, "tg": row.name_tg}
    return NodeCard(
        code=row.code, names=names, zone=row.zone, is_hub=row.is_hub, exercise=row.exercise
    )


def agency_names() -> dict[str, dict[str, str]]:
    """Every agency's name by language, under its code."""
    return accounts.agencies()


def speak(sitting: Sitting, language: str) -> None:
    """Choose the language of one's pages: en, ru, uz or tg."""
    with act(sitting, "account.language"):
        accounts.speak(sitting.who.id, language)


def log_in(username: str, password: str, *, clock: Clock = utc_now) -> tuple[str, Sitting]:
    """Log in at the command line.

    →   (session token to keep in a 0600 file, the sitting); valid for twelve hours

    Raises  LogInRefused, traced with no name.
    """
    if not accounts.password_is(username, password):
        traced_sign_in("refused", None, door="cli", clock=clock)
        raise LogInRefused()
    who = accounts.who_is_named(username)
    return open_session(who.id, clock=clock)


def open_session(account_id: int, *, clock: Clock = utc_now) -> tuple[str, Sitting]:
    """Open a command-line session without a password: founding and the demo only."""
    token = secrets.token_urlsafe(32)
    accounts.keep_session(account_id, token, clock() + CLI_SESSION)
    traced_sign_in("signed-in", account_id, door="cli", clock=clock)
    return token, open_sitting(account_id, door="cli", clock=clock)


def account_of_session(token: str, *, clock: Clock = utc_now) -> int | None:
    """Whose command-line session this is, None when it has run out."""
    return accounts.session_of(token, clock())


def account_named(username: str) -> int | None:
    """The row id of an open account; for founding, the demo and the command line."""
    return accounts.who_is_named(username).id or None


def traced_sign_in(
    result: str, account_id: int | None, *, door: str, clock: Clock = utc_now
) -> None:
    """Write a sign-in, sign-out or refused sign-in; log-in tables themselves are allauth's."""
    sitting = (
        open_sitting(account_id, door=door, clock=clock) if account_id else nobody(door, clock)
    )
    with together():
        _write(sitting, f"account.{result}", "done" if result != "refused" else "refused", [])
