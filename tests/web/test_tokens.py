"""The tokens stand in the stylesheet as decided, and their contrasts are what was promised."""

from __future__ import annotations

import re

import pytest

from web import assets

TOKENS = {
    "paper": "#f6f5f0", "card": "#ffffff", "ink": "#1b2422", "ink2": "#4a5652", "rule": "#dcdad1", "edge": "#6f7b77",
    "teal": "#0f4d49", "teal2": "#0a3835", "tealt": "#e3eeeb", "link": "#0a5f58", "ind": "#434785", "indt": "#ecedf6",
    "red": "#a12d1b", "redt": "#fbece7", "amb": "#7d4d00", "ambt": "#fbf1da", "grn": "#236238", "grnt": "#e5f1e7",
    "focus": "#1a4fb4", "mark": "#fbe9b4",
    "heat1": "#d9e8e4", "heat2": "#abd0c9", "heat3": "#6fada3", "heat4": "#2c736b", "heat5": "#0f4d49",
}  # fmt: skip
TEXT = [
    ("ink", "paper"), ("ink", "card"), ("ink2", "paper"), ("ink2", "card"), ("ink2", "tealt"), ("ink", "tealt"),
    ("teal", "tealt"), ("link", "paper"), ("link", "card"), ("ind", "indt"), ("red", "card"), ("red", "paper"),
    ("red", "redt"), ("amb", "ambt"), ("grn", "grnt"), ("ink", "mark"), ("ink", "ambt"), ("ink", "redt"), ("ink", "grnt"),
    ("link", "ambt"), ("card", "teal"), ("card", "teal2"), ("ink", "heat1"), ("ink", "heat2"), ("ink", "heat3"),
    ("card", "heat4"), ("card", "heat5"), ("ink2", "head"),
]  # fmt: skip
SHAPES = [
    ("edge", "paper"),
    ("edge", "card"),
    ("focus", "card"),
    ("focus", "paper"),
    ("teal", "card"),
    ("red", "card"),
]


def tokens() -> dict[str, str]:
    """The custom properties of the stylesheet's root, colours in six digits."""
    root = re.search(r":root\{([^}]*)\}", assets.load(assets.STYLESHEET).plain.decode())
    assert root is not None
    pairs = dict(re.findall(r"--(\w+):(#[0-9a-f]+)", root[1]))
    return {
        name: f"#{value[1] * 2}{value[2] * 2}{value[3] * 2}" if len(value) == 4 else value
        for name, value in pairs.items()
    }


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two tokens."""
    known = tokens()
    light, dark = sorted((luminance(known[first]), luminance(known[second])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_tokens_are_those_decided() -> None:
    assert tokens().items() >= TOKENS.items()


@pytest.mark.parametrize(("words", "ground"), TEXT)
def test_text_is_readable_on_its_ground(words: str, ground: str) -> None:
    assert contrast(words, ground) >= 4.5


@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_borders_of_controls_and_the_focus_are_seen(shape: str, ground: str) -> None:
    assert contrast(shape, ground) >= 3
