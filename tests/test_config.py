"""The portal's settings refuse to start on doubt, name every doubt at once, and never quote a value."""

from pathlib import Path

import pytest

from config import ConfigError, PortalConfig, database_url

SOUND = {
    "SHUANGCHA_ROOT_VERIFY_KEY": "scverify1something",
    "SHUANGCHA_RECEIPT_SALT": "ab" * 16,
    "SHUANGCHA_DATA": "/srv/shuangcha",
}


def test_three_settings_are_enough() -> None:
    config = PortalConfig.from_environment(SOUND)
    assert config.portal_database == "sqlite:////srv/shuangcha/portal.db"
    assert (config.blobs, config.limits, config.proxies) == (Path("/srv/shuangcha/blobs"), True, 0)
    assert config.hosts == ("localhost", "127.0.0.1")


def test_every_doubt_is_named_and_no_value_quoted() -> None:
    with pytest.raises(ConfigError) as refused:
        PortalConfig.from_environment(
            {
                "SHUANGCHA_RECEIPT_SALT": "hello-secret",
                "SHUANGCHA_PORTAL_HOSTS": "*",
                "SHUANGCHA_PROXIES": "many",
                "SHUANGCHA_LIMITS": "perhaps",
                "SHUANGCHA_PORTAL_DATABASE": "mysql://secret@host/x",
                "SHUANGCHA_LEAVE_URL": "http://example.org",
                "SHUANGCHA_LIMITER_STORAGE": "file:///x",
            }
        )
    assert len(refused.value.doubts) == 8
    assert "secret" not in str(refused.value)


def test_portal_and_mailbox_are_two_databases() -> None:
    with pytest.raises(ConfigError):
        PortalConfig.from_environment(
            SOUND
            | {
                "SHUANGCHA_PORTAL_DATABASE": "sqlite:////x.db",
                "SHUANGCHA_MAILBOX_DATABASE": "sqlite:////x.db",
            }
        )


def test_a_history_nobody_knows_has_no_database() -> None:
    with pytest.raises(ValueError, match="history"):
        database_url("other", {})
