"""What every page must be, whoever made it: ``audit(response)`` says where it is not, and what to do.

Use it on every HTML response a test fetches; it gives back the parsed page for further questions.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

HIDDEN_CONTROLS = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls")
ERROR_WORDS = ("错误：", "Error: ")


class PageFault(AssertionError):
    """A page breaks a rule; the message holds every fault, each with its remedy."""


def text_of(element: Element) -> str:
    """The words of an element, spaces as one."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def _shown(element: Element) -> str:
    """An element's start, to find it by."""
    attributes = " ".join(f'{name}="{value}"' for name, value in list(element.attrib.items())[:4])
    return f"<{element.tag} {attributes}>{text_of(element)[:40]}"


def _parse(html: str, faults: list[str]) -> Element:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page: Element = parser.parse(html)
    lines = html.splitlines()
    for (line, _column), code, _values in parser.errors:
        near = lines[line - 1].strip()[:120] if line - 1 < len(lines) else ""
        faults.append(f"not clean HTML ({code}) in line {line}: {near}")
    return page


def _heading_and_title(page: Element, faults: list[str]) -> None:
    headings = page.findall(".//h1")
    if len(headings) != 1:
        faults.append(f"{len(headings)} h1 on the page; every page has exactly one, its name")
        return
    title = text_of(page.find(".//title")) if page.find(".//title") is not None else ""
    name = text_of(headings[0])
    allowed = (name, *(words + name for words in ERROR_WORDS))
    if not name or not title.startswith(allowed):
        faults.append(
            f"title {title!r} does not begin with the h1 {name!r}: set `heading` once and use it for both"
        )
    refused = page.find(".//*[@role='alert']") is not None
    if refused and not title.startswith(ERROR_WORDS):
        faults.append("the page shows errors but its title does not begin with 错误：; set `failed`")


def _ids(page: Element, faults: list[str]) -> set[str]:
    counted = Counter(element.get("id") for element in page.iter() if element.get("id"))
    for name, times in counted.items():
        if times > 1:
            faults.append(
                f"id {name!r} stands {times} times; give forms a prefix or the elements their own ids"
            )
    known = {name for name in counted if name}
    for element in page.iter():
        for attribute in REFERENCES:
            for wanted in (element.get(attribute) or "").split():
                if wanted not in known:
                    faults.append(
                        f"{attribute} names {wanted!r}, which is not on the page: {_shown(element)}"
                    )
        wanted = element.get("for") or ""
        if wanted and wanted not in known:
            faults.append(f"a label is for {wanted!r}, which is not on the page: {_shown(element)}")
        href = element.get("href") or ""
        if element.tag == "a" and len(href) > 1 and href.startswith("#") and href[1:] not in known:
            faults.append(f"a link leads to {href!r}, which is not on the page: {_shown(element)}")
    return known


def _controls(page: Element, faults: list[str]) -> None:
    labelled = {label.get("for") for label in page.iter("label")}
    sent = {id(control) for form in page.iter("form") for control in form.iter()}
    inside = {id(child) for label in page.iter("label") for child in label.iter() if child is not label}
    for element in page.iter():
        if element.tag in {"input", "select", "textarea"} and element.get("type") not in HIDDEN_CONTROLS:
            named = element.get("aria-label") or element.get("aria-labelledby")
            if not named and element.get("id") not in labelled and id(element) not in inside:
                faults.append(f"a control without label: {_shown(element)}; use a field of web.fields")
            if not element.get("name") and id(element) in sent:
                faults.append(f"a control without name is never sent: {_shown(element)}")
            if element.get("placeholder"):
                faults.append(f"a placeholder is no label and no hint: {_shown(element)}")
        if element.tag == "button" and not text_of(element) and not element.get("aria-label"):
            faults.append(f"a button without words: {_shown(element)}")
        if element.tag == "fieldset" and not (
            len(element) and element[0].tag == "legend" and text_of(element[0])
        ):
            faults.append(f"a fieldset must begin with its legend: {_shown(element)}")


