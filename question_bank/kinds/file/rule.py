"""A file that a person marks: a photo of the work, a document, a recording.

Body: {"suffixes": ["pdf", "jpg"], "most_mb": 20}. Key: {}, or {"rubric": […]}
(``rules.rubrics``). Value: {"file": "code of
the upload"}.
"""

import re
from decimal import Decimal
from typing import Any

from question_bank.errors import BadItem, InvalidValue
from question_bank.rules import outcomes, rubrics, values
from question_bank.rules.outcomes import Outcome

VERSION = "file/1"
SUFFIXES = ("pdf", "jpg", "png", "docx", "xlsx", "pptx", "mp3", "txt", "py", "sb3")
MOST_MB = 20
CODE = re.compile(r"^[A-Za-z0-9_-]{6,64}$")


def check_body(body: dict[str, Any]) -> None:
    """Kinds of file that we take, up to 20 MB."""
    for suffix in body.get("suffixes") or []:
        if suffix not in SUFFIXES:
            raise BadItem("suffix_unknown", where="options", value=suffix)
    most = body.get("most_mb", MOST_MB)
    if not (isinstance(most, int) and 1 <= most <= MOST_MB):
        raise BadItem("most_out_of_range", where="options", value=str(most))


def check_key(body: dict[str, Any], key: dict[str, Any] | None) -> None:
    """Nothing is needed: a person marks; by a rubric where there is one."""
    rubrics.check_rubric(key)


def shape(body: dict[str, Any]) -> dict[str, Any]:
    """Return {"suffixes": […], "most_mb": n}."""
    return {
        "suffixes": body.get("suffixes") or list(SUFFIXES),
        "most_mb": body.get("most_mb", MOST_MB),
    }


def check_value(shape: dict[str, Any], value: Any) -> None:
    """The code of an upload."""
    code = values.the_field(value, "file")
    if not isinstance(code, str) or not CODE.match(code):
        raise InvalidValue("type")


def score(
    body: dict[str, Any],
    key: dict[str, Any] | None,
    value: Any,
    *,
    possible: Decimal,
    rules: dict[str, Any],
) -> Outcome:
    """Leave it to a person."""
    return outcomes.FOR_A_PERSON


def examples(body: dict[str, Any]) -> list[Any]:
    """Return three codes as uploads get them."""
    return [{"file": code} for code in ("upload-000001", "upload-000002", "AbCdEf_1")]
