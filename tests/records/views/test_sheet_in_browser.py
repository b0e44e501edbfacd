"""The gradebook on a phone: names stay in sight, the cell in focus too."""

import pytest
from django.conf import settings

pytestmark = pytest.mark.browser
STYLES = [
    "lms/static/css/tokens.css",
    "lms/static/css/base.css",
    "lms/static/css/components.css",
    "lms/records/static/records/records.css",
]
PLACES = """() => [
    document.activeElement.getBoundingClientRect().left,
    document.querySelector("tbody .book__name").getBoundingClientRect().right,
    document.querySelector("tbody .book__name").getBoundingClientRect().left,
]"""


def sheet():
    found = [settings.BASE_DIR / name for name in STYLES]
    css = "\n".join(path.read_text("utf-8") for path in found if path.exists())
    cells = '<td class="number book__cell"><input value="8"></td>' * 9
    row = f'<tr><th class="book__name">Nguyễn Tường Duyên</th>{cells}</tr>'
    return (
        f'<!doctype html><style>{css}</style><div class="table-wrap book-wrap" '
        f'tabindex="0"><table class="table book"><tbody>{row * 3}</tbody></table></div>'
    )


def test_names_and_the_cell_in_focus_stay_in_sight(browser):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.set_content(sheet())
    inputs = page.locator("tbody tr").first.locator("input")
    inputs.last.focus()
    assert page.locator(".book-wrap").evaluate("e => e.scrollLeft") > 0
    for _step in range(8):
        page.keyboard.press("Shift+Tab")
        cell, names_end, names_start = page.evaluate(PLACES)
        assert cell >= names_end
        assert names_start >= 0
    page.close()
