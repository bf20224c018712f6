"""A person at a browser: log in, go somewhere, state a purpose, look, press, be photographed."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.serving import House

SHOTS = Path(__file__).resolve().parents[2] / "docs" / "screens"
WIDE, NARROW = 1440, 390
HEIGHT = {WIDE: 900, NARROW: 844}
PATIENCE = int(os.environ.get("KHABAR_PATIENCE", "30000"))  # milliseconds; others share the machine
TALLEST = {WIDE: 1700, NARROW: 2400}  # a picture is to be looked at, not scrolled for ever
REASONS = {
    "en": "monthly review", "ru": "обзор за месяц", "uz": "oylik koʻrik", "tg": "баррасии моҳона",
}  # fmt: skip
LOCALES = {"en": "en-GB", "ru": "ru-RU", "uz": "uz-UZ", "tg": "tg-TJ"}


expect.set_options(timeout=PATIENCE)


@dataclass(slots=True)
class Person:
    """Somebody logged in, with the errors their browser has complained of."""

    page: Page
    house: House
    username: str
    language: str = "en"
    errors: list[str] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)

    def visit(self, path: str, *, status: int = 200) -> Page:
        """Open an address of the node; its answer must be what was expected."""
        if status >= 400:
            self.expects(status)
        answer = self.page.goto(self.house.url + path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"
        return self.page

    def expects(self, status: int) -> None:
        """This person is about to be answered with that status: the browser will complain."""
        self.expected.add(f"status of {status}")

    def work_in_the_case(self, number: str = "") -> None:
        """State the purpose: an open case of one's own."""
        self.visit("/purpose/?next=/purpose/")
        buttons = self.page.locator("button[name=case]")
        (buttons.filter(has_text=number) if number else buttons).first.click()
        expect(self.page.locator(".purpose")).to_be_visible()

    def state(self, purpose: str, reason: str = "") -> None:
        """State a purpose outside a case."""
        self.visit("/purpose/?next=/purpose/")
        self.page.locator(f"input[name=purpose][value={purpose}]").check()
        self.page.locator("#reason").fill(reason or REASONS[self.language])
        self.page.locator("form:has(#reason) .btn-k.pri").click()
        expect(self.page.locator(".purpose")).to_be_visible()

    def choose(self, name: str, value: str) -> None:
        """Touch one of several: the radio button or box of that name and value."""
        box = f"input[name='{name}'][value='{value}']"
        self.page.locator(f"label:has({box})").first.click()
        expect(self.page.locator(box).first).to_be_checked()

    def type(self, **typed: str) -> None:
        """Type into fields by their names."""
        for name, words in typed.items():
            self.page.locator(f"main [name='{name}']").first.fill(words)

    def press(self, words: str) -> None:
        """Press the button or follow the link that says so, in the page itself."""
        main = self.page.locator("main, aside")
        main.get_by_role("button", name=words).or_(
            main.get_by_role("link", name=words)
        ).first.click()

    def speak(self, language: str) -> None:
        """Change the language of one's pages by the menu."""
        self.page.locator("details.who > summary").click()
        self.page.locator(f".menu button[name=language][value={language}]").click()
        self.language = language

    def shot(self, name: str) -> None:
        """Keep a picture, wide and narrow, when KHABAR_SHOTS=1; always prove nothing is cut off."""
        wide = self.page.viewport_size
        for width in (WIDE, NARROW):
            self.page.set_viewport_size({"width": width, "height": HEIGHT[width]})
            if self.page.locator("[data-drawn]").count():
                self.page.reload()  # a chart is laid out for the width it is opened at
            self.page.wait_for_timeout(250)
            fits(self.page)
            if os.environ.get("KHABAR_SHOTS") == "1":
                self._keep(SHOTS / f"{name}-{width}.png", width)
        if wide:
            self.page.set_viewport_size(wide)

    def _keep(self, file: Path, width: int) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        tall = self.page.evaluate("document.documentElement.scrollHeight")
        height = min(max(tall, HEIGHT[width]), TALLEST[width])
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.wait_for_timeout(150)
        self.page.screenshot(path=file)
        if small := shutil.which("pngquant"):  # a third of the size, where it is installed
            subprocess.run([small, "--force", "--output", file, file], check=True)


def enter(
    browser: Browser,
    house: House,
    username: str,
    *,
    language: str = "en",
    width: int = WIDE,
    scripts: bool = True,
) -> Person:
    """Open a browser of one's own and log in by password."""
    context = browser.new_context(
        locale=LOCALES[language],
        viewport={"width": width, "height": HEIGHT.get(width, 900)},
        java_script_enabled=scripts,
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    person = Person(page=page, house=house, username=username, language=language)
    page.on("console", lambda said: _note(person, said.type, said.text))
    page.on("pageerror", lambda wrong: person.errors.append(str(wrong)))
    person.visit("/account/login/?next=/purpose/")
    page.locator("#id_login").fill(username)
    page.locator("#id_password").fill(house.password(username))
    page.locator("form.form-k .btn-k.pri").click()
    expect(page.locator("details.who")).to_be_visible()
    if page.locator("html").get_attribute("lang") != language:
        person.speak(language)
        expect(page.locator("html")).to_have_attribute("lang", language)
    return person


def _note(person: Person, kind: str, text: str) -> None:
    if kind == "error" and not any(part in text for part in person.expected):
        person.errors.append(text)


def fits(page: Page) -> None:
    """Nothing scrolls sideways."""
    wide = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"


def accessible(page: Page) -> None:
    """No violation that axe can find."""
    found = Axe().run(page)
    said = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found.response["violations"]]
    assert said == [], f"{page.url}\n" + "\n".join(said)
