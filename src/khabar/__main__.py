"""`khabar COMMAND …`: start Django, then hand over to the command line."""

from __future__ import annotations

import sys

from khabar.site.wiring import start


def main() -> None:
    start()
    from khabar.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
