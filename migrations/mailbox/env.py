"""The mailbox's history."""

from mailbox.rows import Base
from migrations.environment import run

run(Base.metadata, "mailbox")
