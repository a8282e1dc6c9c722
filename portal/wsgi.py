"""For gunicorn: `gunicorn --worker-class gthread --threads 320 portal.wsgi:app` (deploy/ has the whole command)."""

from config import PortalConfig
from portal import create_app
from web.process import guard_process

guard_process()

app = create_app(PortalConfig.from_environment())
