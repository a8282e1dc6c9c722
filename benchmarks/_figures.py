"""How a figure is printed: one JSON object a line, so that runs can be kept and compared."""

import json


def report(name: str, value: float, unit: str, detail: str) -> None:
    """Print one figure. `detail` says on how much data, and on what."""
    print(
        json.dumps(
            {"name": name, "value": round(value, 3), "unit": unit, "detail": detail}, ensure_ascii=False
        ),
        flush=True,
    )
