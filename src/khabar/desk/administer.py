"""Administration: accounts and the node's health. Nothing here reaches a report."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from khabar.core.errors import Fault, NotFound, Refusal, refuse_faults
from khabar.desk.sitting import Sitting, act, look
from khabar.safeguards import Level, Role, Who
from khabar.storage import accounts, health, peers
from khabar.storage.health import Health
from khabar.storage.peers import PinnedPeer

ALONE = frozenset({Role.ADMIN, Role.AUDITOR, Role.OVERSIGHT})  # who guards does not also work
LANGUAGES = ("en", "ru", "uz", "tg")
_USERNAME = re.compile(r"[a-z][a-z0-9.-]{1,39}")


class YourOwnAccount(Refusal):
    """Nobody closes the account they sit in."""

    code = "desk.your-own-account"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """An account as the administrator sees it."""

    uid: str
    username: str
    full_name: str
    agency: str
    unit: str
    roles: tuple[str, ...]
    clearance: int
    language: str
    is_open: bool
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeHealth:
    """The figures and the partners this node trusts."""

    figures: Health
    peers: tuple[PinnedPeer, ...]


def list_accounts(sitting: Sitting) -> list[AccountLine]:
    """Everybody who has or had an account, by user name."""
    with look(sitting, "account.list"):
        rows = accounts.everyone()
    return [
        AccountLine(
            uid=row.uid,
            username=row.username,
            full_name=row.full_name,
            agency=row.agency.code,
            unit=row.unit,
            roles=tuple(row.roles),
            clearance=row.clearance,
            language=row.language,
            is_open=row.is_active,
            created_at=row.created_at,
        )
        for row in rows
    ]


def open_account(
    sitting: Sitting,
    *,
    username: str,
    full_name: str,
    agency: str,
    unit: str,
    roles: Iterable[str],
    language: str,
) -> str:
    """Open an account, cleared for restricted.

    →   its first password, to be shown once

    Raises  Invalid with every fault
    """
    with act(sitting, "account.open") as doing:
        chosen = frozenset(roles)
        refuse_faults(_faults(username, full_name, agency, chosen, language))
        password = secrets.token_urlsafe(12)
        uid = sitting.ids()
        person = Who(
            id=0,
            uid=uid,
            username=username,
            full_name=full_name,
            agency=agency,
            unit=unit,
            roles=frozenset(Role(role) for role in chosen),
            clearance=Level.RESTRICTED,
            language=language,
        )
        accounts.add_account(person, password=password, created_at=sitting.clock())
        doing.about(uid)
    return password


def close_account(sitting: Sitting, uid: str) -> None:
    """Close an account: it is gone with the next click of whoever sits in it.

    Raises  YourOwnAccount · NotFound
    """
    with act(sitting, "account.disable") as doing:
        if uid == sitting.who.uid:
            raise YourOwnAccount()
        if not accounts.disable(uid):
            raise NotFound()
        doing.about(uid)


def node_health(sitting: Sitting) -> NodeHealth:
    """How the node stands; counts and times, no intelligence."""
    with look(sitting, "node.health"):
        return NodeHealth(figures=health.of_this_node(), peers=tuple(peers.listed()))


def _faults(
    username: str, full_name: str, agency: str, roles: frozenset[str], language: str
) -> Iterable[Fault]:
    known = {role.value for role in Role}
    if not _USERNAME.fullmatch(username):
        yield Fault(where="username", code="desk.username-form")
    elif any(row.username == username for row in accounts.everyone()):
        yield Fault(where="username", code="desk.username-taken", facts={"username": username})
    if not full_name:
        yield Fault(where="full_name", code="desk.full-name-missing")
    if agency not in accounts.agencies():
        yield Fault(where="agency", code="desk.agency-unknown")
    if not roles or roles - known:
        yield Fault(where="roles", code="desk.roles-missing")
    elif len(roles) > 1 and roles & {role.value for role in ALONE}:
        yield Fault(where="roles", code="desk.roles-apart")
    if language not in LANGUAGES:
        yield Fault(where="language", code="desk.language-unknown")
