"""Who sits at the command line: sessions in 0600 files of this home."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from khabar.core.errors import Refusal
from khabar.desk.office import account_of_session
from khabar.desk.sitting import Sitting, open_sitting, state_purpose, utc_now
from khabar.safeguards import Purpose, StatedPurpose


class NotLoggedIn(Refusal):
    """No valid session in this home, or several and none named."""

    code = "cli.not-logged-in"


def home() -> Path:
    return Path(os.environ.get("KHABAR_HOME", ".khabar/node")).absolute()


def keep_session(username: str, token: str) -> Path:
    """Write the session's token where only this user of the machine can read it."""
    folder = home() / "sessions"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / username
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write(token)
    return file


def sitting_of(
    as_user: str | None,
    *,
    purpose: Purpose | None = None,
    case: str | None = None,
    reason: str = "",
    partner: str = "",
) -> Sitting:
    """Sit down whoever has a valid session in this home.

    as_user  picks one when several are valid
    purpose  stated for this command, and traced; with `case`, its uid, or with a reason

    Raises  NotLoggedIn; the desk's refusals when the purpose is not theirs to state.
    """
    account = _account(as_user)
    sitting = open_sitting(account, partner=partner, door="cli")
    if purpose is None:
        return sitting
    stated = state_purpose(sitting, purpose=purpose, case=case, reason=reason)
    return open_sitting(account, stated=_short(stated), partner=partner, door="cli")


def _short(stated: StatedPurpose) -> StatedPurpose:
    """A command's purpose ends with the command."""
    return StatedPurpose(
        purpose=stated.purpose,
        case=stated.case,
        reason=stated.reason,
        until=utc_now() + timedelta(minutes=15),
    )


def _account(as_user: str | None) -> int:
    folder = home() / "sessions"
    files = sorted(folder.glob(as_user or "*")) if folder.exists() else []
    valid = [found for file in files if (found := account_of_session(file.read_text()))]
    if len(valid) != 1:
        raise NotLoggedIn()
    return valid[0]
