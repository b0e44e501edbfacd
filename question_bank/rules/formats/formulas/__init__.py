"""Equations of other programs as LaTeX that KaTeX draws."""
