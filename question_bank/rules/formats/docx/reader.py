"""Word files as drafts."""

from question_bank.rules.drafts import Draft
from question_bank.rules.formats.docx.blocks import BlockReader
from question_bank.rules.formats.docx.context import Context
from question_bank.rules.formats.docx.package import WordPackage
from question_bank.rules.formats.paper.paper import read_paper


def parse(content: bytes, *, name: str, subject: str | None = None) -> Draft:
    """Return the draft of a Word file.

    name: of the file, for messages. subject: code of the subject, for the points of
    the three-part form. Raises DomainError where the file as a whole is refused.
    """
    context = Context(WordPackage(content))
    reading = BlockReader(context).read(context.package.body)
    outcome = read_paper(
        reading.blocks,
        images=context.pictures.images,
        problems=context.problems,
        subject=subject,
    )
    problems = [*context.package.problems, *context.problems, *outcome.problems]
    return Draft(
        "docx",
        tuple(outcome.items),
        tuple(problems),
        tuple(context.pictures.images.values()),
        notes=tuple(outcome.notes),
    )
