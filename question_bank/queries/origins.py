"""The way back from a version to the paragraph it came from."""

from lms.core.errors import NotFound
from question_bank.models import ItemVersion
from question_bank.rules.cards import Origin


def origin(version_id: int) -> Origin:
    """Return where a version comes from and who wrote and reviewed it.

    A version edited by hand names the file of the version it started from, with the
    number of that version in the place. Raises NotFound.
    """
    version = (
        ItemVersion.objects.select_related(
            "item__bank", "batch", "author", "published_by"
        )
        .filter(pk=version_id)
        .first()
    )
    if version is None:
        raise NotFound("item")
    source = version if version.batch_id else _older_with_file(version)
    batch = source.batch
    return Origin(
        item_code=version.item.code,
        version=version.number,
        bank_code=version.item.bank.code,
        batch_code=batch.code if batch else "",
        file_name=batch.file_name if batch else "",
        file_code=batch.file_code if batch else "",
        where=source.place,
        source_html=source.source_html,
        author=str(version.author or ""),
        reviewer=str(version.published_by or ""),
        published_at=version.published_at,
    )


def _older_with_file(version: ItemVersion) -> ItemVersion:
    older = (
        ItemVersion.objects.select_related("batch")
        .filter(item=version.item_id, number__lt=version.number, batch__isnull=False)
        .order_by("-number")
        .first()
    )
    return older or version
