"""Words that lead to the source are found in both texts; a warning passed is no safety."""

import pytest

from khabar.evaluation import leaks, needs_another_text, repeats, traces

WATCHMAN = (
    "Разговор такой, что 38 кило ждут в Вахдате, повезут с сухофруктами. "
    "Слышал от свояка Хакима, он там сторожит."
)
FOR_OTHERS = (
    "По неподтверждённым сведениям, около 38 кг находятся в Вахдате, вывоз под видом сухофруктов."
)


def kinds(raw: str, sanitised: str) -> list[tuple[str, str]]:
    return [(leak.kind, leak.words) for leak in leaks(raw, sanitised)]


def test_the_reported_text_shows_where_it_tells_of_its_source() -> None:
    found = traces(WATCHMAN)

    assert [(leak.kind, leak.words) for leak in found] == [
        ("kin", "свояка"),
        ("name", "Хакима"),
        ("place", "там сторожит"),
    ]
    assert all(WATCHMAN[leak.start : leak.end] == leak.words for leak in found)


def test_a_text_written_well_raises_no_warning() -> None:
    assert leaks(WATCHMAN, FOR_OTHERS) == ()


def test_a_role_near_known_from_is_a_leak_though_the_name_is_gone() -> None:
    assert kinds(WATCHMAN, f"{FOR_OTHERS} Известно от сторожа склада.") == [("role", "сторожа")]


def test_the_sources_name_anywhere_in_the_other_text_is_a_leak_in_any_case_form() -> None:
    assert kinds(WATCHMAN, f"{FOR_OTHERS} Хаким видел машину.") == [("kept", "Хаким")]


def test_the_reported_text_unchanged_is_one_leak_from_end_to_end() -> None:
    (leak,) = leaks(WATCHMAN, WATCHMAN)

    assert (leak.kind, leak.start, leak.end) == ("unchanged", 0, len(WATCHMAN))


def test_a_long_run_of_the_sources_own_words_warns_without_blocking() -> None:
    (leak,) = leaks(WATCHMAN, "Разговор такой, что 38 кило ждут в Вахдате, повезут с товаром.")

    assert leak.kind == "verbatim"
    assert not leak.blocks


def test_names_and_roles_of_those_the_report_is_about_stay() -> None:
    about = "Карим-ога повезёт 38 кг на фуре, водитель Баҳром, телефон +992 000 55 12 34."

    assert traces(about) == ()
    assert not any(leak.blocks for leak in leaks(about + " Слышал от соседа.", about))


def test_the_sources_phone_carried_over_is_a_leak_however_it_is_spaced() -> None:
    raw = "Heard from a man with the number +992 000 55 12 34. Thirty kilos wait."

    assert kinds(raw, "Thirty kilos wait; ask 992000551234.") == [("kept", "992000551234")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("My cousin Odil told me that they leave at night.", ["cousin", "Odil"]),
        ("Аз ҳамсоя шунидам, бор дар анбор аст.", ["ҳамсоя"]),
        ("Manba: omborchi, yuk tunda ketadi.", ["omborchi"]),
        ("Известно от другого лица, женщина ждёт.", []),
        ("Узнал от друга, мужчина ждёт.", ["друга"]),
    ],
)
def test_each_language_has_its_words(text: str, words: list[str]) -> None:
    assert [leak.words for leak in traces(text)] == words


def test_only_what_a_person_told_needs_another_text() -> None:
    assert needs_another_text("told")
    assert not needs_another_text("device")


def test_a_repeat_says_which_words_it_shares() -> None:
    (found,) = repeats(
        WATCHMAN,
        [
            ("other", "В Вахдате лежит 38 кило, повезут в сухофруктах"),
            ("apart", "Фура с прицепом ушла в Ойбек"),
        ],
    )

    assert found.item == "other"
    assert found.because == ("38", "Вахдате", "повезут", "сухофруктами")
