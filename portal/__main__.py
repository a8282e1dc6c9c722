"""`python -m portal erase`: erase drafts, files and sessions whose end has come, and in which order the others came."""

import argparse
import sys

from config import ConfigError, PortalConfig
from portal.desk import Desk


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it was done."""
    parser = argparse.ArgumentParser(prog="python -m portal", description=__doc__)
    parser.add_argument("command", choices=["erase"])
    parser.parse_args(arguments)
    try:
        desk = Desk.open(PortalConfig.from_environment())
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"erased {desk.drafts.purge(desk.now())} rows")
    desk.store.forget_order()
    desk.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
