"""The list of routes of the internal door: `python -m tests.guards.routes` writes tests/guards/routes.txt."""

import tempfile
from pathlib import Path

from flask import Flask

ROUTES_FILE = Path(__file__).parent / "routes.txt"


def routes(*doors: Flask) -> list[str]:
    """Door, methods, path and endpoint of every route, in order."""
    return sorted(
        f"{door.import_name} {' '.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'}))} {rule.rule} {rule.endpoint}"
        for door in doors
        for rule in door.url_map.iter_rules()
    )


def main() -> None:
    """Write the list."""
    from casework import create_app
    from tests.casework.conftest import config_for

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        door = create_app(config_for(folder, f"sqlite:///{folder}/a.db", f"sqlite:///{folder}/b.db"))
        ROUTES_FILE.write_text("\n".join(routes(door)) + "\n", "utf-8")


if __name__ == "__main__":
    main()
