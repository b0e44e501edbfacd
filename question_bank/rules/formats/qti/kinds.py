"""The interactions of QTI 2/3 as our kinds."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from lxml import etree

from lms.core.errors import Problem
from lms.core.text import fold
from question_bank.rules.drafts import DraftGap, DraftItem, DraftOption
from question_bank.rules.formats.markup import gap_html
from question_bank.rules.formats.qti import own, processing
from question_bank.rules.formats.qti.body import Body, Html, gap_mark
from question_bank.rules.formats.qti.declarations import Response
from question_bank.rules.formats.xmltree import local
from question_bank.rules.uploads import SUFFIXES

BLANK = "_____"
CHOICES = {
    "inlineChoiceInteraction": "inlineChoice",
    "choiceInteraction": "simpleChoice",
}
_TAG = re.compile(r"<[^>]*>")
_TRUTHS = {
    "dung": True, "sai": False, "true": True, "false": False, "t": True, "f": False,
    "yes": True, "no": False, "co": True, "khong": False, "d": True, "s": False,
    "correct": True, "incorrect": False,
}  # fmt: skip


class Unsupported(Exception):
    """An item that has no kind of ours, with the reason."""

    def __init__(self, code: str, **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


@dataclass(frozen=True)
class Source:
    """All that is needed to read one item."""

    root: etree._Element
    body: Body
    html: Html
    responses: dict[str, Response]
    processing: str

    def response(self, interaction: etree._Element) -> Response:
        """Return the response of an interaction. Raises Unsupported where undeclared."""
        name = interaction.get("responseIdentifier", "")
        found = self.responses.get(name)
        if found is None:
            raise Unsupported("response_undeclared", value=name)
        return found


def choice(item: DraftItem, source: Source) -> DraftItem:
    """Read a choiceInteraction."""
    interaction = source.body.interactions[0]
    response = source.response(interaction)
    options = options_of(interaction, "simpleChoice", source)
    if len(options) < 2:
        raise Unsupported("options_missing")
    return _chosen(replace(item, options=options), response, source, interaction)


def hottext(item: DraftItem, source: Source) -> DraftItem:
    """Read a hottextInteraction: words of the text are the options."""
    interaction = source.body.interactions[0]
    response = source.response(interaction)
    options = tuple(
        DraftOption(word.get("identifier", ""), source.html.of(word))
        for word in interaction.iter("hottext")
    )
    if len(options) < 2:
        raise Unsupported("options_missing")
    return _chosen(replace(item, options=options), response, source, interaction)


def _chosen(
    item: DraftItem, response: Response, source: Source, interaction: etree._Element
) -> DraftItem:
    is_single = response.cardinality == "single"
    codes = [option.code for option in item.options]
    right = [code for code in _right(response, source) if code in codes]
    most = interaction.get("maxChoices", "")
    details = dict(item.details)
    if not is_single and most.isdigit() and 0 < int(most) < len(codes):
        details["most"] = int(most)
    details["shuffle"] = interaction.get("shuffle") == "true"
    item = replace(
        item, kind="choose_one" if is_single else "choose_many", details=details
    )
    if not right:
        return unkeyed(item)
    key: dict[str, Any] = {"choice": right[:1] if is_single else right}
    credit = _credit(response, source, is_single=is_single)
    part = {
        code: share
        for code, share in credit.items()
        if code in codes and not (is_single and code in key["choice"])
    }
    if part:
        key["credit"] = part
    return replace(item, key=key)


def extended_text(item: DraftItem, source: Source) -> DraftItem:
    """Read an extendedTextInteraction: a person marks it.

    Where rules compare what was typed with words, those words are the key.
    """
    interaction = source.body.interactions[0]
    response = source.response(interaction)
    words = processing.answers_in_rules(source.root, response.identifier)
    if not words or response.base_type != "string":
        return replace(item, kind="essay")
    is_strict = not processing.ignores_case(source.root, response.identifier)
    key = {"accepted": words, "tolerance": None, "case_sensitive": is_strict}
    return replace(item, kind="short_text", key=key)


def match(item: DraftItem, source: Source) -> DraftItem:
    """Read a matchInteraction."""
    interaction = source.body.interactions[0]
    response = source.response(interaction)
    sets = interaction.findall("simpleMatchSet")
    if len(sets) != 2:
        raise Unsupported("options_missing")
    left, right = (options_of(one, "simpleAssociableChoice", source) for one in sets)
    pairs = _pairs(_right(response, source))
    item = replace(item, kind="match", options=left, targets=right)
    many = any(c.get("matchMax", "1") != "1" for c in sets[0])
    truth = _truth(left, right, pairs)
    if truth and not many:
        return _cluster(item, left, truth, source)
    item = replace(item, details={**item.details, "many": many})
    return replace(item, key={"pairs": pairs}) if pairs else unkeyed(item)


def _truth(
    left: tuple[DraftOption, ...], right: tuple[DraftOption, ...], pairs: list
) -> dict[str, bool]:
    """Return the truth of each left side where the right ones are true and false."""
    words = {o.code: _TRUTHS.get(fold(_TAG.sub("", o.html)).strip()) for o in right}
    if sorted(words.values(), key=str) != [False, True]:
        return {}
    found = {a: bool(words[b]) for a, b in pairs if b in words}
    return found if len(found) == len(left) == len(pairs) else {}


def _cluster(
    item: DraftItem,
    statements: tuple[DraftOption, ...],
    truth: dict[str, bool],
    source: Source,
) -> DraftItem:
    """Return statements that are true or false, scored as the file scores them."""
    count, rules = len(statements), {}
    if source.processing == processing.MATCH:
        rules = {"ladder": ["0"] * count + ["1"]}
    elif own.kind_of(source.root) != "true_false_cluster":
        steps = [Decimal(n) / count for n in range(count + 1)]
        rules = {"ladder": [_plain(step) for step in steps]}
    details = item.details | ({"rules": rules} if rules else {})
    return replace(
        item, kind="true_false_cluster", options=statements, targets=(),
        key={"truth": truth}, details=details,
    )  # fmt: skip


def upload(item: DraftItem, source: Source) -> DraftItem:
    """Read an uploadInteraction: a person marks the file."""
    interaction = source.body.interactions[0]
    source.response(interaction)
    suffix = SUFFIXES.get(interaction.get("type", ""))
    details = item.details | ({"suffixes": (suffix,)} if suffix else {})
    return replace(item, kind="file", key={}, details=details)


def associate(item: DraftItem, source: Source) -> DraftItem:
    """Read an associateInteraction: pairs out of one set, as left and right sides."""
    interaction = source.body.interactions[0]
    response = source.response(interaction)
    choices = options_of(interaction, "simpleAssociableChoice", source)
    pairs = _pairs(_right(response, source))
    lefts = [a for a, _b in pairs]
    rights = [b for _a, b in pairs]
    used = lefts + rights
    if not pairs or len(set(used)) < len(used):
        raise Unsupported("kind_unsupported", value="associateInteraction")
    left = tuple(option for option in choices if option.code in lefts)
    right = tuple(option for option in choices if option.code not in lefts)
    warning = Problem("associate_as_match", item.where)
    return replace(
        item,
        kind="match",
        options=left,
        targets=right,
        key={"pairs": pairs},
        warnings=(*item.warnings, warning),
    )


def order(item: DraftItem, source: Source) -> DraftItem:
    """Read an orderInteraction."""
    interaction = source.body.interactions[0]
    response = source.response(interaction)
    options = options_of(interaction, "simpleChoice", source)
    right = _right(response, source)
    item = replace(item, kind="order", options=options)
    return replace(item, key={"order": right}) if right else unkeyed(item)


def slider(item: DraftItem, source: Source) -> DraftItem:
    """Read a sliderInteraction: a number within bounds."""
    interaction = source.body.interactions[0]
    response = source.response(interaction)
    item = replace(item, kind="numeric", details={
        **item.details,
        "lower": interaction.get("lowerBound", ""),
        "upper": interaction.get("upperBound", ""),
    })  # fmt: skip
    key = text_key(response, source, is_number=True)
    return replace(item, key=key) if key else unkeyed(item)


def gaps(item: DraftItem, source: Source) -> DraftItem:
    """Read text entries and inline choices: one entry is a field, more are a cloze."""
    found = source.body.interactions
    only = found[0]
    is_entry = len(found) == 1 and local(only) == "textEntryInteraction"
    if is_entry and own.kind_of(source.root) != "cloze":
        return _single_entry(item, source, only)
    stem, out, accepted = item.stem_html, [], {}
    extra: dict[str, Any] = {}
    for number, interaction in enumerate(found, start=1):
        code = str(number)
        gap, right, more = _gap(code, interaction, source)
        out.append(gap)
        if right:
            accepted[code] = right
        for name, value in more.items():
            extra.setdefault(name, {})[code] = value
        stem = stem.replace(gap_mark(number), gap_html(code))
    names = {str(i): x.get("responseIdentifier", "") for i, x in enumerate(found, 1)}
    if weights := _weights(names, source):
        extra["weights"] = weights
    item = replace(
        item,
        kind="cloze",
        stem_html=stem,
        gaps=tuple(out),
        details={**item.details, "responses": names},
    )
    if len(accepted) < len(out):
        return unkeyed(item)
    return replace(item, key={"gaps": accepted} | extra)


def _weights(names: dict[str, str], source: Source) -> dict[str, str]:
    """Return what each gap is worth, {} where all are worth the same."""
    worth = processing.parts_of(source.root)
    if source.processing == processing.MAP:
        mapped = {name: source.responses[name].mapping for name in names.values()}
        worth = {name: mapping.best for name, mapping in mapped.items() if mapping}
    found = {code: worth.get(name, Decimal(0)) for code, name in names.items()}
    if len(set(found.values())) < 2 or min(found.values()) <= 0:
        return {}
    least = min(found.values())
    return {code: _plain(round(p / least, 3)) for code, p in found.items()}


def _single_entry(
    item: DraftItem, source: Source, interaction: etree._Element
) -> DraftItem:
    response = source.response(interaction)
    is_number = response.base_type in ("float", "integer")
    item = replace(
        item,
        kind="numeric" if is_number else "short_text",
        stem_html=item.stem_html.replace(gap_mark(1), BLANK),
    )
    key = text_key(response, source, is_number=is_number)
    return replace(item, key=key) if key else unkeyed(item)


def _gap(
    code: str, interaction: etree._Element, source: Source
) -> tuple[DraftGap, list[str], dict[str, Any]]:
    response = source.response(interaction)
    if local(interaction) in CHOICES:
        options = options_of(interaction, CHOICES[local(interaction)], source)
        right = [c for c in _right(response, source) if c in {o.code for o in options}]
        credit = _credit(response, source, is_single=True)
        part = {c: s for c, s in credit.items() if c not in right}
        extra: dict[str, Any] = {"credit": part} if part else {}
        return DraftGap(code, "choice", options), right, extra
    is_number = response.base_type in ("float", "integer")
    key = text_key(response, source, is_number=is_number) or {"accepted": []}
    tolerance = key.get("tolerance")
    gap = DraftGap(
        code,
        "number" if is_number else "text",
        case_sensitive=bool(key.get("case_sensitive")),
        tolerances=(tolerance,) * len(key["accepted"]) if tolerance else (),
    )
    more: dict[str, Any] = {"credit": key["credit"]} if "credit" in key else {}
    if tolerance:
        more["tolerances"] = [tolerance] * len(key["accepted"])
    return gap, key["accepted"], more


def gap_match(item: DraftItem, source: Source) -> DraftItem:
    """Read a gapMatchInteraction: words to be put into the gaps of a text."""
    interaction = source.body.interactions[0]
    response = source.response(interaction)
    words = (*interaction.findall("gapText"), *interaction.findall("gapImg"))
    options = tuple(
        DraftOption(w.get("identifier", ""), source.html.of(w)) for w in words
    )
    places = [gap.get("identifier", "") for gap in interaction.iter("gap")]
    if not options or not places:
        raise Unsupported("gaps_missing")
    stem, accepted = item.stem_html, {}
    pairs = _pairs(_right(response, source))
    for place in places:
        stem = stem.replace(f"\ue200{place}\ue201", gap_html(place))
        right = [word for word, gap in pairs if gap == place]
        if right:
            accepted[place] = right
    item = replace(
        item,
        kind="cloze",
        stem_html=stem,
        gaps=tuple(DraftGap(place, "choice", options) for place in places),
    )
    # A gap without a right word is to stay empty; our cloze cannot say that.
    if len(accepted) < len(places):
        return unkeyed(item)
    return replace(item, key={"gaps": accepted})


def text_key(
    response: Response, source: Source, *, is_number: bool
) -> dict[str, Any] | None:
    """Return the key of a typed answer, None where the item has none."""
    mapping = response.mapping
    texts, credit, strict = list(_right(response, source)), {}, not is_number
    if mapping and mapping.best > 0 and source.processing != processing.MATCH:
        entries = [(k, p, c) for k, p, c in mapping.entries if p > 0]
        texts = [key for key, _points, _case in entries] or texts
        strict = any(case for _key, _points, case in entries)
        credit = {
            key: _plain(points / mapping.best)
            for key, points, _case in entries
            if points != mapping.best
        }
    elif processing.ignores_case(source.root, response.identifier):
        strict = False
    if not texts:
        return None
    if is_number:
        texts = [text.replace(".", ",") for text in texts]
        credit = {text.replace(".", ","): share for text, share in credit.items()}
    key: dict[str, Any] = {"accepted": texts, "tolerance": None}
    if is_number:
        key["tolerance"] = processing.tolerance_of(source.root, response.identifier)
    else:
        key["case_sensitive"] = strict
    return key | ({"credit": credit} if credit else {})


def unkeyed(item: DraftItem) -> DraftItem:
    """Return the item without a key, with a warning."""
    return replace(
        item, key=None, warnings=(*item.warnings, Problem("key_missing", item.where))
    )


def _right(response: Response, source: Source) -> list[str]:
    """Return the right answers: declared, mapped best, or named in the rules."""
    if response.correct:
        return response.correct
    mapping = response.mapping
    if mapping and mapping.best > 0:
        if response.cardinality == "single":
            return [k for k, points, _c in mapping.entries if points == mapping.best]
        return [key for key, points, _case in mapping.entries if points > 0]
    return processing.answers_in_rules(source.root, response.identifier)


def _credit(response: Response, source: Source, *, is_single: bool) -> dict[str, str]:
    """Return shares of the points for single options, {} for all or nothing."""
    mapping = response.mapping
    if mapping is None or source.processing != processing.MAP:
        return {}
    whole = mapping.best if is_single else mapping.total
    if whole <= 0:
        return {}
    return {
        key: _plain(points / whole)
        for key, points, _case in mapping.entries
        if points != 0
    }


def options_of(
    parent: etree._Element, name: str, source: Source
) -> tuple[DraftOption, ...]:
    """Return the choices of an interaction."""
    return tuple(
        DraftOption(element.get("identifier", ""), source.html.of(element))
        for element in parent.iter(name)
    )


def _pairs(values: list[str]) -> list[list[str]]:
    pairs = [value.split() for value in values]
    return [pair for pair in pairs if len(pair) == 2]


def _plain(value: Decimal) -> str:
    return f"{round(value, 6).normalize():f}"


READERS: dict[str, Callable[[DraftItem, Source], DraftItem]] = {
    "choiceInteraction": choice,
    "hottextInteraction": hottext,
    "extendedTextInteraction": extended_text,
    "matchInteraction": match,
    "associateInteraction": associate,
    "orderInteraction": order,
    "sliderInteraction": slider,
    "gapMatchInteraction": gap_match,
    "uploadInteraction": upload,
}
