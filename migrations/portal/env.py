"""The portal's own history: drafts, staged files, sessions, threads."""

from migrations.environment import run
from portal.rows import Base

run(Base.metadata, "portal")
