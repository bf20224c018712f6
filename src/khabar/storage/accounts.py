"""Agencies, accounts and sessions of the command line."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db.models import Q

from khabar.safeguards import NOBODY, Level, Role, Who
from khabar.storage.models.accounts import Account, Agency, CaseFile, CliSession
from khabar.storage.models.node import Node


def add_agency(code: str, node: str, names: dict[str, str]) -> None:
    Agency.objects.get_or_create(
        code=code, defaults={"node": node} | {f"name_{lang}": names[lang] for lang in names}
    )


def add_account(who: Who, *, password: str, created_at: datetime) -> int:
    """Keep a new account; the password is kept as an Argon2 hash only."""
    row = Account.objects.create(
        uid=who.uid,
        username=who.username,
        full_name=who.full_name,
        agency=Agency.objects.get(code=who.agency),
        unit=who.unit,
        roles=sorted(role.value for role in who.roles),
        clearance=int(who.clearance),
        language=who.language,
        password=make_password(password),
        created_at=created_at,
    )
    return int(row.pk)


def who_is(account_id: int | None) -> Who:
    """The person as the node knows them now; NOBODY for no or a closed account."""
    row = (
        Account.objects.select_related("agency").filter(pk=account_id or 0, is_active=True).first()
    )
    return from_row(row) if row else NOBODY


def who_is_named(username: str) -> Who:
    row = Account.objects.select_related("agency").filter(username=username, is_active=True).first()
    return from_row(row) if row else NOBODY


def from_row(row: Account) -> Who:
    cases = CaseFile.objects.filter(
        Q(casemember__account=row) | Q(head=row), state="open"
    ).values_list("operation", flat=True)
    return Who(
        id=int(row.pk),
        uid=row.uid,
        username=row.username,
        full_name=row.full_name,
        agency=row.agency.code,
        unit=row.unit,
        roles=frozenset(Role(role) for role in row.roles),
        clearance=Level(row.clearance),
        compartments=frozenset(cases),
        language=row.language,
    )


def operation_of(case_uid: str) -> str | None:
    """The operation code of an open case, None for a closed or unknown one."""
    return (
        CaseFile.objects.filter(uid=case_uid, state="open")
        .values_list("operation", flat=True)
        .first()
    )


def cases_of(who: Who) -> list[CaseFile]:
    """The open cases this person is a member or the head of, newest first."""
    return list(
        CaseFile.objects.filter(operation__in=who.compartments, state="open").order_by("-opened_at")
    )


def password_is(username: str, password: str) -> bool:
    row = Account.objects.filter(username=username, is_active=True).first()
    if row is None:
        make_password(password)  # the same work for an unknown name
        return False
    return check_password(password, row.password)


def speak(account_id: int, language: str) -> None:
    Account.objects.filter(pk=account_id).update(language=language)


def everyone() -> list[Account]:
    return list(Account.objects.select_related("agency").order_by("username"))


def disable(uid: str) -> bool:
    return bool(Account.objects.filter(uid=uid).update(is_active=False))


def keep_session(account_id: int, token: str, expires_at: datetime) -> None:
    CliSession.objects.create(account_id=account_id, token_hash=_hash(token), expires_at=expires_at)


def session_of(token: str, now: datetime) -> int | None:
    """The account a command-line session belongs to, while it is valid."""
    row = CliSession.objects.filter(token_hash=_hash(token), expires_at__gt=now).first()
    return int(row.account_id) if row else None


def this_node() -> Node | None:
    return Node.objects.first()


def agencies() -> dict[str, dict[str, str]]:
    """Every agency's names by language, under its code."""
    return {
        row.code: {"en": row.name_en, "ru": row.name_ru, "uz": row.name_uz, "tg": row.name_tg}
        for row in Agency.objects.all()
    }


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
