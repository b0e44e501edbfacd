"""What an item is worth where it does not say so, and whether its parts are alike."""

from decimal import Decimal

from question_bank.rules.drafts import DraftItem
from question_bank.rules.formats.qti import processing
from question_bank.rules.formats.qti.declarations import Mapping, Response, number
from question_bank.rules.formats.qti.kinds import Source


def points_of(source: Source) -> str | None:
    """Return the points of a right answer as the rules give them, None if unknown."""
    match source.processing:
        case processing.SUM:
            won = sum(processing.parts_of(source.root).values(), Decimal(0))
        case processing.MAP:
            won = sum(map(_mapped, _asked(source)), Decimal(0))
        case processing.POINT:
            areas = [area.points for r in _asked(source) for area in r.areas]
            won = sum((points for points in areas if points > 0), Decimal(0))
        case processing.MATCH:
            won = _set(source)
        case _:
            won = Decimal(0)
    return f"{won.normalize():f}" if won > 0 else None


def is_uneven(item: DraftItem, source: Source) -> bool:
    """Return whether a mapping gives pairs or places points that our kind does not."""
    asked = _asked(source)
    mapping = asked[0].mapping if len(asked) == 1 else None
    if source.processing != processing.MAP or mapping is None:
        return False
    if item.kind == "order":
        return True
    return item.kind == "match" and not _is_plain(item, mapping)


def _is_plain(item: DraftItem, mapping: Mapping) -> bool:
    """Return whether every right pair wins the same and every wrong one as ours."""
    pairs = {" ".join(pair) for pair in (item.key or {}).get("pairs", [])}
    right = {points for key, points, _c in mapping.entries if key in pairs}
    wrong = {points for key, points, _c in mapping.entries if key not in pairs}
    loss = -mapping.best if item.details.get("many") else Decimal(0)
    return len(right) == 1 and (wrong | {mapping.default}) <= {loss}


def _asked(source: Source) -> list[Response]:
    names = [one.get("responseIdentifier", "") for one in source.body.interactions]
    return [source.responses[name] for name in names if name in source.responses]


def _mapped(response: Response) -> Decimal:
    if response.mapping is None:
        return Decimal(0)
    is_single = response.cardinality == "single"
    return response.mapping.best if is_single else response.mapping.total


def _set(source: Source) -> Decimal:
    """Return the number that the score is set to; standard templates set 1."""
    rules = source.root.find("responseProcessing")
    found = [
        number(value.text) or Decimal(0)
        for rule in ([] if rules is None else rules.iter("setOutcomeValue"))
        if rule.get("identifier") == "SCORE"
        for value in rule.iter("baseValue")
    ]
    return max(found, default=Decimal(1))
