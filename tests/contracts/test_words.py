"""Every sentence we show is in four languages, and every code we use is in a catalogue."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from khabar.words import LANGUAGES, catalogue, say

HOUSE = Path(__file__).resolve().parents[2] / "src" / "khabar"
IN_TEMPLATE = re.compile(r"""{%\s*say\s+["']([^"']+)["']""")
FAMILY_IN_TEMPLATE = re.compile(r"""{%\s*say_code\s+["']([^"']+)["']""")


def _forms(sentence: object) -> list[str]:
    return [sentence] if isinstance(sentence, str) else list(dict(sentence).values())  # type: ignore[call-overload]


def _facts(form: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(form) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_said_in_every_language(language: str) -> None:
    missing = [code for code, forms in catalogue().items() if not forms.get(language)]

    assert missing == []


def test_every_language_names_the_same_facts() -> None:
    wrong = []
    for code, forms in catalogue().items():
        said = {
            language: set().union(*(_facts(form) for form in _forms(forms[language]))) - {"n"}
            for language in LANGUAGES
        }
        if len({frozenset(facts) for facts in said.values()}) > 1:
            wrong.append(code)

    assert wrong == []


def test_no_language_is_given_that_we_do_not_speak() -> None:
    assert {lang for forms in catalogue().values() for lang in forms} <= {*LANGUAGES, "checked"}


def test_every_code_in_a_template_is_in_a_catalogue() -> None:
    used = {
        (file.name, code)
        for file in HOUSE.glob("web/templates/**/*.html")
        for code in IN_TEMPLATE.findall(file.read_text("utf-8"))
    }

    assert sorted(pair for pair in used if pair[1] not in catalogue()) == []


def test_every_family_in_a_template_has_codes() -> None:
    known = {code.rpartition(".")[0] for code in catalogue()}
    used = {
        (file.name, family)
        for file in HOUSE.glob("web/templates/**/*.html")
        for family in FAMILY_IN_TEMPLATE.findall(file.read_text("utf-8"))
    }

    assert (
        sorted(
            pair
            for pair in used
            if not any(one == pair[1] or one.startswith(f"{pair[1]}.") for one in known)
        )
        == []
    )


def test_every_error_code_has_its_sentence() -> None:
    codes = {
        (file.relative_to(HOUSE).as_posix(), node.value.value)
        for file in HOUSE.glob("**/*.py")
        for klass in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(klass, ast.ClassDef)
        for node in klass.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and node.targets[0].id == "code"
        and isinstance(node.value, ast.Constant)
    }

    assert sorted(pair for pair in codes if f"error.{pair[1]}" not in catalogue()) == []


def test_every_fault_code_has_its_sentence() -> None:
    codes = {
        (file.relative_to(HOUSE).as_posix(), word.value.value)
        for file in HOUSE.glob("**/*.py")
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id == "Fault"
        for word in call.keywords
        if word.arg == "code" and isinstance(word.value, ast.Constant)
    }

    assert sorted(pair for pair in codes if f"error.{pair[1]}" not in catalogue()) == []


def test_numbers_take_the_right_form() -> None:
    from khabar.words import sentences

    forms = {"one": "{n} сообщение", "few": "{n} сообщения", "many": "{n} сообщений", "other": "?"}
    sentences.catalogue()["test.count"] = dict.fromkeys(LANGUAGES, forms)

    said = [say("test.count", "ru", n=n) for n in (1, 3, 11)]
    del sentences.catalogue()["test.count"]

    assert said == ["1 сообщение", "3 сообщения", "11 сообщений"]
