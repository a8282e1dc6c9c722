"""Names of things in the mailbox: random, never sequential, so that no order can be read from them."""

import base64
import secrets
from typing import NewType

DepositId = NewType("DepositId", str)
ThreadId = NewType("ThreadId", str)
OfficeId = NewType("OfficeId", str)
BlobId = NewType("BlobId", str)
ReplyId = NewType("ReplyId", str)
NoticeId = NewType("NoticeId", str)


def new_id() -> str:
    """26 lower-case letters and digits: 128 random bits in base 32."""
    return base64.b32encode(secrets.token_bytes(16)).decode("ascii").rstrip("=").lower()
