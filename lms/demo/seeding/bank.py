"""Item banks of the demonstration: written by us, reviewed by a second person."""

import re
from decimal import Decimal
from typing import Any

from lms.core import html
from lms.demo.seeding.data import DATA, load_folder
from lms.demo.seeding.organisation import Organisation
from lms.demo.seeding.people import SECOND_OFFICER, People
from lms.people.enums import Role
from lms.people.models import User
from media.api import store_file
from question_bank.models import Bank, ItemVersion
from question_bank.rules.contents import Content
from question_bank.services.banks import create_bank
from question_bank.services.items import create_item, tidy
from question_bank.services.pictures import ITEM, note_pictures
from question_bank.services.review import publish, submit

# Which school's subject group keeps a bank; the others belong to the province.
KEEPERS = {"DEMO-MAT10": ("MH-PT1", "MAT"), "DEMO-PHY10": ("MH-PT1", "PHY")}
# Kinds that no blueprint of ours asks for: some of them still wait for somebody.
DRAFTS, WAITING = ("match",), ("order", "cloze")


def make_banks(organisation: Organisation, people: People) -> dict[str, Bank]:
    """Make the banks with their items: most published, some waiting for review."""
    banks = {}
    for source in load_folder("items").values():
        author, reviewer, owner = _hands(organisation, people, source["bank"])
        bank = create_bank(
            source["bank"],
            title=source["title"],
            owner=owner,
            by=author,
            subject_id=people.subjects[source["subject"]].pk,
        )
        versions = _make_items(bank, source, people, author)
        for version in versions:
            if version.kind in DRAFTS:
                continue
            submit(version, by=author)
            if version.kind not in WAITING:
                publish(version, by=reviewer)
        banks[bank.code] = bank
    return banks


def _hands(
    organisation: Organisation, people: People, code: str
) -> tuple[User, User, Any]:
    """Return author, reviewer and owning unit of a bank."""
    if code not in KEEPERS:
        officer = people.officers[Role.CURRICULUM_OFFICER]
        return people.officers[SECOND_OFFICER], officer, organisation.province
    school, subject = KEEPERS[code]
    head = people.group_heads[school, subject]
    author = people.teachers["10A1", subject]
    owner = organisation.groups[school, subject]
    return author, head, owner


def _make_items(
    bank: Bank, source: dict[str, Any], people: People, author: User
) -> list[ItemVersion]:
    groups = {group["code"]: group["text"] for group in source["groups"]}
    versions = []
    for item in source["items"]:
        pictures = [
            _picture(bank, figure, author) for figure in item.get("figures", [])
        ]
        content = _content(item, people, groups, "".join(pictures))
        versions.append(create_item(bank, content, by=author, code=item["code"]))
    return versions


def _picture(bank: Bank, figure: dict[str, str], author: User) -> str:
    path = DATA / "figures" / figure["file"]
    card = store_file(
        path.read_bytes(), name=path.name, by=author, purpose=ITEM, expect={"image"}
    )
    note_pictures(bank, [card.code])
    alt = html.escape(figure["alt"])
    return f'<p><img data-file="{card.code}" alt="{alt}"></p>'


def _content(
    item: dict[str, Any], people: People, groups: dict[str, str], pictures: str
) -> Content:
    group = item.get("group", "")
    return tidy(
        Content(
            kind=item["kind"],
            stem_html=_stem(item) + pictures,
            body=_body(item),
            key=item.get("key") or {},
            explanation_html=_explanation(item),
            level=item["level"],
            level_tag=item.get("primary_level", ""),
            node_code=item["node"],
            subject_id=people.subjects[item["subject"]].pk,
            grade=item["grade"],
            points=Decimal(item["points"]),
            seconds=item["seconds"],
            group_code=group,
            group_html=html.from_text(groups[group]) if group else "",
            enemies=tuple(item["enemies"]),
        )
    )


def _stem(item: dict[str, Any]) -> str:
    stem = html.from_text(item["stem"])
    if item["kind"] != "cloze":
        return stem
    return re.sub(r"\[\[(\w+)\]\]", r'<span data-gap="\1"></span>', stem)


def _body(item: dict[str, Any]) -> dict[str, Any]:
    body: dict[str, Any] = {
        name: [
            {"code": part["code"], "html": html.from_text(part["text"])}
            for part in item[name]
        ]
        for name in ("options", "statements", "left", "right")
        if name in item
    }
    if item["kind"] == "cloze":
        gaps = item["key"]["gaps"]
        body["gaps"] = [{"code": code, "kind": _gap_kind(gaps[code])} for code in gaps]
    return body


def _gap_kind(accepted: list[str]) -> str:
    numbers = all(re.fullmatch(r"-?\d+([.,]\d+)?", answer) for answer in accepted)
    return "number" if numbers else "text"


def _explanation(item: dict[str, Any]) -> str:
    text = html.from_text(item.get("explanation", ""))
    rows = "".join(
        f"<li>{html.from_text(row['text'])} ({row['points'].replace('.', ',')})</li>"
        for row in item.get("guide", ())
    )
    return text + (f"<ul>{rows}</ul>" if rows else "")
