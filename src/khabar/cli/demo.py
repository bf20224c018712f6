"""The demonstration: real lists and the invented case ARCHA, walked and then served."""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from khabar.desk.sitting import Sitting
from khabar.exercise.homes import HOMES, password, people_of
from khabar.exercise.troupe import Player
from khabar.exercise.walk import judged, troupe, walk_archa, walk_list

NAME = "demo"
FOLDER = Path(".khabar/demo").absolute()
PORTS = {"tj": 8101, "uz": 8102, "hub": 8103, "list": 8104}
FIGURES = {
    "entries": ("sdn", 8976), "aliases": ("alt", 11910), "addresses": ("add", 13837),
}  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-serve", action="store_true", help="walk, print, end")
    parser.add_argument("--fresh", action="store_true", help="found the homes anew")


def run(args: argparse.Namespace, _sitting: Callable[..., Sitting]) -> int:
    done = FOLDER / "walked"
    right = True
    if args.no_serve or args.fresh or not done.exists():
        shutil.rmtree(FOLDER, ignore_errors=True)
        right = _walk()
        done.touch()
    if args.no_serve or not right:
        return 0 if right else 1
    return _serve()


def _walk() -> bool:
    begun = time.monotonic()
    with troupe(FOLDER, HOMES) as players:
        homes = {home: players[home] for home in ("tj", "uz", "hub")}
        print("Home list – the published OFAC list, two editions, real and public domain")
        with ThreadPoolExecutor(max_workers=1) as beside:
            listing = beside.submit(walk_list, players["list"], _tell)
            archa: list[str] = []
            walk_archa(homes, archa.append)
            shown = listing.result()
        right = _list_figures(shown, players["list"])
        print("\nHomes tj, uz, hub – case ARCHA, invented: agencies of two countries and a hub")
        print("\n".join(archa))
        right &= _measures(players["tj"])
        right &= _truths(homes)
        right &= _ledgers(players) & _one_byte(players["tj"])
    print(
        f"\nkhabar: walked in {time.monotonic() - begun:.0f} s; {'all right' if right else 'WRONG'}"
    )
    return right


def _tell(line: str) -> None:
    print(line, flush=True)


def _list_figures(shown: dict[str, Any], player: Player) -> bool:
    old, new, after = shown["2019-01"], shown["2021-07"], shown["after"]
    print(f"\n  {'OFAC 2021':<34}{'shown':>9}{'known':>9}")
    checks = [(what, new["read"][file], known) for what, (file, known) in FIGURES.items()]
    links = new["links"]
    checks += [
        ("narcotics entries", new["narcotics"], 2304),
        ("“Linked To” resolved", links["resolved"], 704),
        ("“Linked To” in all", links["resolved"] + links["unresolved"], 707),
        ("narcotics added 2019 → 2021", new["update"]["narcotics"]["added"], 116),
        ("narcotics removed", new["update"]["narcotics"]["removed"], 178),
        ("narcotics changed", new["update"]["narcotics"]["changed"], 15),
    ]
    for what, found, known in checks:
        print(f"  {what:<34}{found:>9,}{known:>9,}  {'right' if found == known else 'WRONG'}")
    for link in new["unresolved"]:
        print(f"    not resolved: {link['entry']} → {link['name']}")
    for edition in (old, new):
        sums = {f: edition["kept"][f] + edition["refused"][f] for f in edition["read"]}
        print(f"  {edition['as_of']}: read {edition['read']} = kept + refused {sums}")
    first = player.known
    print(
        f"  {first['listed_name']}: in Cyrillic too {first['found_in_cyrillic']}, "
        f"{first['facts']} facts, {first['candidates']} candidates, "
        f"{first['chart_things']} things on the chart"
    )
    print(
        f"  after the update: {after['history']} values kept, all ended {after['ended']}; "
        f"finding stale {after['finding_stale']}, bulletin stale {after['bulletin_stale']}"
    )
    told = all((after["ended"], after["finding_stale"], after["bulletin_stale"]))
    return told and all(found == known for _, found, known in checks)


def _measures(tj: Player) -> bool:
    print("\n  Measures at TJ (value, n)")
    for code, (n, value) in tj.known["measures"].items():
        print(f"    {code.upper():<4} {'–' if value is None else value:>8}   n = {n}")
    steps = ", ".join(f"{name} {state}" for name, state in tj.known["steps"])
    print(f"  Package to UZ: {steps}")
    print(f"  Request to UZ: {tj.known['request_state']}")
    return all(state == "proven" for _, state in tj.known["steps"])


def _truths(players: dict[str, Player]) -> bool:
    print("\n  What was planted in ARCHA")
    rows = judged(players)
    for code, about, expected, shown, right in rows:
        print(f"  {code:<3} {'right' if right else 'WRONG'}  {about}")
        print(f"        expected  {expected}\n        shown     {shown}")
    return all(right for *_, right in rows)


def _ledgers(players: dict[str, Player]) -> bool:
    print("\n  Ledgers (khabar verify)")
    fine = True
    for home, player in players.items():
        player.run("work", "--once")
        answer = json.loads(player.run("verify", "--json").stdout)
        fine &= answer["ok"]
        print(f"    {home:<5}{answer['entries']:>6} entries {answer['heads']:>4} signed heads  "
              f"{'nothing was changed' if answer['ok'] else 'CHANGED'}")  # fmt: skip
    return fine


def _one_byte(tj: Player) -> bool:
    """Change one byte in a copy of TJ's ledger, as somebody with the whole machine could."""
    copy = Player(home="copy", folder=tj.folder.with_name("copy"))
    shutil.copytree(tj.folder, copy.folder)
    with closing(sqlite3.connect(copy.folder / "khabar.sqlite3")) as rows, rows:
        rows.execute(
            "UPDATE ledger_entry SET body = replace(body, '\"done\"', '\"dome\"') "
            'WHERE "index" = (SELECT max("index") / 2 FROM ledger_entry)'
        )
    answer = json.loads(copy.run("verify", "--json").stdout)
    shutil.rmtree(copy.folder)
    found = answer["broken"][0] if answer["broken"] else "nothing"
    print(f"    one byte changed in a copy of TJ's: found – {found}")
    return not answer["ok"]


def _serve() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with troupe(FOLDER, HOMES) as players:
        for home, player in players.items():
            player.serve(PORTS[home])
            print(f"\n{home}: {player.address}   (password of everybody: {password()})")
            for username, name, roles in people_of(home):
                print(f"    {username:<12}{name:<22}{', '.join(roles)}")
        print("\nkhabar: serving on loopback; Ctrl-C ends it", flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return 0
