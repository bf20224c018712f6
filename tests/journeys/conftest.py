"""Real nodes in folders of their own, real `khabar serve` processes, a real browser."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator

import pytest

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright keeps a loop in this thread

from playwright.sync_api import Browser, sync_playwright

from tests.journeys.pages import Person, enter
from tests.journeys.serving import House, archa, found_cast, free_port, serve

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--font-render-hinting=none",
]  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent.name == "journeys":
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; without it journeys are skipped loudly, in CI they fail."""
    chromium = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    if not chromium:
        why = "no chromium here: journeys not walked (Debian: apt-get install chromium)"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(why)
        pytest.skip(why)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the driver's own making
        with sync_playwright() as playwright:
            opened = playwright.chromium.launch(executable_path=chromium, headless=True, args=FLAGS)
            yield opened
            opened.close()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A founded node with the cast of tests/cast.py and their open case, served on loopback."""
    home = tmp_path_factory.mktemp("journey") / "tj"
    found_cast(home)
    with serve(home, port=free_port()) as house:
        yield house


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, House]]:
    """tj, uz and hub after the whole walk of case ARCHA: real packages, receipts, ledgers."""
    with archa(tmp_path_factory.mktemp("archa")) as walked:
        yield walked


class Doors:
    """`door("zarina")` opens a browser of one's own, logged in; checked for errors at the end."""

    def __init__(self, browser: Browser, house: House | None) -> None:
        self.browser = browser
        self.house = house
        self.inside: list[Person] = []

    def __call__(
        self,
        username: str,
        *,
        house: House | None = None,
        language: str = "en",
        width: int = 1440,
        scripts: bool = True,
    ) -> Person:
        at = house or self.house
        assert at is not None
        person = enter(self.browser, at, username, language=language, width=width, scripts=scripts)
        self.inside.append(person)
        return person

    def close(self) -> None:
        for person in self.inside:
            person.page.context.close()
        assert [error for person in self.inside for error in person.errors] == []


@pytest.fixture
def door(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Doors]:
    house = request.getfixturevalue("house") if "house" in request.fixturenames else None
    doors = Doors(browser, house)
    yield doors
    doors.close()
