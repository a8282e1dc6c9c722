"""For gunicorn: `gunicorn --threads 320 portal.wsgi:app`; gunicorn.conf.py has the rest."""

from config import PortalConfig
from portal import create_app
from web.process import guard_process

guard_process()

app = create_app(PortalConfig.from_environment())
