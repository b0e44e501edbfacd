"""patternMatch: the regular expressions of XML Schema, within limits.

Python's engine may take exponential time on a hostile pattern, so only patterns
without a repeat inside a repeat are run, on short texts.
"""

import re

from question_bank.rules.qti.values import BadQti

LONGEST_PATTERN, LONGEST_TEXT = 200, 2000
_NESTED = re.compile(r"\([^()]*[*+{][^()]*\)\s*[*+{]")


def fits(pattern: str, text: str) -> bool:
    """Return whether the whole text fits the pattern. Raises BadQti where refused."""
    if len(pattern) > LONGEST_PATTERN or _NESTED.search(pattern):
        raise BadQti("the pattern is too intricate")
    try:
        compiled = re.compile(pattern)
    except re.error:
        raise BadQti("the pattern cannot be read") from None
    return compiled.fullmatch(text[:LONGEST_TEXT]) is not None
