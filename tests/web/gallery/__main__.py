"""``python -m tests.web.gallery OUTDIR``: the sample pages as static files."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.web.gallery.sample import NAMES, application, door_of
from web import assets


def main(out: Path) -> None:
    """Write every page in the usual edition, large print and English, and the stylesheet beside them."""
    out.mkdir(parents=True, exist_ok=True)
    out.joinpath(assets.STYLESHEET).write_bytes(assets.load(assets.STYLESHEET).plain)
    for name in NAMES:
        client = application(door_of(name)).test_client()
        for ending, query in (("", ""), ("-big", "?big=1"), ("-en", "?lang=en")):
            text = client.get(f"/{name}{query}").get_data(as_text=True)
            mark = assets.load(assets.STYLESHEET).mark
            out.joinpath(f"{name}{ending}.html").write_text(text.replace(f"/assets/{mark}/", ""), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
