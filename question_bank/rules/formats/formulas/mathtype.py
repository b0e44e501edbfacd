"""Equations of MathType."""


def object_to_latex(content: bytes) -> str:
    """Return the LaTeX of an embedded equation object."""
    raise ValueError("not yet")
