"""How a material is to be cited."""


def citation(*, authors: str, title: str, unit: str, year: int, code: str) -> str:
    """Return a reference: Nguyễn Văn An (2026). Hàm số bậc hai. THPT Một. HL-7K2M9Q."""
    head = f"{authors} ({year})" if authors else f"({year})"
    return f"{head}. {title.rstrip('.')}. {unit}. {code}."
