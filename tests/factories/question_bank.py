"""Banks, items and versions for tests."""

from decimal import Decimal
from itertools import count

from lms.core import html
from question_bank.models import Bank
from question_bank.rules.contents import Content
from question_bank.services import items, review

_numbers = count(1)
OPTIONS = [
    {"code": code, "html": text} for code, text in zip("ABCD", "2348", strict=True)
]


def make_bank(code=None, *, owner=None, **changes):
    number = next(_numbers)
    values = {"code": code or f"NH{number}", "title": f"Ngân hàng {number}"}
    if owner is not None:
        name = "owner_unit" if hasattr(owner, "kind") else "owner_person"
        values[name] = owner
    return Bank.objects.create(**values | changes)


def content(text="Một cộng một bằng mấy?", **changes):
    values = {
        "kind": "choose_one",
        "stem_html": html.from_text(text),
        "body": {"options": [dict(option) for option in OPTIONS]},
        "key": {"choice": ["A"]},
        "level": "biet",
        "points": Decimal("0.25"),
    }
    return items.tidy(Content(**values | changes))


def make_item(bank=None, *, by=None, code="", publish=False, **changes):
    """Return the first version of a new item; published by the system if asked."""
    bank = bank or make_bank()
    version = items.create_item(bank, content(**changes), by=by, code=code)
    return review.publish(version, by=None, in_one_step=True) if publish else version


def generated_content(text="Tính @{a} + @{b}.", **changes):
    """Return a sum with parameters: a in 2..9, b in 2..5, a > b."""
    values = {
        "kind": "numeric",
        "body": {},
        "key": {"accepted": ["@{a+b}"], "tolerance": None},
        "recipe": {
            "parameters": [
                {"name": "a", "value": "2..9"},
                {"name": "b", "value": "2..5"},
            ],
            "conditions": ["a > b"],
            "variants": 5,
            "seed": 1,
        },
    }
    return content(text, **values | changes)


def make_generated(bank=None, *, by=None, code="", publish=False, **changes):
    """Return the first version of a generated item; published by the system if asked."""
    bank = bank or make_bank()
    version = items.create_item(bank, generated_content(**changes), by=by, code=code)
    return review.publish(version, by=None, in_one_step=True) if publish else version
