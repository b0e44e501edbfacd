"""Shares of the points of a true/false cluster by its number of right statements."""

# QĐ 764/2024 (domain.md 3.5): 1 right 0.1, 2 right 0.25, 3 right 0.5, 4 right 1.
LADDERS: dict[int, tuple[str, ...]] = {4: ("0", "0.1", "0.25", "0.5", "1")}
