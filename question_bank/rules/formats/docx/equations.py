"""Equations in a Word file as atoms: Office Math, MathType, fields."""

from lxml import etree

from lms.core.errors import DomainError
from lms.core.math import BadFormula, draw_latex
from question_bank.rules.formats.archive import FATAL
from question_bank.rules.formats.docx import drawings
from question_bank.rules.formats.docx.context import Context
from question_bank.rules.formats.docx.names import M
from question_bank.rules.formats.formulas.mathtype import object_to_latex
from question_bank.rules.formats.formulas.omml import to_latex
from question_bank.rules.formats.formulas.sure import surely_draws
from question_bank.rules.formats.markup import formula_html, text_html
from question_bank.rules.formats.paper.lines import Atom
from question_bank.rules.formats.xmltree import local

_EQUATION_PROGRAMS = ("equation", "mathtype", "mathcad")


def of_word(element: etree._Element, context: Context) -> list[Atom]:
    """Return the formulas of an m:oMath or m:oMathPara."""
    is_display = local(element) == "oMathPara"
    formulas = element.iterfind(M + "oMath") if is_display else [element]
    atoms = []
    for formula in formulas:
        plain = "".join(t.text or "" for t in formula.iter(M + "t"))
        if not plain.strip() and next(formula.iter(M + "r"), None) is None:
            continue
        try:
            latex = to_latex(formula)
        except ValueError:
            latex = ""
        if latex or plain.strip():
            atoms.append(checked(latex, plain, context, is_display=is_display))
    return atoms


def of_object(element: etree._Element, context: Context) -> Atom | None:
    """Return an embedded equation as formula, another object as its preview."""
    program, relation_id = drawings.object_program(element)
    is_equation = program.lower().startswith(_EQUATION_PROGRAMS)
    if is_equation:
        latex = _mathtype(relation_id, context)
        if latex is not None:
            return checked(latex, "", context) if latex else None
    atom = drawings.picture_of_object(element, context)
    if is_equation:
        context.report("equation_as_picture" if atom else "equation_lost")
    elif program:
        context.report("object_as_picture" if atom else "object_lost", program=program)
    if atom is None and is_equation:
        return Atom("text", "[?]", "[?]")
    return atom


def checked(
    latex: str, plain: str, context: Context, *, is_display: bool = False
) -> Atom:
    """Return the formula if it can be drawn, else its text and a problem."""
    context.formulas += 1
    try:
        if latex:
            if not surely_draws(latex):
                draw_latex(latex)
            html = formula_html(latex, is_display=is_display)
            return Atom("formula", html, latex)
    except BadFormula:
        pass
    text = " ".join(plain.split()) or latex
    context.report("formula_as_text", text=text[:80])
    return Atom("text", text_html(text), text)


def _mathtype(relation_id: str, context: Context) -> str | None:
    relation = context.relation(relation_id)
    if relation is None or relation.is_external:
        return None
    try:
        latex = object_to_latex(context.package.read(relation.target))
        if latex and not surely_draws(latex):
            draw_latex(latex)
    except DomainError as error:
        if error.code in FATAL:
            raise
        return None
    except (ValueError, BadFormula):
        return None
    return latex
