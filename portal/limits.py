"""How often the same network may send, without keeping any address.

The key of a bucket is an HMAC of the network prefix under a secret drawn when the process starts; the secret goes
one way to the next every day, so yesterday's buckets cannot be recomputed. No raw address is kept, compared or
logged, and X-Forwarded-For counts only behind configured proxies (see `create_app`). Onion visitors share one
address: they have one generous bucket, and above it a plain question instead of a refusal.
"""

import hashlib
import hmac
import ipaddress
import secrets
import threading
from datetime import date
from typing import Final

from flask import Flask, Response, make_response, render_template, request
from flask_limiter import Limiter
from flask_limiter.errors import RateLimitExceeded

from portal.reception import desk
from web.errors import error_page, typed
from web.i18n import gettext as _

WRITE: Final = "600 per hour"
RATES: Final = {
    "reports.who": "60 per hour; 200 per day",
    "replies.look": "20 per 10 minutes; 100 per day",
    "reports.files": WRITE,
    "sending.check": WRITE,
    "replies.mailbox": WRITE,
    "replies.ask": WRITE,
}
ONION: Final = "2000 per hour"
ANSWER: Final = "举报"
_V4_PREFIX: Final = 24
_V6_PREFIX: Final = 48
_NEAR: Final = tuple(
    ipaddress.ip_network(each)
    for each in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
)


class Prefixes:
    """Turns an address into the name of a bucket that nobody can turn back."""

    def __init__(self, secret: bytes | None = None) -> None:
        self._secret = secret or secrets.token_bytes(32)
        self._day: date | None = None
        self._lock = threading.Lock()

    def bucket(self, address: str, day: date) -> str:
        """The bucket of an address on a day."""
        return hmac.digest(self._key(day), _prefix(address).encode(), hashlib.sha256)[:16].hex()

    def _key(self, day: date) -> bytes:
        with self._lock:
            while self._day is None or self._day < day:
                self._day = day if self._day is None else date.fromordinal(self._day.toordinal() + 1)
                self._secret = hashlib.sha256(b"next day" + self._secret).digest()
            return self._secret


def _prefix(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(known, ipaddress.IPv6Address) and known.ipv4_mapped is not None:
        known = known.ipv4_mapped
    width = _V4_PREFIX if known.version == 4 else _V6_PREFIX
    return str(ipaddress.ip_network((known, width), strict=False))


def is_onion() -> bool:
    """Whether this request came through the onion service, whose visitors share one address, that of the Tor daemon.

    The Host header alone anybody can write: it would let whoever knows the service's name past the counting.
    """
    onion = desk().config.onion_host
    return bool(onion) and request.host.partition(":")[0] == onion and _is_near(request.remote_addr or "")


def _is_near(address: str) -> bool:
    """An address of this host or of the operator's own network."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return not address  # a socket in the file system has none
    if isinstance(known, ipaddress.IPv6Address) and known.ipv4_mapped is not None:
        known = known.ipv4_mapped
    return any(known.version == near.version and known in near for near in _NEAR)


def answers_the_question() -> bool:
    """Whether an onion visitor answered the plain question of the refusal page."""
    return is_onion() and request.form.get("again", "").strip() == ANSWER


def init_app(app: Flask, storage: str) -> None:
    """Count what writes or derives keys, before the view and before the body is read."""
    prefixes = Prefixes()

    def bucket() -> str:
        return "onion" if is_onion() else prefixes.bucket(request.remote_addr or "", desk().today())

    limiter = Limiter(bucket, app=app, storage_uri=storage, headers_enabled=False, key_prefix="portal")

    @app.before_request
    def _count() -> None:
        rate = RATES.get(request.endpoint or "") if request.method == "POST" else None
        if rate is None:
            return
        onion = is_onion()
        if onion and answers_the_question():
            return
        with limiter.limit(ONION if onion else rate):
            pass

    app.register_error_handler(RateLimitExceeded, _too_often)


def _too_often(_error: RateLimitExceeded) -> Response:
    """A refusal that keeps what was typed; for onion visitors a plain question."""
    if not is_onion():
        return error_page(429)
    page = render_template("portal/pages/again.html", heading=_("请稍等再试"), failed=True, kept=typed())
    return make_response(page, 429)
