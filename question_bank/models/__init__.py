"""Banks, items with frozen versions, keys apart, imported files.

``keys`` is loaded here so that Django knows it, and is imported by its own name only
by what may read keys (see the import contract "keys").
"""

from question_bank.models import keys  # noqa: F401  Django must know it
from question_bank.models.banks import Bank, BankGrant, BankRelease
from question_bank.models.imports import DraftRow, ImportBatch
from question_bank.models.items import (
    Enemy,
    Item,
    ItemGroup,
    ItemPicture,
    ItemStatistic,
    ItemVersion,
    PublishLog,
)
from question_bank.models.likes import LikenessMark

__all__ = [
    "Bank",
    "BankGrant",
    "BankRelease",
    "DraftRow",
    "Enemy",
    "ImportBatch",
    "Item",
    "ItemGroup",
    "ItemPicture",
    "ItemStatistic",
    "ItemVersion",
    "LikenessMark",
    "PublishLog",
]
