"""Pages keep to the strict policy: no styles or scripts of their own, nothing from elsewhere."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "src" / "khabar" / "web"
TEMPLATES = WEB / "templates"
STATIC = WEB / "static"
VENDOR = STATIC / "vendor"
ALL = sorted(TEMPLATES.rglob("*.html"))
ALONE = {"layout.html", "500.html"}  # 500 must come even when the frame is what broke
NAMES = [str(file.relative_to(TEMPLATES)) for file in ALL]

each_template = pytest.mark.parametrize("file", ALL, ids=NAMES)


SHOWN = "\n".join(file.read_text("utf-8") for file in WEB.rglob("*.py"))


def _is_page(file: Path) -> bool:
    """A page is what a view shows; the rest are pieces that pages include."""
    return f'"{file.relative_to(TEMPLATES)}"' in SHOWN


@each_template
def test_a_template_has_no_style_and_no_handler_of_its_own(file: Path) -> None:
    text = file.read_text("utf-8")

    assert re.findall(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", text) == []


@each_template
def test_a_script_stands_in_a_file_or_is_only_data(file: Path) -> None:
    tags = re.findall(r"<script[^>]*>", file.read_text("utf-8"))

    assert [tag for tag in tags if "src=" not in tag and "application/json" not in tag] == []


@each_template
def test_a_template_asks_nothing_of_another_host(file: Path) -> None:
    text = file.read_text("utf-8")

    assert re.findall(r"(?:src|href|action)=[\"'](?:https?:)?//", text) == []


@pytest.mark.parametrize(
    "file",
    [f for f in ALL if _is_page(f)],
    ids=[n for f, n in zip(ALL, NAMES, strict=True) if _is_page(f)],
)
def test_a_page_stands_in_the_frame(file: Path) -> None:
    text = file.read_text("utf-8")

    assert file.name in ALONE or re.match(r"{% extends \"[\w/]+\.html\" %}", text)


def test_static_files_that_pages_name_are_there() -> None:
    named = {
        (file.name, path)
        for file in ALL
        for path in re.findall(r"{% static ['\"]([^'\"]+)['\"] %}", file.read_text("utf-8"))
    }

    assert {(page, path) for page, path in named if not (STATIC / path).is_file()} == set()


def test_icons_that_pages_name_are_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (VENDOR / "icons.svg").read_text("utf-8")))
    asked = {
        (file.name, name)
        for file in ALL
        for name in re.findall(
            r"parts/icon\.html['\"] with name=[\"']([\w-]+)[\"']", file.read_text("utf-8")
        )
        + re.findall(
            r"parts/(?:note|empty)\.html[^%]*\sicon=[\"']([\w-]+)[\"']", file.read_text("utf-8")
        )
    }

    assert {(page, name) for page, name in asked if name not in drawn} == set()


def test_what_the_pages_borrow_is_what_was_built() -> None:
    lines = (VENDOR / "SHA256SUMS").read_text("utf-8").splitlines()
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    found = {
        file.relative_to(VENDOR).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in VENDOR.rglob("*")
        if file.is_file() and file.name != "SHA256SUMS"
    }

    assert found == listed


def test_style_sheets_keep_to_the_tokens() -> None:
    """A colour stands in tokens.css and nowhere else, but for paper: it is white at night too."""
    free = {"tokens.css", "print.css", "product.css"}
    hexes = {
        (sheet.name, colour)
        for sheet in STATIC.glob("*.css")
        if sheet.name not in free
        for colour in re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text("utf-8"))
    }

    assert hexes == set()
