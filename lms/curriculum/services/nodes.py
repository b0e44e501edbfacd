"""The tree of topics, lessons and outcomes below the subjects, from a file."""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from lms.core import audit
from lms.core.clock import today
from lms.core.errors import DomainError
from lms.curriculum.models import Node, ProgrammeVersion, Subject
from lms.curriculum.rules.trees import Leaf, faults, ordered
from lms.curriculum.services.node_rows import NodeReading, read_nodes

FIRST_VERSION = ("2018", "Chương trình giáo dục phổ thông 2018", date(2018, 12, 26))
_OWN_FIELDS = ("level", "grade", "kind", "title", "periods")


@transaction.atomic
def import_nodes(
    path: Path,
    *,
    version: str = "",
    valid_from: date | None = None,
    by: Any = None,
    subject_codes: Collection[str] | None = None,
) -> dict[str, Any]:
    """Take in nodes of one edition of the programme; parents may come in any order.

    version: code of the edition; "" = the one in force. With valid_from a version
    that does not exist yet is opened from that day: it stands in for the older one
    in the subject-grades of the file, whose old nodes stay readable.
    subject_codes: the subjects this person looks after; None = all.
    Returns {"added", "changed", "unchanged", "skipped", "warnings"}.
    Raises DomainError unknown_version, or as read_table does.
    """
    reading = NodeReading(path)
    edition = _version(version, valid_from)
    read_nodes(reading, subject_codes)
    known = {node.code: node for node in _nodes_of(edition)}
    _drop_faulty(reading, known)
    _write(reading, edition, known)
    places = {leaf.place for leaf in reading.leaves.values()}
    _put_in_order(edition, places)
    _retire_older(edition, places)
    report = reading.report
    report.skipped.sort(key=lambda skipped: skipped.row)
    counts = report.counts.as_json()
    audit.record("import", "nodes", path.name, by=by, version=edition.code, **counts)
    return report.as_json()


def _version(code: str, valid_from: date | None) -> ProgrammeVersion:
    if not code:
        holding = ProgrammeVersion.objects.filter(
            valid_from__lte=today(), valid_to=None
        )
        if found := holding.first():
            return found
        code, title, start = FIRST_VERSION
        return ProgrammeVersion.objects.create(code=code, title=title, valid_from=start)
    if found := ProgrammeVersion.objects.filter(code=code).first():
        return found
    if valid_from is None:
        raise DomainError("unknown_version", value=code)
    return ProgrammeVersion.objects.create(
        code=code[:40], title=code, valid_from=valid_from
    )


def _nodes_of(edition: ProgrammeVersion) -> Any:
    return edition.nodes.select_related("subject", "parent")


def _as_leaf(node: Node) -> Leaf:
    return Leaf(
        node.code,
        node.parent.code if node.parent else "",
        (node.subject.code, node.level, node.grade),
        node.kind,
        node.title,
        node.periods,
    )


def _drop_faulty(reading: NodeReading, known: dict[str, Node]) -> None:
    stored = {code: _as_leaf(node) for code, node in known.items()}
    for code, fault in faults(reading.leaves, stored).items():
        parent = reading.leaves.pop(code).parent
        reading.skip(reading.rows[code], fault, value=parent[:60])


def _write(
    reading: NodeReading, edition: ProgrammeVersion, known: dict[str, Node]
) -> None:
    subjects = {subject.code: subject for subject in Subject.objects.all()}
    counts = reading.report.counts
    new, changed, moved = [], [], []
    for code, leaf in reading.leaves.items():
        subject_code, level, grade = leaf.place
        values = {"level": level, "grade": grade, "kind": leaf.kind}
        values |= {"title": leaf.title, "periods": leaf.periods}
        node = known.get(code)
        if node is None:
            node = Node(version=edition, code=code)
            new.append(node)
        elif _as_leaf(node) == leaf:
            counts.unchanged += 1
            continue
        else:
            changed.append(node)
        node.subject = subjects[subject_code]
        for name, value in values.items():
            setattr(node, name, value)
        moved.append(node)
    Node.objects.bulk_create(new)
    Node.objects.bulk_update(changed, ["subject", *_OWN_FIELDS])
    _hang(reading, edition, moved)
    counts.added, counts.changed = len(new), len(changed)


def _hang(reading: NodeReading, edition: ProgrammeVersion, nodes: list[Node]) -> None:
    ids = dict(edition.nodes.values_list("code", "id"))
    for node in nodes:
        parent = reading.leaves[node.code].parent
        node.parent_id = ids[parent] if parent else None
    Node.objects.bulk_update(nodes, ["parent"], batch_size=500)


def _put_in_order(edition: ProgrammeVersion, places: set[tuple[str, str, int]]) -> None:
    moved = []
    for subject_code, level, grade in sorted(places):
        nodes = {
            node.code: node
            for node in _nodes_of(edition).filter(
                subject__code=subject_code, level=level, grade=grade
            )
        }
        order = ordered(_as_leaf(node) for node in nodes.values())
        for position, code in enumerate(order, start=1):
            if nodes[code].position != position:
                nodes[code].position = position
                moved.append(nodes[code])
    Node.objects.bulk_update(moved, ["position"], batch_size=500)


def _retire_older(edition: ProgrammeVersion, places: set[tuple[str, str, int]]) -> None:
    """Let older editions of these subject-grades end where this one begins."""
    older = Node.objects.filter(
        version__valid_from__lt=edition.valid_from, valid_to=None
    )
    for subject_code, level, grade in places:
        older.filter(subject__code=subject_code, level=level, grade=grade).update(
            valid_to=edition.valid_from
        )
