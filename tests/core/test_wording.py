"""The words for codes and for places in a file."""

import pytest
from django.utils import translation

from lms.core import wording
from lms.core.templatetags.vi import grouped


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "đoạn 28: A, B; ô C3: D"),
        ("en", "paragraph 28: A, B; cell C3: D"),
    ],
)
def test_places_within_a_sentence_are_said_in_the_language_of_the_reader(
    language, said
):
    details = {"options": "A, B", "places": "paragraph 28: A, B; cell C3: D"}
    with translation.override(language):
        assert said in wording.say("two_keys", details)


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        ("12345.250", "12.345,25", "12,345.25"),
        ("6930", "6.930", "6,930"),
        ("94.25", "94,25", "94.25"),
        (None, "–", "–"),
    ],
)
def test_large_counts_are_grouped(value, vietnamese, english):
    with translation.override("vi"):
        assert grouped(value) == vietnamese
    with translation.override("en"):
        assert grouped(value) == english
