"""The settings of an installation that nobody has configured yet: made once, kept in the data folder, mode 600.

What the environment already says wins. An installation in service sets everything itself (docs/operations.md): there
the root key lies off line, and the pepper on the casework host alone.
"""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from config import PREFIX, data_folder
from sealing.signing import SigningKey

FILE: Final = "settings.env"
COMMISSION: Final = "青澜市纪委监委"


def ensure(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment, completed by what the data folder keeps; makes folder, keys and file at the first call."""
    folder = data_folder(environment)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = folder / FILE
    if not kept.exists():
        _write(kept, _made(folder))
    told = dict(line.split("=", 1) for line in kept.read_text("utf-8").splitlines() if "=" in line)
    return {**told, **environment, f"{PREFIX}DATA": str(folder)}


def root_key_file(environment: Mapping[str, str]) -> Path:
    """Where the demonstration keeps the directory's root key. In service it lies off line."""
    return data_folder(environment) / "root.key"


def _made(folder: Path) -> dict[str, str]:
    root, ledger = SigningKey.generate(), SigningKey.generate()
    _private(folder / "root.key", str(root) + "\n")
    _private(folder / "ledger.key", str(ledger) + "\n")
    _private(folder / "pepper", secrets.token_hex(32))
    return {
        f"{PREFIX}ROOT_VERIFY_KEY": str(root.verify_key),
        f"{PREFIX}RECEIPT_SALT": secrets.token_hex(32),
        f"{PREFIX}PEPPER_FILE": str(folder / "pepper"),
        f"{PREFIX}LEDGER_KEY_FILE": str(folder / "ledger.key"),
        f"{PREFIX}LEDGER_VERIFY_KEY": str(ledger.verify_key),
        f"{PREFIX}COMMISSION": COMMISSION,
    }


def _write(path: Path, told: Mapping[str, str]) -> None:
    _private(path, "".join(f"{name}={value}\n" for name, value in told.items()))


def _private(path: Path, text: str) -> None:
    """Write a file that only its owner may read; never over an existing one."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
