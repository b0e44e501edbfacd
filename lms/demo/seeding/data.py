"""What the demonstration is told from: the files in lms/demo/data."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"


def load(name: str) -> Any:
    """Return the content of a JSON file below lms/demo/data."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def load_folder(name: str) -> dict[str, Any]:
    """Return {file name without suffix: content} of a folder of JSON files."""
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((DATA / name).glob("*.json"))
    }
