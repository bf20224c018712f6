"""The catalogue: one TOML file a subject, one table a code, four languages in it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale

LANGUAGES = ("en", "ru", "uz", "tg")
_FOLDER = Path(__file__).parent / "catalogue"

Forms = str | Mapping[str, str]  # a sentence, or one for each plural category


class WordMissing(KeyError):
    """No catalogue knows this code: a mistake of ours, found by a test."""


@cache
def catalogue() -> dict[str, dict[str, Forms]]:
    """Every code with its sentence in each language; read once a process."""
    words: dict[str, dict[str, Forms]] = {}
    for file in sorted(_FOLDER.glob("*.toml")):
        for code, forms in tomllib.loads(file.read_text("utf-8")).items():
            if code in words:
                raise WordMissing(f"{code} stands in two catalogues, one is {file.name}")
            words[code] = forms
    return words


def knows(code: str) -> bool:
    return code in catalogue()


def say(code: str, language: str, **facts: object) -> str:
    """The sentence for a code, with its facts put in.

    code      "officer.send"; error codes stand under "error.<code>"
    language  en, ru, uz or tg; anything else is said in English
    facts     values named in the sentence; a fact `n` chooses the plural form

    Raises  WordMissing for a code no catalogue has.
    """
    try:
        sentence = catalogue()[code]
    except KeyError:
        raise WordMissing(code) from None
    form = sentence.get(language) or sentence["en"]
    if not isinstance(form, str):
        form = form.get(_plural(language, facts.get("n", 0))) or form["other"]
    return form.format_map(_Said(facts)) if "{" in form else form


class _Said(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return "…"  # a fact the door does not know is left open, not a broken page


def _plural(language: str, n: object) -> str:
    count = n if isinstance(n, int | float) else 0
    return str(_locale(language).plural_form(count))


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language if language in LANGUAGES else "en")
