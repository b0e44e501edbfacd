"""Material of the demonstration repository, in every state of its review."""

import hashlib
import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.images.models import Image

from library.enums import ResourceKind
from library.models import (
    FrozenVersion,
    LecturePage,
    LinkPage,
    ResourceNode,
    ResourcePage,
    Shelf,
    SimulationPage,
    TelevisedPage,
    TextbookPage,
)
from library.services import review
from library.services.shelves import shelf_of
from lms.curriculum.models import Node
from lms.demo.seeding.data import DATA, load_folder
from lms.demo.seeding.organisation import Organisation
from lms.demo.seeding.people import SECOND_OFFICER, People
from lms.people.enums import Role
from lms.people.models import User

CLASSES = {
    ResourceKind.LECTURE: LecturePage,
    ResourceKind.TEXTBOOK: TextbookPage,
    ResourceKind.SIMULATION: SimulationPage,
    ResourceKind.TELEVISED: TelevisedPage,
    ResourceKind.LINK: LinkPage,
}
# Whose shelf a material stands on: the school that teaches it, else the province.
SCHOOLS = {("MAT", 10): "MH-PT1", ("PHY", 10): "MH-PT1", ("LIT", 10): "MH-PT1"}
# Promoted to the whole province, which teaches this subject and grade with it.
SHARED = {"mat10-ham-so-bac-hai": ("MAT", 10), "sim-nem-xien": ("PHY", 10)}
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
EARLIEST = ("link", "simulation")  # what lectures embed comes first


class Shelves:
    """Files pages, material by material, and moves each to its state."""

    def __init__(self, organisation: Organisation, people: People) -> None:
        self.organisation, self.people = organisation, people
        self.codes: dict[str, str] = {}

    def file_all(self) -> dict[str, str]:
        """File every material of lms/demo/data/library; {key: code}."""
        sources = load_folder("library")
        order = sorted(sources, key=lambda key: sources[key]["kind"] not in EARLIEST)
        for key in order:
            self.file(sources[key])
        return self.codes

    def file(self, source: dict[str, Any]) -> None:
        """Make one page as its author would, then review it as far as it has come."""
        author, school = self._author(source)
        unit = self.organisation.units[school] if school else None
        shelf = shelf_of(unit or self.organisation.province)
        page = self._page(source, shelf, author)
        page.nodes = [
            ResourceNode(node=node)
            for node in Node.objects.current().filter(code__in=source["nodes"])
        ]
        shelf.add_child(instance=page)
        page.save_revision(user=author)
        self.codes[source["key"]] = page.code
        self._review(page, source, author, school)

    def _author(self, source: dict[str, Any]) -> tuple[User, str]:
        school = SCHOOLS.get((source["subject"], source["grade"]), "")
        if school:
            return self.people.teachers["10A1", source["subject"]], school
        return self.people.officers[SECOND_OFFICER], ""

    def _page(self, source: dict[str, Any], shelf: Shelf, author: User) -> ResourcePage:
        values: dict[str, Any] = {
            "code": code_of(source["key"]),
            "title": source["title"],
            "slug": source["key"],
            "owner": author,
            "subject": self.people.subjects[source["subject"]],
            "grade": source["grade"],
            "summary": source["summary"],
            "minutes": source["minutes"],
            "licence": source["licence"],
            "authors": source["authors"],
            "source": source["source"],
            "live": False,
            "locale": shelf.locale,
        }
        values |= self._own(source, shelf, author)
        return CLASSES[source["kind"]](**values)

    def _own(
        self, source: dict[str, Any], shelf: Shelf, author: User
    ) -> dict[str, Any]:
        """Return the values that only this kind of page has."""
        kind = source["kind"]
        if kind == ResourceKind.TEXTBOOK:
            return {
                "chapters": [
                    (
                        "chapter",
                        {
                            "title": chapter["title"],
                            "body": self._blocks(chapter["body"], shelf, author),
                        },
                    )
                    for chapter in source["chapters"]
                ]
            }
        values: dict[str, Any] = {"body": self._blocks(source["body"], shelf, author)}
        if kind == ResourceKind.SIMULATION:
            values["package"] = self._package(source, shelf, author)
        elif kind == ResourceKind.TELEVISED:
            values["broadcast_at"] = datetime.fromisoformat(source["broadcast_at"])
            values["channel"] = source["channel"]
        elif kind == ResourceKind.LINK:
            values["url"] = source["url"]
            values["repository"] = source["repository"]
        return values

    def _blocks(
        self, body: list[dict[str, Any]], shelf: Shelf, author: User
    ) -> list[tuple[str, Any]]:
        return [(block["type"], self._value(block, shelf, author)) for block in body]

    def _value(self, block: dict[str, Any], shelf: Shelf, author: User) -> Any:
        value = block["value"]
        if block["type"] == "picture":
            image = self._image(value["file"], value["alt"], shelf, author)
            rest = {name: value[name] for name in ("alt", "caption")}
            return rest | {"image": image}
        if block["type"] == "resource":
            return {"code": self.codes[value["key"]], "note": value["note"]}
        return value

    def _image(self, name: str, alt: str, shelf: Shelf, author: User) -> Image:
        found = Image.objects.filter(title=name, collection=shelf.collection).first()
        if found:
            return found
        content = (DATA / "figures" / name).read_bytes()
        return Image.objects.create(
            title=name,
            file=ContentFile(content, name=name),
            description=alt[:255],
            collection=shelf.collection,
            uploaded_by_user=author,
        )

    def _package(self, source: dict[str, Any], shelf: Shelf, author: User) -> Document:
        name = f"{source['key']}.zip"
        return Document.objects.create(
            title=source["title"],
            file=ContentFile(_zipped(DATA / source["package"]), name=name),
            collection=shelf.collection,
            uploaded_by_user=author,
        )

    def _review(
        self, page: ResourcePage, source: dict[str, Any], author: User, school: str
    ) -> None:
        status = source["status"]
        if status == "draft":
            return
        version = review.submit(page, by=author)
        adopter, approver = self._reviewers(source["subject"], school)
        if status == "returned":
            review.give_back(version, by=adopter, reason=source["review_note"])
        if status in {"approved", "published"}:
            self._approve(version, adopter, approver, source)

    def _approve(
        self,
        version: FrozenVersion,
        adopter: User,
        approver: User,
        source: dict[str, Any],
    ) -> None:
        version = review.adopt(version, by=adopter)
        version = review.approve(version, by=approver)
        if source["status"] == "published":
            version = review.publish(version, by=approver)
        if source["key"] in SHARED:
            review.share(version, by=self.people.officers[Role.CURRICULUM_OFFICER])

    def _reviewers(self, subject: str, school: str) -> tuple[User, User]:
        officers = self.people.officers
        if not school:
            return officers[Role.CURRICULUM_OFFICER], officers[Role.PROVINCE_LEADER]
        return self.people.group_heads[school, subject], self.people.heads[school]


def code_of(key: str) -> str:
    """Return the same readable code for the same material on every machine."""
    digest = hashlib.sha256(key.encode()).digest()
    return "HL-" + "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:6])


def _zipped(folder: Path) -> bytes:
    """Return a folder as a zip that is the same every time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".md":
                entry = zipfile.ZipInfo(path.relative_to(folder).as_posix())
                archive.writestr(entry, path.read_bytes())
    return buffer.getvalue()