def _forms(page: Element, faults: list[str]) -> None:
    for form in page.iter("form"):
        if not form.get("action") or form.get("method") not in {"get", "post"}:
            faults.append(f"a form needs action and method: {_shown(form)}; use the form component")
        files = any(control.get("type") == "file" for control in form.iter("input"))
        if files and form.get("enctype") != "multipart/form-data":
            faults.append(f"a form with a file control needs upload=true: {_shown(form)}")


def _inline(page: Element, faults: list[str]) -> None:
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "style" or element.get("style") is not None:
            faults.append(
                f"inline style is refused by the policy: {_shown(element)}; use a class of the stylesheet"
            )
        if element.tag == "script" and not element.get("src"):
            faults.append("an inline script is refused by the policy")
        for name, value in element.attrib.items():
            if str(name).startswith("on"):
                faults.append(f"an inline handler is refused by the policy: {_shown(element)}")
            if name in {"href", "src", "action"} and value.strip().lower().startswith(
                ("javascript:", "data:")
            ):
                faults.append(f"an address that is a program or data: {_shown(element)}")
            if name in {"src", "href"} and element.tag != "a" and value.startswith(("http:", "https:", "//")):
                faults.append(f"something of a third party: {_shown(element)}")


def _links_and_pictures(page: Element, faults: list[str]) -> None:
    for link in page.iter("a"):
        if not link.get("href"):
            faults.append(f"a link without address: {_shown(link)}")
        if not text_of(link) and not link.get("aria-label"):
            faults.append(f"a link without words: {_shown(link)}")
    for picture in page.iter("img"):
        if picture.get("alt") is None:
            faults.append(f"a picture without alt: {_shown(picture)}")
    for drawing in page.iter():
        if (
            str(drawing.tag).endswith("svg")
            and drawing.get("aria-hidden") != "true"
            and drawing.get("role") != "img"
        ):
            faults.append("a drawing is either aria-hidden or role=img with title and desc")


def _tables(page: Element, faults: list[str]) -> None:
    for table in page.iter("table"):
        caption = table.find("caption")
        if caption is None or not text_of(caption):
            faults.append(f"a table without caption: {_shown(table)}; use the sheet component")
        for head in table.iter("th"):
            if not head.get("scope"):
                faults.append(f"a table head without scope: {_shown(head)}")


def _frame(page: Element, faults: list[str]) -> None:
    root = page if page.tag == "html" else page.find(".//html")
    if root is None or root.get("lang") not in {"zh-Hans", "en"}:
        faults.append("html needs lang zh-Hans or en")
    if len(page.findall(".//main")) != 1:
        faults.append("a page has exactly one main")


def _headers(response: Any, faults: list[str]) -> None:
    policy = response.headers.get("Content-Security-Policy", "")
    if "default-src 'none'" not in policy or "unsafe" in policy:
        faults.append(f"the content security policy is missing or weak: {policy!r}; is the app furnished?")
    if "no-store" not in response.headers.get("Cache-Control", ""):
        faults.append("a dynamic page must not be stored: Cache-Control no-store is missing")
    for banner in ("ETag", "Last-Modified", "Server"):
        if banner in response.headers:
            faults.append(f"{banner} tells or marks something")


def audit(response: Any) -> Element:
    """Assert that an HTML response keeps every rule of a page; give the parsed page back."""
    html = response.get_data(as_text=True)
    if not response.content_type.startswith("text/html"):
        raise PageFault(f"not a page: {response.content_type}")
    faults: list[str] = []
    page = _parse(html, faults)
    for rule in (_frame, _heading_and_title, _ids, _controls, _forms, _inline, _links_and_pictures, _tables):
        rule(page, faults)
    _headers(response, faults)
    if faults:
        raise PageFault("\n- ".join([f"{len(faults)} fault(s) on the page", *faults]))
    return page
