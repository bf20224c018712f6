"""Deny by default: without a log-in every page sends to the log-in, every node door says 401."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

PUBLIC = {"account/login/", "set-language/", "health/"}
SAMPLE = {"str": "x", "uuid": "0" * 32, "int": "1", "slug": "x", "path": "x"}


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    for found in (resolver or get_resolver()).url_patterns:
        route = before + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from routes(found, route)
        elif isinstance(found, URLPattern):
            yield route


def _filled(route: str) -> str:
    import re

    return re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLE[found[1] or "str"], route)


def test_nothing_but_the_public_pages_answers_nobody(node: Path) -> None:
    nobody = Client(SERVER_NAME="localhost")
    open_doors = []
    for route in routes():
        if route in PUBLIC:
            continue
        answer = nobody.get("/" + _filled(route))
        ours = answer.status_code == 302 and answer["Location"].startswith("/account/login/")
        partner = route.startswith("node/v1/") and answer.status_code in (401, 405)
        if not (ours or partner):
            open_doors.append((route, answer.status_code))

    assert open_doors == []


def test_nobody_can_post_either(node: Path) -> None:
    nobody = Client(SERVER_NAME="localhost")
    open_doors = []
    for route in routes():
        if route in PUBLIC or route.startswith("account/"):
            continue
        answer = nobody.post("/" + _filled(route))
        ours = answer.status_code == 302 and answer["Location"].startswith("/account/login/")
        partner = route.startswith("node/v1/") and answer.status_code == 401
        if not (ours or partner):
            open_doors.append((route, answer.status_code))

    assert open_doors == []


def test_nobody_signs_up(node: Path) -> None:
    answer = Client(SERVER_NAME="localhost").get("/account/signup/")

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")
