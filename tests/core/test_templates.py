"""Every template of ours compiles: no unknown tag, filter or parent."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted(
    path.relative_to(folder).as_posix()
    for app in ("lms", "lms/*", "library", "question_bank", "exams", "media")
    for folder in ROOT.glob(f"{app}/templates")
    for path in folder.rglob("*.html")
)


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_compiles(name):
    assert get_template(name)
