"""Files for tests, made on the spot."""

import io
import zipfile

from PIL import Image

from media.api import store_file


def picture_bytes(kind="PNG", *, size=(40, 30), colour="teal", **options):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **options)
    return out.getvalue()


def zip_bytes(entries, *, infos=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
        for info, content in infos:
            archive.writestr(info, content)
    return out.getvalue()


def make_file(content=None, *, name="hình.png", by=None, purpose="test"):
    return store_file(content or picture_bytes(), name=name, by=by, purpose=purpose)
