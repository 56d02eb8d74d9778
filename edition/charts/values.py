"""The values that a trace of a plotly figure draws."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import numpy as np


def plain_values(values: Any) -> list[Any]:
    """Return the values of a trace as a list, also where plotly packed them in base64."""
    if values is None:
        return []
    if isinstance(values, Mapping) and "bdata" in values:
        array = np.frombuffer(base64.b64decode(values["bdata"]), dtype=np.dtype(values["dtype"]))
        return [None if np.isnan(value) else value for value in array.astype(float).tolist()]
    return list(values) if isinstance(values, (list, tuple)) else [values]
