"""The reference says what the code says: words, acts, commands. A failure prints the right text."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from khabar import cli
from khabar.safeguards.acts import ACTS
from khabar.safeguards.purpose import Purpose
from khabar.safeguards.scope import TABLE, Role
from khabar.words import LANGUAGES, catalogue, say

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
COMMON = {"--help", "--json", "--as", "--language"}


def read(page: str) -> str:
    return (REFERENCE / f"{page}.md").read_text("utf-8")


def rows(page: str) -> list[list[str]]:
    """The cells of every table row of a page, heads and rules left out."""
    lines = [line for line in read(page).splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


# --- words


def test_the_glossary_says_what_the_pages_say() -> None:
    said = {row[0].strip("`"): row[1:] for row in rows("words")}

    right = {code: [say(code, language) for language in LANGUAGES] for code in said}

    assert len(said) > 20
    assert said == right, "\n".join(f"| `{c}` | {' | '.join(w)} |" for c, w in right.items())


def counts() -> str:
    """How many sentences stand in the catalogue, and how many a native speaker has read."""
    checked = [dict(forms).get("checked", "") for forms in catalogue().values()]  # type: ignore[call-overload]
    read_in = {
        language: sum(language in str(one) for one in checked) for language in ("ru", "uz", "tg")
    }
    hundreds = len(catalogue()) // 100 * 100
    told = ", ".join(f"{language} {n}" for language, n in read_in.items())
    return f"More than {hundreds:,} sentences in four languages; read by a native speaker: {told}."


def test_the_page_of_words_counts_what_nobody_has_checked() -> None:
    assert counts() in read("words"), counts()


# --- acts and scope


def act_row(verb: str) -> str:
    act = ACTS[verb]
    roles = ", ".join(role.value for role in Role if role in act.roles)
    purposes = ", ".join(one.value for one in Purpose if one in act.purposes) or "none needed"
    return f"| `{verb}` | {say(f'verb.{verb}', 'en')} | {roles} | {purposes} |"


def test_the_table_of_acts_is_the_table_that_is_asked() -> None:
    right = [act_row(verb) for verb in ACTS]
    written = [line for line in read("acts").splitlines() if line.startswith("| `")]

    assert written == right, "docs/reference/acts.md should read:\n" + "\n".join(right)


def test_the_page_of_scope_names_every_line_of_the_access_table() -> None:
    right = {
        role.value: ", ".join(one.value for one in Purpose if one in purposes)
        for role, purposes in TABLE
    }

    written = {row[0].strip("`"): row[1] for row in rows("scope")}

    assert {role: said for role, said in written.items() if said != "none"} == right
    assert set(written) == {role.value for role in Role}


# --- commands


def parsers() -> dict[str, argparse.ArgumentParser]:
    """Every command, and every word below one ("package seal"), with its own parser."""
    commands = {module.NAME: module for module in cli._modules()}
    found: dict[str, argparse.ArgumentParser] = {}
    for name, one in _below(cli._parser(commands)).items():
        deeper = _below(one)
        found |= {f"{name} {act}": parser for act, parser in deeper.items()} or {name: one}
    return found


def _below(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    return {}


@pytest.mark.parametrize("name", sorted(parsers()))
def test_every_command_has_its_paragraph_with_all_its_options(name: str) -> None:
    parser = parsers()[name]
    sections = dict(
        re.findall(r"^## khabar ([a-z ]+?)\n(.*?)(?=^## |\Z)", read("commands"), re.S | re.M)
    )
    options = {word for one in parser._actions for word in one.option_strings if word[:2] == "--"}
    placed = [one for one in parser._actions if not one.option_strings]

    assert name in sections, f"docs/reference/commands.md has no “## khabar {name}”"
    told = set(re.findall(r"`(--[a-z-]+)", sections[name]))
    assert told - COMMON == options - COMMON
    for one in placed:
        assert (one.metavar or one.dest).upper() in sections[name], one.dest


def test_every_command_says_what_it_does() -> None:
    silent = [module.NAME for module in cli._modules() if not (module.__doc__ or "").strip()]

    assert silent == []


def test_no_command_is_documented_that_is_not_there() -> None:
    headed = set(re.findall(r"^## khabar ([a-z ]+)$", read("commands"), re.M))

    assert headed == set(parsers())
