import random

import pytest

from lms.people.rules.codes import (
    ALPHABET,
    WORDS,
    first_password,
    grouped,
    readable_code,
    typed_code,
)


def test_a_code_has_nothing_that_looks_alike():
    assert not set("01258BILOQSUVZ") & set(ALPHABET)
    assert len(set(ALPHABET)) == len(ALPHABET) == 22
    assert len(set(WORDS)) == len(WORDS)


@pytest.mark.parametrize("seed", range(20))
def test_what_is_typed_with_spaces_and_small_letters_is_the_code(seed):
    code = readable_code(random.Random(seed).choice, 10)  # noqa: S311  repeatable

    assert typed_code(grouped(code).lower()) == code
    assert typed_code(f" {code[:5]} {code[5:]} ") == code


def test_what_looks_like_another_letter_is_read_as_it():
    assert typed_code("O1Q") == "DJD"


def test_a_first_password_can_be_typed_on_any_keyboard():
    password = first_password(random.Random(1).choice)  # noqa: S311  repeatable

    assert len(password) >= 8
    assert password.isascii()
    assert password == password.lower()
