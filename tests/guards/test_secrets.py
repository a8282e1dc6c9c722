"""No secret that was typed stands on a page again, whatever went wrong with its form; migrations stay one line."""

import importlib
from collections.abc import Iterator

import pytest
from alembic.script import ScriptDirectory
from wtforms import Form as AnyForm

from casework.offices.views_sessions import NOT_HELD
from migrations.running import History, alembic_config
from tests.guards.sources import ROOT, modules
from web.errors import HIDDEN_FIELDS
from web.fields import Secret


def secrets() -> Iterator[str]:
    """The name of every secret field of every form."""
    for path in modules("portal", "casework"):
        if not path.stem.startswith("forms"):
            continue
        module = importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for form in vars(module).values():
            if isinstance(form, type) and issubclass(form, AnyForm):
                for name, field in vars(form).items():
                    if getattr(field, "field_class", None) is Secret:
                        yield name


def test_every_secret_field_is_left_out_of_what_a_refusal_shows_and_of_what_an_ended_session_holds() -> None:
    found = set(secrets())
    assert "old_password" in found
    assert found <= HIDDEN_FIELDS
    assert found <= NOT_HELD


@pytest.mark.parametrize("history", History)
def test_every_history_of_migrations_is_one_line(history: History) -> None:
    """Two that stand on the same one leave no database that can be brought up."""
    assert len(ScriptDirectory.from_config(alembic_config(history, "sqlite://")).get_heads()) == 1
