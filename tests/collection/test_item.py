"""One matter of a report, and the hint that it names its source."""

import pytest

from khabar.collection import seems_to_name_source


@pytest.mark.parametrize(
    "text",
    [
        "Источник Саидов видел тюки.",
        "Источник: Саидов А. видел тюки.",
        "информатора зовут Рустам",
        "The informant is called Rustam.",
        "Manba: Rustam aytdi",
        "Манбаъ: Рустам гуфт",
    ],
)
def test_a_name_behind_the_word_for_source_is_noticed(text: str) -> None:
    assert seems_to_name_source(text)


@pytest.mark.parametrize(
    "text",
    [
        "Карим передал сумку у моста.",
        "Источник сообщил, что груз уйдёт в пятницу.",
        "The source was not asked. Karim waited.",
        "Белая машина у поста.",
    ],
)
def test_names_that_are_the_matter_itself_pass(text: str) -> None:
    assert not seems_to_name_source(text)
