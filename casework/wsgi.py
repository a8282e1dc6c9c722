"""What the server loads: `gunicorn casework.wsgi:app`. Core dumps are off: memory may hold open keys."""

import resource

from casework import create_app
from config import CaseworkConfig

resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

app = create_app(CaseworkConfig.from_environment())
