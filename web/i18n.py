"""The reader's language and size of text.

Rules kept here:
- Chinese (zh-Hans) is the source: a text without translation stands in Chinese;
- a choice is asked for in the address (``lang=en``, ``big=1``). Where the door already
  keeps something for this visitor the choice is kept there; where it keeps nothing, no
  cookie is set for it: every address the page builds carries it instead;
- a request that names no choice gets Chinese: the browser's list of languages is not read,
  because what a page looks like must not depend on what a browser tells of its owner.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol
from urllib.parse import urlencode

from flask import Flask, current_app, g, has_request_context, request, url_for
from flask_babel import Babel, Domain, get_locale, gettext, lazy_gettext, ngettext

from web.translations.catalogue import translations

__all__ = [
    "Preferences",
    "big_text",
    "gettext",
    "init_app",
    "language",
    "lazy_gettext",
    "ngettext",
    "switch",
]

LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB"}
TAGS = {"zh": "zh-Hans", "en": "en"}
CHOICES: Mapping[str, tuple[str, ...]] = {"lang": ("zh", "en"), "big": ("0", "1")}
DEFAULTS: Mapping[str, str] = {"lang": "zh", "big": "0"}


class Preferences(Protocol):
    """Where a door keeps a visitor's choices, if it keeps anything for this visitor."""

    def recall(self, name: str) -> str | None:
        """The choice kept for this visitor, or none."""

    def keep(self, name: str, value: str) -> bool:
        """Keep a choice; false when nothing is kept for this visitor and links must carry it."""


class NothingKept:
    """A door that keeps nothing: every choice travels in links."""

    def recall(self, name: str) -> str | None:
        """Nothing is kept."""
        del name
        return None

    def keep(self, name: str, value: str) -> bool:
        """Links must carry it."""
        del name, value
        return False


class _Fragments(Domain):  # type: ignore[misc]  # flask-babel is untyped
    """The catalogue merged from the fragments, instead of folders the library searches."""

    def get_translations(self) -> Any:
        return translations("en" if language() == "en" else "zh")


def _choice(name: str) -> str:
    """One choice of this request: asked now, else kept, else the default."""
    if not has_request_context():
        return DEFAULTS[name]
    chosen: dict[str, str] = g.setdefault("web_choices", {})
    if name not in chosen:
        asked = request.args.get(name, "")
        preferences: Preferences = current_app.extensions["web.preferences"]
        if asked in CHOICES[name]:
            kept = preferences.keep(name, asked)
            chosen[name] = asked
            if not kept and asked != DEFAULTS[name]:
                g.setdefault("web_carried", {})[name] = asked
        else:
            recalled = preferences.recall(name)
            chosen[name] = recalled if recalled in CHOICES[name] else DEFAULTS[name]
    return chosen[name]


def language() -> str:
    """The reader's language: ``zh`` or ``en``."""
    return _choice("lang")


def language_tag() -> str:
    """The reader's language as a page's ``lang`` says it."""
    return TAGS[language()]


def big_text() -> bool:
    """Whether the reader asked for the large edition."""
    return _choice("big") == "1"


def carried() -> dict[str, str]:
    """The choices this page's addresses have to carry."""
    for name in CHOICES:
        _choice(name)
    return dict(g.get("web_carried", {}))


def carry_from_now_on() -> None:
    """What is kept for this visitor is about to go: the addresses of this answer carry the choices instead."""
    for name, value in ((name, _choice(name)) for name in CHOICES):
        if value != DEFAULTS[name]:
            g.setdefault("web_carried", {})[name] = value


def _carry(endpoint: str, values: dict[str, Any]) -> None:
    """Put the choices that nothing keeps into an address that is being built."""
    if not has_request_context() or endpoint.startswith("assets."):
        return
    for name, value in carried().items():
        values.setdefault(name, value)


def switch(name: str, value: str) -> str:
    """The address of this same page with one choice made otherwise.

    A page that only answers to a sent form, and one that was not found, lead to the first page.
    """
    rule = request.url_rule
    arguments = {**carried(), name: value}
    if rule is None or rule.methods is None or "GET" not in rule.methods:
        return "/?" + urlencode(arguments)
    kept = [(k, v) for k, v in request.args.items(multi=True) if k not in CHOICES]
    return request.script_root + request.path + "?" + urlencode(kept + sorted(arguments.items()))


def same_page() -> str:
    """The address of this very page, for a form that is sent to where it stands; it carries the choices too."""
    return url_for(request.endpoint or "", **(request.view_args or {}))


def init_app(app: Flask, preferences: Preferences | None = None) -> None:
    """Install the languages; templates get ``lang``, ``big`` and ``switch``."""
    app.extensions["web.preferences"] = preferences or NothingKept()
    Babel(
        app,
        default_locale=LOCALES["zh"],
        default_timezone="Asia/Shanghai",
        locale_selector=lambda: LOCALES[language()],
    )
    app.extensions["babel"].instance.domain_instance = _Fragments()
    app.url_defaults(_carry)
    app.jinja_env.globals.update(switch=switch, carried=carried, same_page=same_page)

    @app.context_processor
    def _reader() -> dict[str, object]:
        return {"lang": language(), "lang_tag": language_tag(), "big": big_text()}


def locale() -> Any:
    """The Babel locale of this reader."""
    return get_locale()
