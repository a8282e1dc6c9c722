"""One-time codes (RFC 6238): which time step a code belongs to. A step once used is never accepted again."""

import hmac

import pyotp

from casework.database import Clock

STEP_SECONDS = 30
STEPS_AROUND = (0, -1, 1)


def matching_step(secret: str, code: str, clock: Clock, *, after: int | None) -> int | None:
    """The time step this code proves, later than `after`; None when it proves none. Every step around the
    present is compared, so that the answer costs the same."""
    now = int(clock().timestamp()) // STEP_SECONDS
    totp = pyotp.TOTP(secret, interval=STEP_SECONDS)
    typed = "".join(code.split())
    found: int | None = None
    for offset in STEPS_AROUND:
        step = now + offset
        same = hmac.compare_digest(totp.generate_otp(step).encode(), typed.encode())
        if same and (after is None or step > after):
            found = step
    return found


def provisioning_link(secret: str, user_name: str) -> str:
    """The otpauth link an authenticator takes."""
    return pyotp.TOTP(secret).provisioning_uri(name=user_name, issuer_name="双查")
