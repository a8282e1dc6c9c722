"""The list of routes of both doors: `python -m tests.guards.routes` writes tests/guards/routes.txt."""

import tempfile
from pathlib import Path

from flask import Flask

from tests.guards.doors import internal_door, public_door

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
    with tempfile.TemporaryDirectory() as name:
        listed = routes(internal_door(Path(name)), public_door(Path(name)))
        ROUTES_FILE.write_text("\n".join(listed) + "\n", "utf-8")


if __name__ == "__main__":
    main()
