"""Every member of every enum of the regulation has a Chinese name of its own."""

import importlib
import inspect
import pkgutil
from enum import StrEnum

import pytest

import regulation
from regulation.chapters import Mark
from regulation.labels import LABELS, label
from regulation.terms import Level, ManagedBy

UNSPOKEN = {Mark}


def enums_of_the_regulation() -> set[type[StrEnum]]:
    found = set()
    for module in pkgutil.iter_modules(regulation.__path__):
        if module.name == "__main__":
            continue
        for _, each in inspect.getmembers(
            importlib.import_module(f"regulation.{module.name}"), inspect.isclass
        ):
            if issubclass(each, StrEnum) and each.__module__.startswith("regulation."):
                found.add(each)
    return found - UNSPOKEN


@pytest.mark.parametrize("enum", sorted(enums_of_the_regulation(), key=lambda enum: enum.__name__))
def test_every_member_has_a_name(enum: type[StrEnum]) -> None:
    assert enum in LABELS, f"add the Chinese names of {enum.__name__} to regulation/labels.py"
    assert set(enum) == set(LABELS[enum])
    assert all(label(member) for member in enum)


def test_members_of_two_enums_with_one_stored_value_keep_their_own_names() -> None:
    assert label(Level.CITY) == "市"
    assert label(ManagedBy.CITY) == "市管干部"
