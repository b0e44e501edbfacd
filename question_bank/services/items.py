"""Making items and versions. A frozen version is never touched again."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import count
from typing import Any

from django.db import transaction
from django.db.models import F

from lms.core import audit, html
from lms.core.clock import database_now
from lms.core.errors import DomainError
from question_bank.enums import ChangeClass, VersionState
from question_bank.errors import Frozen
from question_bank.kinds import registry
from question_bank.models import (
    Bank,
    Enemy,
    Item,
    ItemGroup,
    ItemPicture,
    ItemStatistic,
    ItemVersion,
)
from question_bank.models.keys import ItemKey
from question_bank.rules.canonical import digest
from question_bank.rules.contents import (
    Content,
    has_picture,
    hide_key,
    pieces,
    wording,
)
from question_bank.services.likes import write_marks

_META = (
    "level", "level_tag", "node_code", "outcome_code", "subject_id", "grade", "points",
    "seconds", "taken_from", "licence",
)  # fmt: skip


def tidy(content: Content) -> Content:
    """Return the content as it is stored: HTML cleaned, no order that tells the key.

    Raises BadItem where the kind cannot have such a body, stem_missing.
    """
    cleaned = hide_key(content.with_html(html.clean))
    return replace(cleaned, body=cleaned.body | {})


@transaction.atomic
def create_item(
    bank: Bank,
    content: Content,
    *,
    by: Any,
    code: str = "",
    **source: Any,
) -> ItemVersion:
    """Make an item with its first version, a draft. content: tidied.

    code: the item's own, else the bank numbers it. source: batch, ref, place,
    source_html of the file it came from. Raises BadItem, item_code_taken.
    """
    registry.check_draft(content.kind, content.body)
    if code and Item.objects.filter(bank=bank, code=code).exists():
        raise DomainError("item_code_taken", value=code)
    item = Item.objects.create(bank=bank, code=code or next_code(bank), created_by=by)
    return _write(item, content, number=1, by=by, **source)


@transaction.atomic
def add_version(item: Item, content: Content, *, by: Any, **source: Any) -> ItemVersion:
    """Write the next wording of an item; an open version is rewritten.

    content: tidied. Nothing is written where nothing changed but the same wording
    is there already. The change class is worked out from what changed. Raises BadItem,
    item_merged.
    """
    registry.check_draft(content.kind, content.body)
    if item.merged_into_id:
        raise DomainError("item_merged", item=item.code)
    newest = item.versions.select_for_update().order_by("-number").first()
    if newest is not None and not newest.is_frozen:
        return rewrite(newest, content, by=by, **source)
    before = content_of(newest) if newest else None
    group = passage(item.bank, content)
    if newest and newest.digest == content.fingerprint(group.digest if group else ""):
        return newest
    change = change_class(before, content) if before else ChangeClass.FIRST
    if newest and newest.made_from:  # a variant that is put right stays one
        source = {"made_from": newest.made_from, "drawn": newest.drawn} | source
    version = _write(
        item,
        content,
        number=newest.number + 1 if newest else 1,
        by=by,
        change_class=change,
        **source,
    )
    if newest and change == ChangeClass.COSMETIC:
        _carry_statistics(newest, version)
    return version


@transaction.atomic
def rewrite(
    version: ItemVersion, content: Content, *, by: Any, **source: Any
) -> ItemVersion:
    """Change a version that is still open; it goes back to being a draft.

    Raises Frozen once it was published or used.
    """
    version = ItemVersion.objects.select_for_update().get(pk=version.pk)
    if version.is_frozen:
        raise Frozen(version.item.code)
    registry.check_draft(content.kind, content.body)
    _fill(version, content, by=by)
    for name, value in source.items():
        setattr(version, name, value)
    version.state = VersionState.DRAFT
    version.save()
    ItemKey.objects.filter(version=version).update(**_key_fields(content))
    _afterwards(version, content)
    return version


@transaction.atomic
def save_edit(item: Item, content: Content, *, by: Any) -> ItemVersion:
    """Store what a person wrote in the editor: a new wording, or only new filing.

    content: tidied. Where only the filing changed, a frozen version stays and is
    filed anew.
    """
    version = add_version(item, content, by=by)
    changes = {
        name: getattr(content, name)
        for name in _META
        if getattr(version, name) != getattr(content, name)
    }
    if changes:
        reclassify(version, by=by, **changes)
    return version


@transaction.atomic
def reclassify(version: ItemVersion, *, by: Any, **changes: Any) -> None:
    """Change what an item is filed under, also of a frozen version: no paper shows it.

    changes: level, level_tag, node_code, outcome_code, subject_id, grade, points,
    seconds, taken_from, licence. The
    variants of a generated item are filed with it.
    """
    unknown = set(changes) - set(_META)
    if unknown:
        raise ValueError(f"not metadata: {unknown}")
    for name, value in changes.items():
        setattr(version, name, value)
    version.save(update_fields=list(changes))
    ItemVersion.objects.filter(made_from=version).update(**changes)
    audit.record(
        "reclassify",
        "item",
        version.item.code,
        by=by,
        **{name: str(value) for name, value in changes.items()},
    )


def set_apart(chosen: list[Item], *, by: Any) -> None:
    """Let no two of these items of a bank stand in one paper.

    Each names the next ones only: enemies count both ways.
    """
    rows = [
        Enemy(item=one, other_code=other.code)
        for place, one in enumerate(chosen)
        for other in chosen[place + 1 :]
    ]
    Enemy.objects.bulk_create(rows, ignore_conflicts=True)
    for one in chosen:
        audit.record("set_apart", "item", one.code, by=by, items=len(chosen))


def with_filing_of(item: Item, content: Content) -> Content:
    """Return content that brings no source, licence or outcome with those it had."""
    newest = item.versions.order_by("-number").first()
    if newest is None:
        return content
    names = ("outcome_code", "taken_from", "licence")
    had = {name: getattr(newest, name) for name in names if not getattr(content, name)}
    return replace(content, **had)


def freeze_versions(version_ids: Iterable[int]) -> int:
    """Say that these versions are used in a paper: they can never change again.

    Safe to repeat. Returns how many were not frozen before.
    """
    return ItemVersion.objects.filter(pk__in=list(version_ids), frozen_at=None).update(
        frozen_at=database_now()
    )


def content_of(version: ItemVersion) -> Content:
    """Return what a version says, its key included."""
    return contents_of([version])[version.pk]


def contents_of(versions: Iterable[ItemVersion]) -> dict[int, Content]:
    """Return what each of the versions says, by its id; two queries for all."""
    versions = list(versions)
    keys = ItemKey.objects.in_bulk([version.pk for version in versions])
    enemies: dict[int, list[str]] = defaultdict(list)
    for row in Enemy.objects.filter(item__in=[v.item_id for v in versions]):
        enemies[row.item_id].append(row.other_code)
    return {v.pk: _content(v, keys[v.pk], enemies[v.item_id]) for v in versions}


def _content(version: ItemVersion, key: ItemKey, enemies: list[str]) -> Content:
    group = version.group
    return Content(
        kind=version.kind,
        stem_html=version.stem_html,
        body=version.body,
        key=key.key,
        rules=key.rules,
        explanation_html=key.explanation_html,
        recipe=version.recipe,
        group_code=group.code if group else "",
        group_html=group.html if group else "",
        group_where=group.where if group else "",
        enemies=tuple(sorted(enemies)),
        **{name: getattr(version, name) for name in _META},
    )


def change_class(before: Content, after: Content) -> ChangeClass:
    """Return how far one wording departs from another; the gravest change counts."""
    if before.kind != after.kind:
        return ChangeClass.WORDING
    texts = [[html.to_text(p) for p in pieces(c)] for c in (before, after)]
    if texts[0] != texts[1] or before.recipe != after.recipe:
        return ChangeClass.WORDING
    if before.key != after.key:
        return ChangeClass.KEY
    if before.rules != after.rules:
        return ChangeClass.SCORING
    return ChangeClass.COSMETIC


def next_code(bank: Bank) -> str:
    """Return the next free number of a bank as an item code, e.g. "TOAN12-0007"."""
    while True:
        locked = Bank.objects.select_for_update().get(pk=bank.pk)
        number = locked.next_number
        Bank.objects.filter(pk=bank.pk).update(next_number=F("next_number") + 1)
        code = f"{bank.code[:50]}-{number:04d}"
        if not Item.objects.filter(bank=bank, code=code).exists():
            return code


def _write(
    item: Item, content: Content, *, number: int, by: Any, **more: Any
) -> ItemVersion:
    version = ItemVersion(item=item, number=number, **more)
    _fill(version, content, by=by)
    version.save()
    ItemKey.objects.create(version=version, **_key_fields(content))
    _afterwards(version, content)
    return version


def _fill(version: ItemVersion, content: Content, *, by: Any) -> None:
    group = passage(version.item.bank, content)
    version.kind = content.kind
    version.stem_html = content.stem_html
    version.body = content.body
    version.group = group
    version.digest = content.fingerprint(group.digest if group else "")
    said = wording(content, html.to_text)
    version.words, version.own_from = said.words, said.own_from
    version.has_picture = has_picture(content)
    version.author = by
    version.recipe, version.is_template = content.recipe, bool(content.recipe)
    for name in _META:
        setattr(version, name, getattr(content, name))


def _key_fields(content: Content) -> dict[str, Any]:
    return {
        "key": content.key,
        "rules": content.rules,
        "explanation_html": content.explanation_html,
        "digest": content.key_fingerprint(),
    }


def _afterwards(version: ItemVersion, content: Content) -> None:
    write_marks([version])
    codes = {c for p in pieces(content) for c in html.file_codes(p)}
    codes |= set(html.file_codes(content.explanation_html))
    codes |= {c for p in pieces(content) for c in html.sound_codes(p)}
    if content.body.get("image"):
        codes.add(content.body["image"])
    bank = version.item.bank
    for code in sorted(codes):
        ItemPicture.objects.get_or_create(bank=bank, file_code=code)
    if content.enemies is not None:
        version.item.enemies.exclude(other_code__in=content.enemies).delete()
        for other in content.enemies:
            Enemy.objects.get_or_create(item=version.item, other_code=other)


def passage(bank: Bank, content: Content) -> ItemGroup | None:
    """Return the row of the shared passage with this wording, made where new.

    A passage without a code joins the one with the same text, else it gets a number.
    """
    if not content.group_html:
        return None
    mark = digest(content.group_html)
    groups = ItemGroup.objects.filter(bank=bank)
    if not content.group_code:
        if same := groups.filter(digest=mark).first():
            return same
        taken = set(groups.values_list("code", flat=True))
        numbered = (f"NL{number}" for number in count(1))
        content = replace(
            content, group_code=next(c for c in numbered if c not in taken)
        )
    code = content.group_code
    rows = list(ItemGroup.objects.filter(bank=bank, code=code).order_by("-number"))
    for row in rows:
        if row.digest == mark:
            return row
    return ItemGroup.objects.create(
        bank=bank,
        code=code,
        number=rows[0].number + 1 if rows else 1,
        html=content.group_html,
        digest=mark,
        where=content.group_where[:120],
    )


def _carry_statistics(before: ItemVersion, after: ItemVersion) -> None:
    for figure in ItemStatistic.objects.filter(version=before):
        figure.pk, figure.version = None, after
        figure._state.adding = True
        figure.save()
