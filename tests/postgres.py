"""A throw-away PostgreSQL server for tests, from Debian's own binaries."""

from __future__ import annotations

import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PORT = int(os.environ.get("KHABAR_TEST_PG_PORT", "54329"))
_FOLDER = Path(f"/tmp/khabar-pg-{PORT}")


def database_url(role: str, name: str) -> str:
    return f"postgresql://{role}@127.0.0.1:{PORT}/{_plain(name)}"


def start_server(*, is_worker: bool) -> None:
    """Start once, in the process that leads the test run."""
    if is_worker:
        return
    stop_server(is_worker=False)
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    _FOLDER.mkdir(mode=0o755)
    as_other: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(_FOLDER, "postgres")
        as_other = ["runuser", "-u", "postgres", "--"]
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run(
        [*as_other, binaries / "initdb", "-D", _FOLDER / "data", "-U", "khabar_admin",
         "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8"],
        **quiet,
    )  # fmt: skip
    options = (
        f"-p {PORT} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_FOLDER} -c fsync=off"
    )
    subprocess.run(
        [*as_other, binaries / "pg_ctl", "-D", _FOLDER / "data", "-w", "-l", _FOLDER / "log", "-o",
         options, "start"],
        **quiet,
    )  # fmt: skip
    _run("postgres", "CREATE ROLE khabar_owner LOGIN CREATEDB")
    _run("postgres", "CREATE ROLE khabar_app LOGIN NOSUPERUSER NOBYPASSRLS")


def stop_server(*, is_worker: bool) -> None:
    if is_worker or not _FOLDER.exists():
        return
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]
    as_other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*as_other, binaries / "pg_ctl", "-D", _FOLDER / "data", "-m", "immediate", "stop"],
        check=False, capture_output=True, cwd="/",
    )  # fmt: skip
    shutil.rmtree(_FOLDER, ignore_errors=True)


def create(name: str) -> None:
    """The template database: owned by khabar_owner, served to khabar_app."""
    _run("postgres", f"CREATE DATABASE {_plain(name)} OWNER khabar_owner")
    _run(
        _plain(name),
        "ALTER DEFAULT PRIVILEGES FOR ROLE khabar_owner GRANT SELECT, INSERT, UPDATE, DELETE "
        "ON TABLES TO khabar_app",
    )
    _run(
        _plain(name),
        "ALTER DEFAULT PRIVILEGES FOR ROLE khabar_owner GRANT USAGE, SELECT ON SEQUENCES "
        "TO khabar_app",
    )


@contextmanager
def copied(name: str) -> Iterator[str]:
    copy = f"t_{uuid.uuid4().hex[:16]}"
    _run("postgres", f"CREATE DATABASE {copy} TEMPLATE {_plain(name)} OWNER khabar_owner")
    try:
        yield copy
    finally:
        _run("postgres", f"DROP DATABASE IF EXISTS {copy} WITH (FORCE)")


def _plain(name: str) -> str:
    return "k_" + "".join(c for c in name.lower() if c.isalnum())


def _run(database: str, sql: str) -> None:
    import psycopg

    with psycopg.connect(
        host="127.0.0.1", port=PORT, user="khabar_admin", dbname=database, autocommit=True
    ) as connection:
        connection.execute(sql)
