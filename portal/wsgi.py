"""For gunicorn: `gunicorn --worker-class gthread --threads 320 portal.wsgi:app` (deploy/ has the whole command)."""

from config import PortalConfig
from portal import create_app

app = create_app(PortalConfig.from_environment())
