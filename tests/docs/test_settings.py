"""Every variable that the settings read is on the page of operations, and the other way."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
READ = re.compile(r"env\.\w+\(\s*\"(\w+)\"|\"(LMS_S3_\w+)\"")
NAMED = re.compile(r"`[^`]*?\b(LMS_[A-Z0-9_]+|PORT|CONTENT_PORT)\b")
FOR_DEVELOPERS = {"LMS_DEBUG"}


def test_the_page_names_what_the_settings_read():
    texts = [path.read_text() for path in ROOT.glob("lms/settings/*.py")]
    read = {one or other for text in texts for one, other in READ.findall(text)}
    page = (ROOT / "docs/operations.md").read_text()
    named = set(NAMED.findall(page)) - {"LMS_SECRET_KEY_FILE"}
    assert read - FOR_DEVELOPERS == named
