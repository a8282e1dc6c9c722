"""A browser without scripts: reads a page's forms as they are, fills them in, presses a button, follows redirects."""

import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.audit import audit

_NS = "{http://www.w3.org/1999/xhtml}"


def text_of(element: Element) -> str:
    """All text below an element, its spaces made one."""
    return " ".join("".join(element.itertext()).split())


@dataclass
class Visit:
    """One visitor's browser."""

    app: Flask
    headers: dict[str, str] = field(default_factory=lambda: {"Sec-Fetch-Site": "same-origin"})
    log: list[TestResponse] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client: FlaskClient = self.app.test_client()
        self.tree: Element = Element("html")
        self.address = "/"

    def open(self, path: str, **options: Any) -> "Visit":
        """Go to an address and follow redirects."""
        return self._take(self.client.get(path, headers=self.headers, **options), path)

    def press(
        self, button_words: str, files: Iterable[tuple[str, str, bytes]] = (), /, **fields: Any
    ) -> "Visit":
        """Press the button with these words, having typed `fields` and chosen `files` (field, name, data)."""
        form, button = self._button(button_words)
        values = self._values(form)
        if button.get("name"):
            values.append((button.get("name", ""), button.get("value", "")))
        names = {name for name, _ in values} | {each.get("name") for each in form.iter() if each.get("name")}
        assert set(fields) <= names, (set(fields) - names, names)
        values = [each for each in values if each[0] not in fields]
        values += [(name, value) for name, value in fields.items() if value is not None]
        path = form.get("action") or self.address
        if form.get("enctype") == "multipart/form-data":
            body, kind = _multipart(values, list(files) or _empty_files(form))
            return self._take(
                self.client.post(path, data=body, content_type=kind, headers=self.headers), path
            )
        data: dict[str, Any] = {}
        for name, value in values:
            data.setdefault(name, []).append(value)
        if form.get("method") == "get":
            return self._take(self.client.get(path, query_string=data, headers=self.headers), path)
        return self._take(self.client.post(path, data=data, headers=self.headers), path)

    def follow(self, words: str) -> "Visit":
        """Follow the first link with these words in it."""
        for link in self.tree.iter(f"{_NS}a"):
            if words in text_of(link):
                return self.open(link.get("href", ""))
        raise AssertionError(f"no link {words!r} on {self.address}")

    @property
    def response(self) -> TestResponse:
        """The last page."""
        return self.log[-1]

    @property
    def status(self) -> int:
        """Its status."""
        return self.response.status_code

    @property
    def html(self) -> str:
        """Its source."""
        return self.response.text

    @property
    def heading(self) -> str:
        """Its h1."""
        return next((text_of(each) for each in self.tree.iter(f"{_NS}h1")), "")

    @property
    def text(self) -> str:
        """What stands in its main part."""
        return next((text_of(each) for each in self.tree.iter(f"{_NS}main")), "")

    def value(self, name: str) -> str:
        """What a field holds."""
        for element in self.tree.iter():
            if element.get("name") == name:
                return text_of(element) if element.tag == f"{_NS}textarea" else element.get("value", "")
        raise AssertionError(f"no field {name!r} on {self.address}")

    def cookies(self) -> list[str]:
        """The names of the cookies held."""
        return [cookie.key for cookie in self.client._cookies.values()]

    def _take(self, response: TestResponse, path: str) -> "Visit":
        self.log.append(response)
        for _ in range(5):
            if response.status_code not in (301, 302, 303, 307) or response.headers["Location"].startswith(
                "https://"
            ):
                break
            path = response.headers["Location"]
            response = self.client.get(path, headers=self.headers)
            self.log.append(response)
        self.address = path
        self.tree = html5lib.parse(response.get_data())
        if response.mimetype == "text/html" and response.status_code not in (301, 302, 303):
            audit(response)
        return self

    def _button(self, words: str) -> tuple[Element, Element]:
        for form in self.tree.iter(f"{_NS}form"):
            for button in form.iter(f"{_NS}button"):
                if text_of(button) == words:
                    return form, button
        raise AssertionError(f"no button {words!r} on {self.address}: {self.text[:300]}")

    def _values(self, form: Element) -> list[tuple[str, str]]:
        values = []
        for element in form.iter():
            name = element.get("name")
            if not name:
                continue
            if element.tag == f"{_NS}textarea":
                values.append((name, "".join(element.itertext())))
            elif element.tag == f"{_NS}input":
                kind = element.get("type", "text")
                if kind in ("radio", "checkbox"):
                    if element.get("checked") is not None:
                        values.append((name, element.get("value", "on")))
                elif kind not in ("file", "submit"):
                    values.append((name, element.get("value", "")))
        return values


def _empty_files(form: Element) -> list[tuple[str, str, bytes]]:
    """What a browser sends for a file control in which nothing was chosen."""
    return [
        (each.get("name", ""), "", b"") for each in form.iter(f"{_NS}input") if each.get("type") == "file"
    ]


def _multipart(values: list[tuple[str, str]], files: list[tuple[str, str, bytes]]) -> tuple[bytes, str]:
    """A body as browsers write it; werkzeug's own encoder forgets the blank line before an empty value."""
    boundary = "----WebKitFormBoundary7MA4YWxkTrZu0gW"
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        + value.encode("utf-8", "surrogatepass")
        for name, value in values
    ]
    for name, filename, content in files:
        head = f'Content-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        kind = mimetypes.guess_type(filename)[0] or "application/octet-stream"
        parts.append(f"{head}Content-Type: {kind}\r\n\r\n".encode() + content)
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + part + b"\r\n" for part in parts)
    return body + b"--" + boundary.encode() + b"--\r\n", f"multipart/form-data; boundary={boundary}"
