"""Items of a bank as a file for other systems, with what is lost on the way."""

from pathlib import Path
from typing import Any

from lms.core import audit
from lms.core.errors import DomainError, NotFound
from media import api as media
from question_bank.models import Bank, ItemVersion
from question_bank.queries.access import may_write, sees_all
from question_bank.queries.search import newest_versions
from question_bank.rules.contents import Content
from question_bank.rules.exports import docx, gift, moodlexml, qti, xlsx
from question_bank.rules.exports.common import (
    GENERATED,
    RULES,
    SOUND,
    ExportItem,
    Loss,
    Outcome,
    Picture,
    file_codes,
    texts,
)
from question_bank.services.banks import note_look
from question_bank.services.items import contents_of

FORMATS = ("qti30", "qti22", "qti21", "moodlexml", "gift", "docx", "xlsx")
SUFFIX = {"moodlexml": "xml", "gift": "gift.txt", "docx": "docx", "xlsx": "xlsx"}


def export_bank(bank: Bank, form: str, *, by: Any, state: str = "") -> Outcome:
    """Return the newest version of every item of a bank in a format.

    form: one of FORMATS. state: only versions in it. The keys go along, so by must
    see the bank whole (None = the system). Raises not_allowed, format_unknown.
    """
    if by is not None and not (sees_all(by, bank) and may_write(by, bank)):
        raise DomainError("not_allowed")
    versions = newest_versions(by, bank=bank)
    if state:
        versions = versions.filter(state=state)
    return export_versions(list(versions), form, title=bank.title, bank=bank, by=by)


def export_versions(
    versions: list[ItemVersion], form: str, *, title: str, bank: Bank, by: Any
) -> Outcome:
    """Return these versions in a format."""
    made_of = [version for version in versions if version.is_template]
    versions = [version for version in versions if not version.is_template]
    contents = contents_of(versions)
    items = [_item(version, contents[version.pk]) for version in versions]
    outcome = _write(items, form, title=title)
    for item in items:
        if (item.key or {}).get("rubric"):
            outcome.lose(item, RULES)
        if any("data-sound" in text for text in (*texts(item), item.group_html)):
            outcome.lose(item, SOUND)
    outcome.lost += [Loss(v.item.code, GENERATED) for v in made_of]
    note_look(bank, by=by, format=form)
    audit.record("export", "bank", bank.code, by=by, format=form, items=outcome.written)
    return outcome


def save(outcome: Outcome, path: Path) -> None:
    """Write the file. Raises file_unwritable."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(outcome.content)
    except OSError as error:
        raise DomainError(
            "file_unwritable", where=f"file {path.name}", why=error.strerror or ""
        ) from None


def _write(items: list[ExportItem], form: str, *, title: str) -> Outcome:
    match form:
        case "xlsx":
            return xlsx.write(items)
        case "gift":
            return gift.write(items)
        case "moodlexml":
            return moodlexml.write(items, _pictures(items))
        case "docx":
            return docx.write(items, _pictures(items), title=title)
        case "qti21" | "qti22" | "qti30":
            return qti.write(items, _pictures(items), version=form)
    raise DomainError("format_unknown")


def _item(version: ItemVersion, content: Content) -> ExportItem:
    return ExportItem(
        code=version.item.code,
        kind=content.kind,
        stem_html=content.stem_html,
        body=content.body,
        key=content.key,
        rules=content.rules,
        explanation_html=content.explanation_html,
        level=content.level,
        level_tag=content.level_tag,
        node=content.node_code,
        points=content.points,
        seconds=content.seconds,
        enemies=content.enemies or (),
        group_code=content.group_code,
        group_html=content.group_html,
        outcome=content.outcome_code,
        taken_from=content.taken_from,
        licence=content.licence,
    )


def _pictures(items: list[ExportItem]) -> dict[str, Picture]:
    found: dict[str, Picture] = {}
    for code in dict.fromkeys(code for item in items for code in file_codes(item)):
        try:
            card = media.file_card(code)
            with media.open_file(code) as stream:
                content = stream.read()
        except (NotFound, OSError):
            continue
        suffix = card.suffix or card.mime.rpartition("/")[2]
        found[code] = Picture(f"{code}.{suffix}", card.mime, content)
    return found
