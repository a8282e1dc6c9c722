"""m and u, in one versioned file; a weight is log2(m / u), in bits, and u follows how frequent a value is."""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Bands:
    """Where the bands begin, in bits above the prior (one declarant among all)."""

    strong_above_prior: float
    doubtful_above_prior: float
    independent: float
    tie: float


class Weights:
    """The parameters of one model version."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.version: str = data["version"]
        self.bands = Bands(**data["bands"])
        self._pool: int = data["pool"]
        self._base: dict[str, float] = data["base"]
        self._fields: dict[str, dict[str, dict[str, Any]]] = data["fields"]

    @classmethod
    @cache
    def shipped(cls) -> Self:
        """The version that comes with the product."""
        text = resources.files("casework.linkage").joinpath("weights.json").read_text("utf-8")
        return cls(json.loads(text))

    def weight(
        self, field: str, level: str, *, count: int = 0, among: int = 0, base: str = "", short: bool = False
    ) -> float:
        """Bits for a level; `count` bearers of the value among `among` give u where it is a frequency."""
        values = self._fields[field][level]
        u = values["u"]
        if u == "frequency":
            u = (count + self._pool * self._base[base]) / (among + self._pool)
            u = max(u, values.get("floor_short" if short else "floor", 0.0))
        return math.log2(values["m"] / float(u))
