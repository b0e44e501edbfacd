"""Field codes of Word: what they show; old EQ equations among them."""

import re

from question_bank.rules.formats.docx.symbol_fonts import from_symbol_font
from question_bank.rules.formats.formulas.eqfield import eq_to_latex

_SYMBOL = re.compile(r'^\s*SYMBOL\s+(\S+)(?:.*?\\f\s*"?([\w ]+?)"?(?:\s|$))?', re.I)


class Fields:
    """The stack of open fields: in its code part a field shows nothing."""

    def __init__(self) -> None:
        self._open: list[list] = []  # [instruction, is in its result]

    def mark(self, kind: str) -> str:
        """Take begin, separate or end; return the instruction of a field that ends.

        Only that of a field without a result part is returned, "" otherwise.
        """
        if kind == "begin":
            self._open.append(["", False])
        elif kind == "separate" and self._open:
            self._open[-1][1] = True
        elif kind == "end" and self._open:
            instruction, has_result = self._open.pop()
            if not has_result or _is_equation(instruction):
                return instruction
        return ""

    def take_code(self, text: str) -> None:
        """Add to the instruction of the innermost field that is in its code part."""
        self.take(text)

    def take(self, text: str) -> bool:
        """Keep text as part of an instruction; False where it is to be shown."""
        for field in reversed(self._open):
            if not field[1]:
                field[0] += text
                return True
            if _is_equation(field[0]):
                return True
        return False


def _is_equation(instruction: str) -> bool:
    return instruction.strip().upper().startswith("EQ ")


def shown(instruction: str) -> tuple[str, str]:
    """Return (kind, content) of a field without a result.

    kind: "formula" with its LaTeX, "text", or "" for one that shows nothing.
    Raises ValueError for an equation that cannot be read.
    """
    if _is_equation(instruction):
        return "formula", eq_to_latex(instruction.strip()[2:])
    found = _SYMBOL.match(instruction)
    if found:
        return "text", _symbol(found[1], found[2] or "")
    return "", ""


def _symbol(code: str, font: str) -> str:
    try:
        number = int(code, 16) if code.lower().startswith("0x") else int(code)
        char = chr(number)
    except (ValueError, OverflowError):
        return code.strip("'\"")
    return from_symbol_font(char, font)[0] if font else char
