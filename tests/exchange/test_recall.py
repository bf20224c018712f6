"""Only the node whose word it was may take it back."""

from __future__ import annotations

import pytest

from khabar.exchange import (
    JsonRefused,
    Notice,
    NoticeRefused,
    must_be_originators,
    notice_bytes,
    read_notices,
)
from tests.exchange.making import NOW

NOTICE = Notice(report="r1", item="i1", action="refuted", code="contradicted", at=NOW)


def test_notices_travel_and_read_back() -> None:
    assert read_notices(notice_bytes([NOTICE, NOTICE])) == (NOTICE, NOTICE)


def test_an_unknown_action_is_refused_by_line_and_field() -> None:
    with pytest.raises(JsonRefused) as wrong:
        read_notices(notice_bytes([NOTICE]).replace(b"refuted", b"promoted"))

    assert wrong.value.faults[0].where == "notice.ndjson:1:action"


def test_a_third_party_cannot_refute() -> None:
    must_be_originators("TJ", ["TJ", "TJ"])
    with pytest.raises(NoticeRefused):
        must_be_originators("KZ", ["TJ"])
