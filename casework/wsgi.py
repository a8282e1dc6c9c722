"""What the server loads: `gunicorn casework.wsgi:app`. Core dumps are off: memory may hold open keys."""

from casework import create_app
from casework.confined import require_confinement
from config import CaseworkConfig
from web.process import guard_process

guard_process()
require_confinement()

app = create_app(CaseworkConfig.from_environment())
