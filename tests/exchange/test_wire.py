"""The outgoing socket goes where it was pinned, and believes little of what comes back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from khabar.storage.wire import ANSWER_BYTES, hand_over

ASKED: list[tuple[str, str, int]] = []


class Door(BaseHTTPRequestHandler):
    answer: tuple[int, dict[str, str], bytes] = (200, {}, b"{}")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        ASKED.append((self.path, self.headers.get("Khabar-Route", ""), len(body)))
        status, headers, said = self.answer
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def door() -> Iterator[str]:
    ASKED.clear()
    server = HTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def post(address: str):
    return hand_over(address, route="signed", stamp="", body=b"sealed")


def test_a_parcel_goes_to_the_node_door_with_its_header(door: str) -> None:
    Door.answer = (200, {}, b'{"code": "", "receipt": "a.b.c"}')

    said = post(door)

    assert (said.status, said.receipt, said.code) == (200, "a.b.c", "")
    assert ASKED == [("/node/v1/parcel", "signed", 6)]


def test_a_redirect_is_never_followed(door: str) -> None:
    Door.answer = (302, {"Location": f"{door}/elsewhere"}, b"")

    assert (post(door).status, post(door).receipt) == (302, "")
    assert {path for path, _, _ in ASKED} == {"/node/v1/parcel"}


def test_a_refusal_brings_its_code_and_its_receipt(door: str) -> None:
    Door.answer = (422, {}, b'{"code": "exchange.package-cut", "receipt": "a.b.c"}')

    said = post(door)

    assert (said.status, said.code, said.receipt) == (422, "exchange.package-cut", "a.b.c")


@pytest.mark.parametrize("rubbish", [b"<html>", b"[1]", b"", b"\xff", b'{"receipt": '])
def test_rubbish_is_no_receipt(door: str, rubbish: bytes) -> None:
    Door.answer = (200, {}, rubbish)

    assert post(door).receipt == ""


def test_an_endless_answer_is_cut(door: str) -> None:
    Door.answer = (200, {}, b'{"receipt": "' + b"x" * (ANSWER_BYTES * 2) + b'"}')

    assert post(door).receipt == ""


def test_nobody_there_is_an_answer_too() -> None:
    said = post("http://127.0.0.1:9")

    assert (said.status, said.code) == (0, "exchange.no-answer")
