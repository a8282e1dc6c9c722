"""The public site for tests: the deployed application, and one page that fails. `gunicorn …public_door:app`"""

import os

from config import PortalConfig
from portal import create_app
from tests.browser.failing import add_failing_page

if "SHUANGCHA_RECEIPT_SALT" in os.environ:
    app = create_app(PortalConfig.from_environment())
    add_failing_page(app)
