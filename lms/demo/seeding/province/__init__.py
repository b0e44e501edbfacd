"""A whole province beside the schools of the small demonstration (domain.md 6).

One file per noun, each a generator of rows; ``school`` puts those of one school
into one transaction, ``build`` goes from school to school.
"""
