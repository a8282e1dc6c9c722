"""The casework's history: every module named rows or rows_* below casework stands on one Base."""

import importlib
import pkgutil

import casework
from casework.database import Base
from migrations.environment import run

for _module in pkgutil.walk_packages(casework.__path__, "casework."):
    _name = _module.name.rpartition(".")[2]
    if _name in ("rows", "acts") or _name.startswith("rows_"):
        importlib.import_module(_module.name)

run(Base.metadata, "casework")
