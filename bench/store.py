"""What the store promises, measured: python3 dev bench store

Founding load, live load, the entity view through a scope at one million statements with 67 and
300 visible labels, and the read verb with its ledger row under eight readers – without and with an
import running. Each latency stands beside a count of wrong answers: a fast wrong one is no result.

KHABAR_BENCH_ROWS   statements, default 1,000,000
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PORT = 54399
FIGURES = (
    ("founding load, rows only", "founding_bare", "statements/s", "≥ 100,000"),
    ("  per second of processor time", "founding_cpu", "statements/s", ""),
    ("founding load with indexes and checks", "founding", "statements/s", ""),
    ("live load, six indexes, short transactions", "live", "statements/s", ""),
    ("  per second of processor time", "live_cpu", "statements/s", ""),
    ("longest transaction of the live load", "live_longest", "ms", "≤ 50"),
    ("entity view, 67 labels of 1,000: p50", "view_67_p50", "ms", ""),
    ("entity view, 67 labels of 1,000: p95", "view_67_p95", "ms", "< 1"),
    ("entity view, 300 labels of 1,000: p50", "view_300_p50", "ms", ""),
    ("entity view, 300 labels of 1,000: p95", "view_300_p95", "ms", "< 1"),
    ("wrong views (of all looked at)", "view_wrong", "", "0"),
    ("read verb + ledger row, 1 reader: p95", "verb_alone_p95", "ms", ""),
    ("read verb + ledger row, 8 readers: p50", "verb_quiet_p50", "ms", ""),
    ("read verb + ledger row, 8 readers: p95", "verb_quiet_p95", "ms", ""),
    ("  verbs/s of the eight", "verb_quiet_rate", "verbs/s", ""),
    ("read verb, 8 readers, import running: p50", "verb_import_p50", "ms", ""),
    ("read verb, 8 readers, import running: p95", "verb_import_p95", "ms", ""),
    ("  longest wait", "verb_import_max", "ms", ""),
    ("  verbs/s of the eight", "verb_import_rate", "verbs/s", ""),
    ("  statements/s of the import meanwhile", "verb_import_load", "statements/s", ""),
    ("wrong or failed verbs (of all)", "verb_wrong", "", "0"),
    ("size of the database", "size", "MB", ""),
)


def main() -> None:
    rows = os.environ.get("KHABAR_BENCH_ROWS", "1000000")
    print(f"store: {int(rows):,} statements, {os.cpu_count()} cores; tuples are made before timing")
    load = os.getloadavg()[0]
    busy = " – BUSY: others take the time these figures count" if load > 1 else ""
    print(f"store: load average before the run {load:.1f}{busy}")
    results = {}
    with tempfile.TemporaryDirectory(prefix="khabar-bench-") as folder:
        results["SQLite"] = _measure(Path(folder) / "sqlite", "")
        if sorted(Path("/usr/lib/postgresql").glob("*/bin")):
            results["PostgreSQL"] = _on_postgresql(Path(folder))
        else:
            print("store: PostgreSQL is not installed here: SKIPPED")
    print(f"\n{'':46}" + "".join(f"{name:>14}" for name in results) + "   unit          promise")
    for said, name, unit, promise in FIGURES:
        cells = "".join(f"{_cell(found[name]):>14}" for found in results.values())
        print(f"{said:46}{cells}   {unit:13} {promise}")


def _cell(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:,.3f}"


def _measure(home: Path, url: str) -> dict[str, float]:
    env = {**os.environ, "KHABAR_HOME": str(home), "PYTHONPATH": str(HERE)}
    env.pop("KHABAR_DATABASE_URL", None)
    if url:
        env["KHABAR_DATABASE_URL"] = url
    done = subprocess.run(
        [sys.executable, "-c", "from store_node.run import main; main()"],
        env=env, check=True, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    return dict(json.loads(done.stdout))


def _on_postgresql(folder: Path) -> dict[str, float]:
    """A server of its own with Debian's defaults (fsync on), 256 MB of buffers."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    folder.chmod(0o755)
    ground = folder / "pg"
    ground.mkdir()
    as_other: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(ground, "postgres")
        as_other = ["runuser", "-u", "postgres", "--"]
    options = f"-p {PORT} -c listen_addresses=127.0.0.1 -c shared_buffers=256MB"
    options += f" -c unix_socket_directories={ground}"
    begin: list[list[str | Path]] = [
        [binaries / "initdb", "-D", ground / "data", "-U", "khabar", "--auth=trust", "-E", "UTF8",
         "--locale=C.UTF-8"],
        [binaries / "pg_ctl", "-D", ground / "data", "-w", "-l", ground / "log", "-o", options,
         "start"],
        [binaries / "createdb", "-h", "127.0.0.1", "-p", str(PORT), "-U", "khabar", "khabar"],
    ]  # fmt: skip
    try:
        for words in begin:
            subprocess.run([*as_other, *words], check=True, stdout=subprocess.DEVNULL, cwd="/")
        return _measure(folder / "node", f"postgresql://khabar@127.0.0.1:{PORT}/khabar")
    finally:
        stop: list[str | Path] = [binaries / "pg_ctl", "-D", ground / "data", "-m", "fast", "stop"]
        subprocess.run([*as_other, *stop], check=False, stdout=subprocess.DEVNULL, cwd="/")


if __name__ == "__main__":
    main()
