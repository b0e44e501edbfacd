"""What the pages of readers and of reviewers show of a version."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from library.enums import Licence
from library.models import Completion, FrozenVersion, VersionPart
from library.queries import reading
from library.rules.citation import citation
from library.rules.content import checks_of, resources_of
from library.services.rendering import with_addresses
from media.api import content_origin, package_address

# What a page must load to show formulas; blocks keep them drawn.
_MATH = 'class="katex'


def shown_blocks(
    version: FrozenVersion,
    part: VersionPart,
    *,
    user: Any,
    answers: dict[str, int] | None = None,
) -> list[dict[str, Any]]:
    """Return the blocks of a part with what depends on the reader or the day."""
    given = answers or {}
    checks = checks_of(version.data)
    notes = {
        b["id"]: b
        for p in version.data["parts"]
        for b in p["blocks"]
        if b["type"] == "resource"
    }
    linked = reading.live_versions(user, resources_of(version.data)) if notes else {}
    blocks = []
    for block in part.blocks:
        extra: dict[str, Any] = {}
        if block["type"] == "check":
            extra = shown_check(checks[block["id"]], given.get(block["id"]))
        elif block["type"] == "resource":
            note = notes[block["id"]]
            extra = {"code": note["code"], "note": note["note"]}
            extra["resource"] = linked.get(note["code"])
        blocks.append(block | extra)
    return blocks


def shown_check(check: dict[str, Any], chosen: int | None) -> dict[str, Any]:
    """Return a question as its reader may see it: no key before an answer."""
    shown: dict[str, Any] = {
        "question": check["question"],
        "options": [
            {"place": place, "html": html, "is_chosen": place == chosen}
            for place, html in enumerate(check["options"])
        ],
        "is_answered": chosen is not None,
    }
    if chosen is None or not 0 <= chosen < len(check["options"]):
        return shown
    is_right = chosen == check["right"]
    return shown | {
        "is_right": is_right,
        "feedback": check["feedback"][chosen],
        "explanation": check["explanation"] if is_right else "",
    }


def shown_main(request: HttpRequest, version: FrozenVersion) -> dict[str, Any] | None:
    """Return the main file with addresses for this reader."""
    main = version.data["main"]
    if main is None:
        return None
    if main["type"] == "package":
        return main | {"src": package_address(request, main["file"])}
    if main["type"] == "broadcast":
        recording = main["recording"]
        return main | {
            "moment": parse_datetime(main["at"]) if main["at"] else None,
            "recording": with_addresses(recording) if recording else None,
        }
    return with_addresses(main)


def has_math(blocks: list[dict[str, Any]], version: FrozenVersion) -> bool:
    """Return whether the page must load the styles of formulas."""
    if any(_MATH in block.get("html", "") for block in blocks):
        return True
    live = [block for block in blocks if block["type"] == "check"]
    return bool(live) and "data-latex" in str(version.data["parts"])


def progress_words(version: FrozenVersion, completion: Completion | None) -> str:
    """Return how far a reader is and what is lacking; "" before she has begun."""
    if completion is None:
        return ""
    if completion.completed_at:
        return _("Finished")
    lacking = reading.lacking(version, completion)
    words = [_("Read so far: %(n)s %%") % {"n": int(completion.fraction * 100)}]
    if count := lacking.checks:
        words.append(
            ngettext("%(n)s question to answer", "%(n)s questions to answer", count)
            % {"n": count}
        )
    if count := lacking.minutes:
        words.append(
            ngettext(
                "about %(n)s more minute of reading until it is finished",
                "about %(n)s more minutes of reading until it is finished",
                count,
            )
            % {"n": count}
        )
    return " · ".join(words)


def facts(version: FrozenVersion) -> dict[str, Any]:
    """Return what stands at the foot: licence, citation, who approved it when."""
    data = version.data
    year = (version.published_at or version.submitted_at).year
    return {
        "licence": Licence(data["licence"]).label,
        "citation": citation(
            authors=data["authors"],
            title=version.title,
            unit=version.unit.name,
            year=year,
            code=version.code,
        ),
        "source": data["source"],
    }


def allow_frame(
    request: HttpRequest, response: HttpResponseBase, main: dict[str, Any] | None
) -> HttpResponseBase:
    """Let a page frame its package (on the content origin) or its PDF."""
    if main and main["type"] == "package":
        vars(response)["_csp_update"] = {"frame-src": [content_origin(request)]}
    return response
