"""Readers of exam files: one module or package a format, all plain Python.

Each has ``parse(content, *, name, …) -> Draft``. They refuse a file as a whole by
DomainError and report what they could not take as problems of the draft.
"""
