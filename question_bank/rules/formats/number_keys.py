"""Numbers as keys hold them: what a file accepts twice is written differently."""

MOST_DIGITS = 30  # 1e99999 is a number of a hundred thousand digits


def distinct(numbers: list[str]) -> list[str]:
    """Write a number that comes again with a nought more: credits go by the text."""
    out: list[str] = []
    for number in numbers:
        while number in out:
            number += "0" if "," in number else ",0"
        out.append(number)
    return out
