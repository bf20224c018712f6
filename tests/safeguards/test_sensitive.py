"""What no drug file needs stops a text; nicknames and prayer times do not."""

import pytest

from khabar.safeguards.sensitive import SensitiveStop, must_not_be_sensitive, touches


def categories(text: str) -> set[str]:
    return {touch.category for touch in touches(text)}


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Местный житель ходил на собрания и поддерживает протесты.", "political"),
        ("A local figure attended meetings and supports protests.", "political"),
        ("Вай аъзои ҳизб аст ва дар гирдиҳамоӣ буд.", "political"),
        ("U namoyishlarda qatnashgan, muxolif.", "political"),
        ("Критикует власть и президента.", "political"),
        ("Он салафит, посещает мечеть каждый день.", "religious"),
        ("Мулла учит детей.", "religious"),
        ("He is an Ismaili and goes to the mosque.", "religious"),
        ("U namozxon, har kuni masjidga boradi.", "religious"),
        ("По национальности памирец.", "ethnic"),
        ("Двое цыган ждали у моста.", "ethnic"),
        ("Millati tojik.", "ethnic"),
        ("У него ВИЧ и туберкулёз.", "health"),
        ("She is pregnant.", "health"),
        ("Говорят, он гей.", "sexual"),
    ],
)
def test_a_protected_matter_is_found_in_every_language(text: str, category: str) -> None:
    assert category in categories(text)


@pytest.mark.parametrize(
    "text",
    [
        "«Мулло» повезёт 38 кг в Вахдат.",
        "Груз ведёт мужчина по прозвищу мулла, телефон +992 000 11 22 33.",
        "Карим-мулло заплатил вчера.",
        "Встреча с Мулло Каримом у реки.",
        "Передача после вечернего намаза, у моста.",
        "Баъди намози шом аз дарё мегузаранд.",
        "Namozdan keyin yuk keladi.",
        "They cross after the evening prayer.",
        "Машина стоит у мечети, номер 00 узбекский, водитель говорит по-русски.",
        "Партия героина, 38 кг, гражданин Узбекистана, паспорт таджикский.",
        "Ташкентская сторона продемонстрировала образец, экспертиза подтвердила.",
        "Сбывает психотропные вещества, СПИДЫ и героин, имеет судимость.",
        "Имомали и Имамов ждут фуру.",
        "Национальный центр по контролю за наркотиками передал номер.",
        "Опротестовал штраф за парковку.",
        "The shipment was delayed; the driver aids the smugglers.",
        "Night crossing of bundles at the Darvoz bank, two men and a donkey.",
    ],
)
def test_the_language_of_drug_cases_passes(text: str) -> None:
    assert categories(text) == set()


def test_a_touch_knows_its_place_in_the_text_as_written() -> None:
    text = "Ёмкость спрятана; он supports protests."

    (touch,) = touches(text)

    assert text[touch.start : touch.end] == touch.words == "protests"


def test_the_stop_names_categories_and_never_the_words() -> None:
    with pytest.raises(SensitiveStop) as stopped:
        must_not_be_sensitive("Он салафит.", "У него ВИЧ.")

    assert stopped.value.facts == {"categories": "health, religious", "touches": 2}


def test_a_lifted_stop_lets_the_text_through() -> None:
    must_not_be_sensitive("Он салафит.", lifted=True)
