"""The scenes of case ARCHA: each plays a few verbs of one room and says what was shown."""

from collections.abc import Callable
from typing import Any

from khabar.exercise.scenes import collate, evaluate, gather
from khabar.exercise.stage import Stage

Scene = Callable[[Stage, dict[str, Any]], dict[str, Any]]

SCENES: dict[str, Scene] = {
    "open-the-case": gather.open_the_case,
    "decide": gather.decide,
    "report": gather.report_everything,
    "return-one": evaluate.return_one,
    "fix": gather.fix_the_returned,
    "stop": evaluate.stop_the_political,
    "grade": evaluate.grade_the_rest,
    "feedback": evaluate.what_the_officer_is_told,
    "state": collate.state_everything,
    "judge": collate.judge,
    "look-up": collate.look_up,
}
