"""The switches of the online share as the environment sets them."""

from fractions import Fraction

import pytest

from lms.records.services.snapshots import present_parameters
from lms.settings import env


@pytest.mark.parametrize(("text", "kept"), [("0,25", "0.25"), ("1/3", "1/3"), ("", "")])
def test_a_share_is_kept_as_written(monkeypatch, text, kept):
    monkeypatch.setenv("LMS_SHARE_W", text)
    assert env.share("LMS_SHARE_W") == kept


def test_what_is_set_stands_over_what_is_usual(settings):
    settings.LMS_ONLINE_SHARE = {"min_completion": "0.8"}
    found = present_parameters()
    assert (found.min_completion, found.share_w) == (Fraction(4, 5), Fraction(1, 2))
