"""The accounts of the demonstration with their second factors: kept beside the data, printed at every start."""

import json
import os
from datetime import datetime
from pathlib import Path

import pyotp

from casework.access import Role
from casework.database import CHINA, Store, system_clock
from casework.labels import ROLE_LABELS
from demo.staff import PASSWORD, Town
from demo.waiting import waiting


def keep_accounts(town: Town, path: Path) -> None:
    """Write the accounts with their second factors, for `python -m demo accounts`; mode 600."""
    told = [
        {
            "user": user,
            "name": name,
            "roles": [role.value for role in roles],
            "of": of,
            "totp": town.secrets[user],
        }
        for user, (name, roles, of) in town.roles.items()
        if user not in town.weak
    ]
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        json.dump({"password": PASSWORD, "accounts": told}, file, ensure_ascii=False, indent=1)


def print_accounts(path: Path, store: Store) -> None:
    """Every account with its present one-time code; then who has something waiting."""
    if not path.exists():
        return
    told = json.loads(path.read_text("utf-8"))
    now = datetime.now(CHINA)
    print(f"demo accounts, password {told['password']}")
    print("(all keys were made by one program: never put real people in this data folder)")
    for each in told["accounts"]:
        code = pyotp.TOTP(each["totp"]).at(now)
        roles = "、".join(ROLE_LABELS[Role(role)] for role in each["roles"])
        print(f"  {each['user']:10} {each['name']}  {roles}  TOTP {each['totp']}  now {code}")
    names = {each["user"]: each["name"] for each in told["accounts"]}
    waits = waiting(store, system_clock, list(names))
    if waits:
        print("waiting today, in the campaign that runs:")
    for user, words in waits.items():
        print(f"  {user:10} {names[user]}  {words}")
