"""What is known while one Word file is being read."""

from lxml import etree

from lms.core.errors import Problem
from question_bank.rules.formats.docx.looks import Styles
from question_bank.rules.formats.docx.names import VAL, W
from question_bank.rules.formats.docx.notes import Notes
from question_bank.rules.formats.docx.numbering import Numbering
from question_bank.rules.formats.docx.package import Relation, WordPackage
from question_bank.rules.formats.docx.pictures import Pictures


class Context:
    """The open file with its counters, and the problems found on the way."""

    def __init__(self, package: WordPackage) -> None:
        self.package = package
        self.problems: list[Problem] = []
        self.styles = Styles(package.part("styles"))
        self.numbering = Numbering(package.part("numbering"), self.styles)
        self.pictures = Pictures(package, self.problems)
        self.notes = Notes(package)
        self.para = 0
        self.formulas = 0
        self.fields: list[dict] = []

    @property
    def where(self) -> str:
        """The paragraph that is being read."""
        return f"paragraph {max(self.para, 1)}"

    def relation(self, relation_id: str | None) -> Relation | None:
        """Return where a relation id of the main document points."""
        return self.package.relations.get(relation_id or "")

    def report(self, code: str, **details: object) -> None:
        """Note a problem at the present paragraph, each once."""
        problem = Problem(code, self.where, details)
        if problem not in self.problems[-8:]:
            self.problems.append(problem)

    def style_of(self, paragraph: etree._Element) -> str:
        """Return the id of the style of a paragraph."""
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        return "" if found is None else found.get(VAL, "")
