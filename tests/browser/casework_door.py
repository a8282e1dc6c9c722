"""The casework site for tests: the deployed application, but passwords cost little, and one page fails. `gunicorn …casework_door:app`"""

import os
from dataclasses import replace

from casework import create_app
from casework.access import open_to_all
from config import CaseworkConfig
from tests.browser.failing import add_failing_page, fail
from web.process import guard_process


def cheap(config: CaseworkConfig) -> CaseworkConfig:
    """The same settings with passwords that are quick to check."""
    return replace(config, password_memory_kib=1024, password_passes=1)


if "SHUANGCHA_PEPPER_FILE" in os.environ:
    guard_process()
    app = create_app(cheap(CaseworkConfig.from_environment()))
    add_failing_page(app)
    open_to_all(fail)
