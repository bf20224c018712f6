"""The walk: real lists on one home, case ARCHA on three, told line by line as it happens."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from khabar.exercise.homes import password
from khabar.exercise.script import truths
from khabar.exercise.troupe import Player, SceneFailed

Tell = Callable[[str], None]
LISTS = Path(__file__).parent / "data" / "ofac"
WAITS_SECONDS = 90
AT_TJ = (
    ("open-the-case", "direction: a case with a head, members and a time limit"),
    ("decide", "direction: assessment → decision with reason → requirement → task"),
    ("report", "collection: three officers report; sources by fresh reference only"),
    ("return-one", "evaluation: one report mixes two matters and goes back with the reason"),
    ("fix", "collection: the officer sends it again as two items, version 2"),
    ("stop", "evaluation: a political text is stopped and refused"),
    ("grade", "evaluation: every item graded on 4x4 and rewritten by another hand"),
    ("feedback", "feedback: every report of the officer ends in one sentence"),
    ("state", "collation: statements, each citing its graded item"),
    ("judge", "collation: same, not same, undo – by a person, with reasons"),
    ("look-up", "search: every spelling, the number, the plate in two alphabets"),
    ("cousins", "evaluation: three reports recognised as one origin"),
    ("draw", "analysis: the chart, its lines drawn by the evidence"),
    ("find", "analysis: findings weighed, reviewed by another person, replayed"),
    ("write", "dissemination: a profile and a bulletin, in Russian and English"),
    ("release", "dissemination: approved by another, released to a named reader"),
    ("answer", "feedback: opened, judged useful; the owners see who has seen theirs"),
    ("close", "feedback: the requirement is closed by a recorded result"),
    ("measure", "measures: each with its n"),
)


def walk_list(player: Player, tell: Tell) -> dict[str, Any]:
    """The main job on real input: two editions of the official list, and what the second did."""
    player.play("found", home="list")
    player.run("login", "keeper", typed=password() + "\n")
    player.run("login", "signer", typed=password() + "\n")
    shown: dict[str, Any] = {}
    for edition, day in (("2019-01", "2019-01-15"), ("2021-07", "2021-07-07")):
        tell(f"  importing the edition of {edition} …")
        done = player.run(
            "import", "ofac", str(LISTS / edition), "--as-of", day, "--as", "keeper", "--json"
        )
        if done.returncode:
            raise SceneFailed(home="list", scene=f"import {edition}", reason=done.stderr.strip())
        shown[edition] = json.loads(done.stdout.splitlines()[-1])
        if edition == "2019-01":
            player.run("import", "ofac", "--sign", "--as", "signer")
            tell("  the second account signs its standing evaluation")
            player.play("list-before")
    shown["after"] = player.play("list-after")
    return shown


def walk_archa(players: dict[str, Player], tell: Tell) -> None:
    """Case ARCHA on TJ, UZ and the hub, over real sockets."""
    tj, uz, hub = players["tj"], players["uz"], players["hub"]
    with ThreadPoolExecutor(max_workers=len(players)) as together:
        list(together.map(_found, players.values()))
    tell("  three homes founded, each with its own process, database, keys and people")
    for scene, line in AT_TJ:
        tj.play(scene)
        tell(f"  {line}")
    _pin(players)
    tell("  exchange: cards compared by voice and pinned")
    uz.play("join")
    tj.play("send")
    _until(lambda: uz.play("receive").get("arrived"))
    tell("  exchange: sealed at TJ, carried unread by the hub, judged at UZ's own gate")
    hub.play("hub-sees")
    tj.play("ask")
    _until(lambda: uz.play("answer-request").get("asked_of_uz"))
    _until(lambda: tj.play("answered")["request_state"] == "answered")
    tell("  exchange: one request with a due date, answered with the stores searched")
    _until(lambda: all(state == "proven" for _, state in tj.play("track")["steps"]))
    tj.play("refute")
    tj.play("recall")
    tj.play("show")
    tell("  truth: the word against Odil falls; page, chart, finding, product and copy show it")
    _until(lambda: uz.play("uz-copy")["uz_strength"] == ["refuted"])
    tell("  truth: and so does UZ's copy")
    tj.play("leave-work")
    tj.play("oversee")
    tell("  oversight: every act, look and refusal stands in the ledger")


def _found(player: Player) -> None:
    player.play("found", home=player.home)
    player.serve(player.port)


def _pin(players: dict[str, Player]) -> None:
    cards = {}
    for home, player in players.items():
        card = player.play("card", node=home.upper(), address=player.address)
        cards[home] = card | {"node": home.upper()}
    for home, player in players.items():
        others = [cards["hub"], *(cards[one] for one in ("tj", "uz"))]
        wanted = [card for card in others if card["node"] != home.upper()]
        player.play("pin", node=home.upper(), cards=wanted)


def _until(holds: Callable[[], object]) -> bool:
    """Wait for what travels; what does not arrive in time is shown as wrong, not hidden."""
    end = time.monotonic() + WAITS_SECONDS
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.3)
    return True


@contextmanager
def troupe(folder: Path, homes: tuple[str, ...]) -> Iterator[dict[str, Player]]:
    """Players for these homes, sent home whatever happens."""
    players = {home: Player(home=home, folder=folder / home) for home in homes}
    try:
        yield players
    finally:
        for player in players.values():
            player.leave()


def judged(players: dict[str, Player]) -> list[tuple[str, str, str, str, bool]]:
    """The planted truths of ARCHA: code, about, expected, shown, right."""
    tj, uz, hub = (players[home].known for home in ("tj", "uz", "hub"))
    found: dict[str, tuple[str, bool]] = {
        "P1": (
            f"found by {', '.join(tj['man_found_by'])}; one person: {tj['one_man']}",
            tj["one_man"] and len(tj["man_found_by"]) == 4 and tj["undo_restores"],
        ),
        "P2": (
            f"suggested with reasons, kept apart: {tj['teacher_apart']}",
            tj["teacher_apart"] and tj["teacher"] in tj["suggested"],
        ),
        "P3": (
            f"{tj['political_stop']}; prosecutor sees it: {tj['prosecutor_sees_stopped']}",
            tj["political_stop"] == "safeguards.sensitive" and tj["prosecutor_sees_stopped"]
            and not tj["left_in_queue"],
        ),
        "P4": (
            "{reports} reports, {origins} origin, {strength}".format(**tj["carried"]),
            tj["carried"] == {"reports": 3, "origins": 1, "strength": "unconfirmed"},
        ),
        "P7": (f"found by {' and '.join(tj['plates_found'])}", len(tj["plates_found"]) == 2),
        "P9": (
            f"struck on {sum(tj['struck'].values())} of 6 here; at UZ: {_plain(uz)}",
            all(tj["struck"].values()) and uz.get("uz_strength") == ["refuted"]
            and tj["other_finding_stands"],
        ),
        "N1": (
            f"{tj['bek_outside']['hits']} hits, page: {tj['bek_outside']['page']}; in the ledger: "
            f"{tj['bek_in_ledger']}",
            tj["bek_outside"] == {"hits": 0, "page": "not-found"} and tj["bek_in_ledger"],
        ),
        "N2": (
            f"{hub['hub_carried']} carried, {hub['hub_finds']} found at the hub",
            hub["hub_carried"] > 0 and hub["hub_finds"] == 0 and uz.get("uz_finds", 0) > 0,
        ),
        "L1": (
            f"{tj['ledger']['entries']} entries at TJ, proof holds: {tj['ledger']['ok']}",
            tj["ledger"]["ok"],
        ),
    }  # fmt: skip
    return [(one["code"], one["about"], one["expected"], *found[one["code"]]) for one in truths()]


def _plain(uz: dict[str, Any]) -> str:
    strength = uz.get("uz_strength", "nothing arrived")
    return strength if isinstance(strength, str) else ", ".join(strength)
