"""Text whose letters were lost or garbled before it reached us: "Ti?ng Vi?t"."""

import re

from lms.core.errors import DomainError
from lms.core.html import to_text
from question_bank.rules.drafts import Draft

_REPLACED = re.compile(r"\w{0,40}\ufffd\w{1,40}|\w{1,40}\ufffd")
_GARBLED = re.compile(
    r"\w{0,40}(?:[ÃÂ][\u0080-\u00bf]|á[º»]\S|Ä[\u0080-\u0091\u2018])\w*"
)
_ASKED = re.compile(r"(?<![\w/.&=?:])[A-Za-z]+\?[a-z]+(?![\w:=/(?&])")


def refuse_lost_letters(draft: Draft, name: str) -> None:
    """Raise DomainError letters_lost where two words or more are no longer words.

    A question mark within a word counts in a draft without any letter with a mark.
    """
    texts = [
        to_text(html)
        for item in draft.items
        for html in (item.stem_html, *(option.html for option in item.options))
    ]
    whole = "\n".join(texts)
    found = _REPLACED.findall(whole) + _GARBLED.findall(whole)
    if whole.isascii():
        found += _ASKED.findall(whole)
    if len(found) >= 2:
        raise DomainError("letters_lost", where=f"file {name}", text=found[0])
