"""A fresh node for every test that asks for one: a copy of a founded template, on SQLite or,
with KHABAR_TEST_DATABASE=postgresql, on a throw-away PostgreSQL server."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

_GROUND = Path(tempfile.mkdtemp(prefix="khabar-test-"))
os.environ["KHABAR_HOME"] = str(_GROUND / "template")
os.environ["KHABAR_TEST_FAST_HASH"] = "1"
if os.environ.get("KHABAR_TEST_DATABASE") == "postgresql":
    from tests.postgres import database_url

    os.environ["KHABAR_DATABASE_URL"] = database_url("khabar_app", _GROUND.name)
    os.environ["KHABAR_OWNER_DATABASE_URL"] = database_url("khabar_owner", _GROUND.name)
else:
    os.environ.pop("KHABAR_DATABASE_URL", None)

from khabar.site.wiring import start  # noqa: E402 – the settings read the environment above

start()

from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402

from khabar.core.ids import seeded_ids  # noqa: E402
from khabar.desk.founding import found_node  # noqa: E402
from khabar.desk.office import account_named  # noqa: E402
from khabar.desk.sitting import Sitting, open_sitting  # noqa: E402
from khabar.safeguards import Purpose, StatedPurpose  # noqa: E402
from tests.cast import CASE, NIGHT, PLAN, open_the_case  # noqa: E402

SHARED = Path(__file__).resolve().parents[2] / "shared"


def pytest_configure(config: pytest.Config) -> None:
    if os.environ.get("KHABAR_TEST_DATABASE") == "postgresql":
        from tests.postgres import start_server

        start_server(is_worker=hasattr(config, "workerinput"))


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(_GROUND, ignore_errors=True)
    if os.environ.get("KHABAR_TEST_DATABASE") == "postgresql":
        from tests.postgres import stop_server

        stop_server(is_worker=hasattr(config, "workerinput"))


@pytest.fixture(scope="session")
def _template() -> Path:
    """One founded node with the cast and their case; tests get copies of it."""
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        from tests.postgres import create

        create(_GROUND.name)
    found_node(PLAN, clock=lambda: NIGHT, ids=seeded_ids(1))
    open_the_case()
    _close()
    return Path(settings.KHABAR_HOME)


@pytest.fixture
def node(_template: Path, tmp_path: Path) -> Iterator[Path]:
    """A node of one's own: its home folder."""
    home = tmp_path / "node"
    shutil.copytree(_template, home)
    settings.KHABAR_HOME = home
    if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        from tests.postgres import copied

        with copied(_GROUND.name) as name:
            _point("default", name)
            _point("reading", name)
            _point("owner", name)
            yield home
            _close()
    else:
        file = home / "khabar.sqlite3"
        _point("default", file)
        _point("reading", f"{file.as_uri()}?mode=ro")
        yield home
        _close()


def _point(alias: str, name: object) -> None:
    connections[alias].close()
    connections[alias].settings_dict["NAME"] = name


def _close() -> None:
    for connection in connections.all():
        connection.close()


class TestClock:
    """A clock that stands still until it is moved."""

    __test__ = False

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def move(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock() -> TestClock:
    return TestClock(NIGHT)


class Seats:
    """`sit("zarina", Purpose.CASE)` opens a sitting in the cast's case on the test's clock."""

    def __init__(self, clock: TestClock) -> None:
        self.clock = clock
        self.ids = seeded_ids(7)

    def __call__(
        self, username: str, purpose: Purpose | None = None, *, case: str | None = None,
        partner: str = "",
    ) -> Sitting:  # fmt: skip
        if purpose is Purpose.CASE and case is None:
            case = CASE
        stated = purpose and StatedPurpose(
            purpose=purpose, case=case, reason="a test", until=self.clock() + timedelta(hours=8)
        )
        account = account_named(username) if username != "nobody" else None
        return open_sitting(
            account, stated=stated, partner=partner, door="exercise", clock=self.clock,
            ids=self.ids,
        )  # fmt: skip


@pytest.fixture
def sit(node: Path, clock: TestClock) -> Seats:
    return Seats(clock)


@pytest.fixture
def zarina(sit: Seats) -> Sitting:
    return sit("zarina", Purpose.CASE)


@pytest.fixture
def shared() -> Path:
    """The public data beside the clone; skipped loudly where it is not."""
    if not (SHARED / "data").exists():
        pytest.skip("no public data beside the clone (../shared/data)")
    return SHARED / "data"
