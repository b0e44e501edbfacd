"""Several interactions in one item: a text with gaps, where each is short enough."""

from lxml import etree

from question_bank.rules.drafts import DraftOption
from question_bank.rules.formats.qti.body import WORDS
from question_bank.rules.formats.qti.kinds import Source, options_of
from question_bank.rules.formats.xmltree import local

_LONG = ("data-latex", "<img", "<table", "<math")


def is_text_with_gaps(source: Source) -> bool:
    """Return whether all interactions can stand in a line of text.

    A choice can where one option is chosen of several that are plain words.
    """
    found = source.body.interactions
    if len(found) < 2 or not {local(one) for one in found} <= WORDS:
        return False
    return all(
        _is_short(one, source) for one in found if local(one) == "choiceInteraction"
    )


def _is_short(interaction: etree._Element, source: Source) -> bool:
    options = options_of(interaction, "simpleChoice", source)
    is_single = source.response(interaction).cardinality == "single"
    return is_single and len(options) > 1 and not any(map(_is_long, options))


def _is_long(option: DraftOption) -> bool:
    return any(mark in option.html for mark in _LONG)
