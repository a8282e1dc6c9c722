"""A door with nothing behind it, for gunicorn: `gunicorn tests.web.served:app`."""

from flask import Flask, Response, request

from web import Site, furnish, senders, worker
from web.process import guard_process

guard_process()
senders.SILENCE_SECONDS = 1.0
worker.HEAD_SECONDS = 2.0
worker.STALLED_SECONDS = 2

app = Flask("served", static_folder=None)
app.config.update(SECRET_KEY="for tests only")
furnish(app, Site("portal", "青澜市纪委监委"), trusted_hosts=("127.0.0.1",))


@app.post("/echo")
def echo() -> dict[str, str]:
    """What was sent."""
    return dict(request.form)


@app.get("/large")
def large() -> Response:
    """More than any line takes in at once."""
    return Response(bytes(64 << 20), mimetype="application/octet-stream")
