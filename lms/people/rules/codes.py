"""Codes and first passwords that people read from paper and a blackboard."""

from collections.abc import Callable, Sequence

# No 0 O Q, 1 I L, 2 Z, 5 S, 8 B, U V: what looks alike on a board is one of them.
ALPHABET = "ACDEFGHJKMNPRTWXY34679"
_ALIKE = str.maketrans({"0": "D", "O": "D", "Q": "D", "1": "J", "I": "J", "L": "J"})
DOOR_LENGTH = 6
PAPER_LENGTH = 10
WORDS = (
    "sao", "trang", "may", "gio", "nang", "mua", "song", "nui", "rung", "bien",
    "hoa", "la", "cay", "tre", "lua", "sen", "mai", "cam", "quyt", "xoai",
    "dua", "chuoi", "na", "oi", "meo", "cho", "ga", "vit", "trau", "nai",
    "tho", "khi", "voi", "ho", "chim", "ca", "tom", "cua", "ong", "buom",
    "xanh", "vang", "trong", "tim", "hong", "nau", "bac", "tron", "cao", "xinh",
    "nhanh", "khoe", "vui", "hien", "sang", "am", "mat", "dep", "gioi", "ngoan",
    "sach", "but", "vo", "mo",
)  # fmt: skip


def readable_code(choose: Callable[[Sequence[str]], str], length: int) -> str:
    """Return a code of letters and digits that cannot be mistaken for each other."""
    return "".join(choose(ALPHABET) for _ in range(length))


def typed_code(text: str) -> str:
    """Return what a person typed as it must have stood on the paper.

    Case, spaces and dashes do not matter; a letter that we never use is read as
    the one it looks like.
    """
    kept = "".join(char for char in text.upper() if char.isalnum())
    return kept.translate(_ALIKE)


def grouped(code: str) -> str:
    """Return a code in groups of five for print: "ACDEF-GHJKM"."""
    return "-".join(code[place : place + 5] for place in range(0, len(code), 5))


def first_password(choose: Callable[[Sequence[str]], str]) -> str:
    """Return a password that a child can type once: "meo-xanh-473"."""
    digits = "".join(choose("234679") for _ in range(4))
    return f"{choose(WORDS)}-{choose(WORDS)}-{digits}"
