"""The same question as another kind: what fits both is kept."""

from question_bank.kinds import registry
from question_bank.kinds.base import Body, Key

_LISTS = ("options", "statements", "left")
_TYPED = {"short_answer", "numeric", "short_text"}
_CHOSEN = {"choose_one", "choose_many"}


def convert(body: Body, key: Key, *, was: str, to: str) -> tuple[Body, Key]:
    """Return body and key for the other kind; what it has no place for is left out."""
    if was == to:
        return body, key
    fresh, empty = registry.kind_of(to).form.EMPTY
    found: Body = dict(fresh)
    listed = next((body[name] for name in _LISTS if body.get(name)), None)
    target = next((name for name in _LISTS if name in fresh), None)
    if listed and target:
        found[target] = _lettered(listed, small=target == "statements")
    if to == "hotspot" and body.get("image"):
        found |= {n: body[n] for n in ("image", "width", "height") if n in body}
    if {was, to} <= _TYPED or {was, to} <= _CHOSEN:
        return found, key
    return found, empty


def _lettered(options: list[dict[str, str]], *, small: bool) -> list[dict[str, str]]:
    codes = [option["code"] for option in options]
    if not all(len(code) == 1 and code.isalpha() for code in codes):
        return options
    return [
        option | {"code": code.lower() if small else code.upper()}
        for option, code in zip(options, codes, strict=True)
    ]
