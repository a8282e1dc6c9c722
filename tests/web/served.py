"""A door with nothing behind it, for gunicorn: `gunicorn tests.web.served:app`."""

from flask import Flask, request

from web import Site, furnish, senders
from web.process import guard_process

guard_process()
senders.SILENCE_SECONDS = 1.0

app = Flask("served", static_folder=None)
app.config.update(SECRET_KEY="for tests only")
furnish(app, Site("portal", "青澜市纪委监委"), trusted_hosts=("127.0.0.1",))


@app.post("/echo")
def echo() -> dict[str, str]:
    """What was sent."""
    return dict(request.form)
