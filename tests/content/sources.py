"""Where the content lies, and how a test reads it."""

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NODES = ROOT / "lms" / "curriculum" / "data" / "nodes"
DEMO = ROOT / "lms" / "demo" / "data"
BANKS = ["mat10", "phy10", "mat6", "nat6", "mat4", "his10", "lit10"]


def bank(name):
    return read_json(f"items/{name}.json")


def read_json(path):
    return json.loads((DEMO / path).read_text(encoding="utf-8"))


def short_code(item):
    """``MAT10-C1-01`` -> ``C1-01``."""
    return item["code"].split("-", 1)[1]


def texts_of(value):
    """Yield every text in a JSON document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)
