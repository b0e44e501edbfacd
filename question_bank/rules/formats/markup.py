"""Small pieces of our own HTML form: escaped text, formulas, pictures, gaps."""

from html import escape as _escape

from question_bank.rules.drafts import IMAGE_PREFIX


def text_html(text: str) -> str:
    """Return text as HTML that shows it letter by letter."""
    return _escape(text, quote=False)


def formula_html(latex: str, *, is_display: bool = False) -> str:
    """Return the stored form of a formula."""
    display = ' data-display="1"' if is_display else ""
    return f'<span data-latex="{_escape(latex.strip())}"{display}></span>'


def image_html(name: str, *, alt: str = "", width: int = 0, height: int = 0) -> str:
    """Return the place of a picture; sizes in CSS pixels, 0 = not said."""
    sizes = "".join(
        f' {side}="{value}"'
        for side, value in (("width", width), ("height", height))
        if 0 < value < 10_000
    )
    source = _escape(IMAGE_PREFIX + name)
    return f'<img data-file="{source}" alt="{_escape(alt)}"{sizes}>'


def gap_html(code: str) -> str:
    """Return the place of a gap in a cloze text."""
    return f'<span data-gap="{_escape(code)}"></span>'
