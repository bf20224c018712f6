"""Madina's queue: one goes back, one is rewritten, two turn out to be one voice, one is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Doors
from tests.journeys.pages import Person, accessible
from tests.journeys.serving import House, found_cast, free_port, run_in, serve

FORD = "Двое перевели осла с двумя тюками через брод у Дарвоза."
TWO = "Груз ждёт в Худжанде, а другой человек меняет деньги в Душанбе."
TOLD = "Мой сосед, сторож склада, говорит: 38 кг героина ждут на складе в Вахдате."
ECHO = "Слышал, что 38 кг героина ждут на складе в Вахдате."
POLITICAL = "Житель посещал собрания и поддерживает протесты, критикует власть."
CLEAN = "По сведениям, около 38 кг героина хранится на складе в Вахдате."

_BEFORE = f"""
from khabar.site.wiring import start; start()
from datetime import timedelta
from khabar.collection import ItemDraft, ReportDraft
from khabar.desk import report
from khabar.desk.office import account_named
from khabar.desk.sitting import open_sitting, utc_now
from khabar.safeguards import Purpose, StatedPurpose
from tests.cast import CASE
until = utc_now() + timedelta(hours=1)
stated = StatedPurpose(purpose=Purpose.CASE, case=CASE, reason="", until=until)
for name, text, how in (
    ("rustam", {FORD!r}, "seen"), ("sino", {TWO!r}, "told"), ("sino", {TOLD!r}, "told"),
    ("rustam", {ECHO!r}, "told"), ("sino", {POLITICAL!r}, "told"),
):
    sitting = open_sitting(account_named(name), stated=stated, door="exercise")
    report.submit_report(sitting, ReportDraft(
        items=(ItemDraft(text=text, how_known=how, known_to="3-10"),), when="17.10.2026",
        where="Вахдат", useful="longer", case=CASE, source_checked=True))
"""


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("evaluator") / "tj"
    found_cast(home)
    run_in(home, _BEFORE)
    with serve(home, port=free_port()) as house:
        yield house


def test_madina_works_through_her_queue(door: Doors, reported: House) -> None:
    madina = door("madina", house=reported, language="ru")
    madina.state("review")
    madina.visit("/evaluator/")
    accessible(madina.page)
    expect(_queue(madina)).to_have_count(5)

    _grades_with_the_meanings_in_sight(madina)
    _gives_one_back(madina)
    _writes_what_others_will_read(madina)
    _hears_one_voice_in_two_reports(madina)
    _refuses_what_must_not_be_kept(madina)

    expect(_queue(madina.visit("/evaluator/").locator("main"))).to_have_count(0)
    madina.visit("/evaluator/done/")
    expect(madina.page.locator("main")).to_contain_text("B4")


def test_nobody_else_may_sit_at_her_desk(door: Doors, reported: House) -> None:
    rustam = door("rustam", house=reported, language="ru")

    rustam.visit("/evaluator/", status=403)

    expect(rustam.page.locator("main")).not_to_contain_text("Вахдат")
    accessible(rustam.page)


def _grades_with_the_meanings_in_sight(madina: Person) -> None:
    page = _opens(madina, FORD)
    expect(page.locator("#source")).to_contain_text("Надёжность оценить нельзя")
    expect(page.locator("#information")).to_contain_text("Точность не вызывает сомнений")
    madina.expects(400)
    _accept(madina)
    expect(page.locator("#errors")).to_contain_text("нет на шкале")
    madina.choose("source", "A")
    madina.choose("information", "1")
    expect(page.locator("button[value=accept]")).to_contain_text("A1")
    accessible(page)
    _accept(madina)
    expect(_queue(madina)).to_have_count(4)


def _gives_one_back(madina: Person) -> None:
    page = _opens(madina, TWO)
    page.locator("a[href='#return']").click()
    page.locator("#reason_code-return").select_option("two-matters")
    page.locator("#reason-return").fill("Два вопроса: разделите.")
    page.locator("#return button").click()
    expect(_queue(madina)).to_have_count(3)
    madina.visit("/evaluator/returned/")
    expect(page.locator("main")).to_contain_text("Два вопроса: разделите.")


def _writes_what_others_will_read(madina: Person) -> None:
    page = _opens(madina, TOLD)
    madina.choose("source", "B")
    madina.choose("information", "4")
    _accept(madina)
    expect(page.locator("#errors")).to_contain_text("Напишите текст")
    expect(page.locator("[name=source][value=B]")).to_be_checked()

    madina.type(sanitised=TOLD)
    page.locator("button[value=text]").click()
    expect(page.locator("#text .note").first).to_be_visible()

    madina.type(sanitised=CLEAN)
    madina.choose("source", "B")
    madina.choose("information", "4")
    madina.choose("handling", "2")
    if page.locator("[name=looked]").count():
        page.locator("[name=looked]").check()
    _accept(madina)
    expect(_queue(madina)).to_have_count(2)


def _hears_one_voice_in_two_reports(madina: Person) -> None:
    page = _opens(madina, ECHO)
    drawer = page.locator("#drawer")
    expect(drawer).to_contain_text(CLEAN)
    drawer.locator("details summary").first.click()
    drawer.locator("input[name=reason]").first.fill("Оба слышали одно и то же от одного лица.")
    drawer.locator("form[action$='/join/'] button").first.click()

    expect(drawer).to_contain_text("Оба слышали одно и то же от одного лица.")
    expect(drawer).to_contain_text("Повтор не подтверждает")
    expect(page.locator("[name=information][value='3']")).to_be_disabled()
    madina.type(sanitised="По неподтверждённым сведениям, 38 кг хранится в Вахдате.")
    madina.choose("source", "C")
    madina.choose("information", "4")
    accessible(page)
    _accept(madina)
    expect(_queue(madina)).to_have_count(1)


def _refuses_what_must_not_be_kept(madina: Person) -> None:
    page = _opens(madina, POLITICAL)
    expect(page.get_by_role("alert")).to_contain_text("политические взгляды")
    expect(page.locator("button[value=accept]")).to_have_count(0)
    accessible(page)
    page.locator("#reason_code-refuse").select_option("sensitive")
    page.locator("#reason-refuse").fill("Не относится к преступлению.")
    page.locator("#refusal button").click()
    expect(page.locator(".page-head")).to_be_visible()


def _opens(madina: Person, words: str) -> Page:
    madina.visit("/evaluator/")
    _queue(madina).filter(has_text=words[:30]).click()
    expect(madina.page.locator(".told").first).to_contain_text(words[:20])
    return madina.page


def _queue(seen: Person | Locator) -> Locator:
    main = seen.page.locator("main") if isinstance(seen, Person) else seen
    return main.locator("a.q-row")


def _accept(madina: Person) -> None:
    madina.page.locator("button[value=accept]").click()
