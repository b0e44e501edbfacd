"""The guardian's page: one heading on top, the children below it."""

import re
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string


def headings(*names: str) -> list[str]:
    wards = [SimpleNamespace(name=name, code=name, marks=[True]) for name in names]
    page = render_to_string("portal/_wards.html", {"wards": wards})
    return re.findall(r"<(h\d)>", page)


@pytest.mark.parametrize(
    ("names", "levels"),
    [
        ((), ["h1"]),
        (("An",), ["h1", "h2"]),
        (("An", "Bình"), ["h1", "h2", "h3", "h2", "h3"]),
    ],
)
def test_headings_go_down_one_by_one(names, levels):
    assert headings(*names) == levels
