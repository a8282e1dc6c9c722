"""The stylesheet: small, marked by its content, kept long, telling nothing."""

from __future__ import annotations

import gzip
import re

import pytest
from flask.testing import FlaskClient

from web import assets

SHEET = assets.load(assets.STYLESHEET)
ADDRESS = f"/assets/{SHEET.mark}/{assets.STYLESHEET}"


def test_the_stylesheet_is_at_most_ten_kilobytes_compressed() -> None:
    assert len(SHEET.packed) <= 10_000


def test_it_loads_nothing_else() -> None:
    css = SHEET.plain.decode()
    assert "url(" not in css
    assert "@import" not in css
    assert "@font-face" not in css
    assert "!important" not in css


def test_type_is_sized_in_relative_units_so_that_large_print_is_one_class() -> None:
    screen = SHEET.plain.decode().split("@media print")[0]
    sizes = re.findall(r"font-size:([^;}]+)", screen) + re.findall(r"font:(?:\d+ )?([^/ ]+)/", screen)
    assert sizes
    assert not [size for size in sizes if not re.fullmatch(r"[\d.]+(rem|em|%)", size)]
    assert min(float(size[:-3]) for size in sizes if size.endswith("rem")) >= 0.875


def test_it_is_sent_compressed_to_who_takes_it(client: FlaskClient) -> None:
    packed = client.get(ADDRESS, headers={"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == SHEET.plain
    plain = client.get(ADDRESS)
    assert "Content-Encoding" not in plain.headers
    assert plain.data == SHEET.plain
    assert {packed.headers["Vary"], plain.headers["Vary"]} == {"Accept-Encoding"}


def test_it_is_kept_for_a_year_and_carries_no_mark_of_the_visitor(client: FlaskClient) -> None:
    response = client.get(ADDRESS)
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not {"ETag", "Last-Modified", "Set-Cookie"} & set(response.headers.keys())


@pytest.mark.parametrize(
    "path",
    [
        f"/assets/0000000000000000/{assets.STYLESHEET}",
        f"/assets/{SHEET.mark}/__init__.py",
        f"/assets/{SHEET.mark}/none.css",
        f"/assets/{SHEET.mark}/..%2F__init__.py",
    ],
)
def test_nothing_else_is_found_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_pages_name_the_current_content(client: FlaskClient) -> None:
    assert f'<link rel="stylesheet" href="{ADDRESS}">' in client.get("/write").text
