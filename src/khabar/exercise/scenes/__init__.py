"""The scenes of case ARCHA: each plays a few verbs of one room and says what was shown."""

from collections.abc import Callable
from typing import Any

from khabar.exercise.scenes import (
    analyse,
    collate,
    disseminate,
    evaluate,
    exchange,
    gather,
    keep_true,
    lists,
)
from khabar.exercise.stage import Stage

Scene = Callable[[Stage, dict[str, Any]], dict[str, Any]]

SCENES: dict[str, Scene] = {
    "found": gather.found,
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
    "cousins": analyse.join_the_cousins,
    "draw": analyse.draw,
    "find": analyse.find,
    "write": disseminate.write,
    "release": disseminate.approve_and_release,
    "answer": disseminate.open_and_answer,
    "close": disseminate.close_the_question,
    "measure": disseminate.measures,
    "list-before": lists.check_a_listed_person,
    "list-after": lists.after_the_update,
    "card": exchange.show_card,
    "pin": exchange.pin,
    "join": exchange.join_the_operation,
    "send": exchange.send,
    "receive": exchange.receive,
    "track": exchange.track,
    "hub-sees": exchange.hub_sees,
    "ask": exchange.ask,
    "answer-request": exchange.answer,
    "answered": exchange.answered,
    "uz-copy": exchange.uz_copy,
    "refute": keep_true.refute,
    "recall": keep_true.recall,
    "show": keep_true.show,
    "leave-work": gather.leave_work,
    "oversee": keep_true.oversee_it,
}
