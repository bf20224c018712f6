"""`khabar COMMAND …`: start Django, then hand over to the command line."""

from __future__ import annotations

import sys

from khabar.site.wiring import start


def main() -> None:
    start()
    from khabar.cli import run  # noqa: PLC0415 – tables exist only after the start

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
