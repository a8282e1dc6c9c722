"""`python -m demo` makes the demonstration where there is none; `python -m demo accounts` prints its accounts."""

import gc
import sys

from casework.database import Store, open_engine, system_clock
from casework.offices import service
from casework.workplace import Workplace
from config import CaseworkConfig
from demo.accounts import print_accounts
from demo.build import accounts_file, build
from mailbox.blobs import BlobStore


def main(arguments: list[str]) -> int:
    """Build, or print accounts. Answers the exit status."""
    config = CaseworkConfig.from_environment()
    store = Store(open_engine(config.casework_database))
    if arguments == ["accounts"]:
        print_accounts(accounts_file(config), store)
        return 0
    work = Workplace(
        store=store,
        mailbox=Store(open_engine(config.mailbox_database)),
        blobs=BlobStore(config.blobs),
        clock=system_clock,
        config=config,
    )
    if service.offices(work.store):
        return 0
    gc.set_threshold(
        50_000, 20, 50
    )  # a short life with many small objects: looking for cycles is not worth its time
    print("making demonstration data (an invented city; nobody in it exists) …", flush=True)
    build(work)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
