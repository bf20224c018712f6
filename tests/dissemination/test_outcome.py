from datetime import UTC, datetime
from typing import Any

import pytest

from khabar.core.errors import Invalid
from khabar.dissemination import Outcome, Result, outcome

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def answered(**typed: Any) -> Outcome:
    form: dict[str, Any] = {
        "uid": "o1",
        "release": "r1",
        "usefulness": "4",
        "result": "part",
        "items": {"i1": "refuted"},
        "known_items": frozenset({"i1", "i2"}),
        "text": " It led to the store. ",
        "by": 7,
        "at": NOON,
    }
    return outcome(**{**form, **typed})


def test_an_answer_is_kept_as_given() -> None:
    found = answered()

    assert (found.usefulness, found.result, found.items) == (4, Result.PART, {"i1": Result.REFUTED})
    assert found.text == "It led to the store."


def test_all_faults_of_an_answer_are_named_at_once() -> None:
    with pytest.raises(Invalid) as wrong:
        answered(usefulness="6", result="great", items={"i9": "confirmed", "i1": "perhaps"})

    assert set(wrong.value.by_field) == {"usefulness", "result", "item.i9", "item.i1"}
