"""Play scenes of the exercise in this home: one JSON line in, one JSON line out."""

from __future__ import annotations

import argparse
import json
import sys
import traceback
from collections.abc import Callable
from datetime import datetime

from khabar.core.errors import KhabarError
from khabar.desk.sitting import Sitting, utc_now
from khabar.exercise.scenes import SCENES
from khabar.exercise.stage import Stage

NAME = "play"


def arguments(_parser: argparse.ArgumentParser) -> None:
    """Nothing but the common ones: scenes come on standard input."""


def run(_args: argparse.Namespace, _sitting: Callable[..., Sitting]) -> int:
    for line in sys.stdin:
        asked = json.loads(line)
        stage = Stage(hand_over=datetime.fromisoformat(asked["hand_over"]), clock=utc_now)
        try:
            answer: dict[str, object] = {"shown": SCENES[asked["scene"]](stage, asked["known"])}
        except KhabarError as wrong:
            traceback.print_exc()
            answer = {"error": wrong.code, "facts": {k: str(v) for k, v in wrong.facts.items()}}
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return 0
