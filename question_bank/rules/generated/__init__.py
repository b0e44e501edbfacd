"""Items with parameters: a recipe and the variants that are made of it.

``expressions`` works out, ``domains`` reads what a parameter may be, ``recipes`` puts
them together, ``writing`` writes numbers as a school does, ``filling`` puts them into
texts and keys.
"""
