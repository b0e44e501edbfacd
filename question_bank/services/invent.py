"""Invented items for rehearsals: every automatic kind, published, with canaries.

A canary is a string that stands in one item's text, or in its key or solution, and
nowhere else: if it is found where it must not be, something leaked.
"""

import base64
import random
import struct
import zlib
from decimal import Decimal
from typing import Any

from django.db import transaction

from lms.core import html
from media import api as media
from question_bank.kinds import registry
from question_bank.models import Bank, ItemVersion
from question_bank.rules.cards import InventedItem
from question_bank.rules.contents import Content
from question_bank.services import banks, items, review

BANK = "DIEN-TAP"
PURPOSE = "question_bank.item"


@transaction.atomic
def invent_items(count: int, *, seed: int) -> list[InventedItem]:
    """Make ``count`` published items over all automatic kinds in a bank of their own.

    seed: the same seed gives the same texts but for the canaries' item number.
    """
    bank = Bank.objects.filter(code=BANK).first() or banks.create_bank(
        BANK, title="Câu hỏi diễn tập", owner=None, by=None
    )
    chance = random.Random(seed)  # noqa: S311  no secret
    return [_invent(bank, number, chance) for number in range(count)]


def _invent(bank: Bank, number: int, chance: random.Random) -> InventedItem:
    kind = registry.AUTOMATIC[number % len(registry.AUTOMATIC)]
    text = f"canary-text-{_token(chance)}"
    secret = f"canary-key-{_token(chance)}"
    code = items.next_code(bank)
    body, key = _BODIES[kind](chance, secret)
    stem = f"Câu diễn tập {code}: {text}. {_ASKS[kind]}"
    if kind == "cloze":
        stem_html = html.escape(stem) + (
            ' Nước sôi ở <span data-gap="1"></span> °C, đóng băng ở '
            '<span data-gap="2"></span> °C.'
        )
    else:
        stem_html = html.from_text(stem)
    content = items.tidy(
        Content(
            kind=kind,
            stem_html=stem_html,
            body=body,
            key=key,
            explanation_html=html.from_text(f"Lời giải: {secret}"),
            level=chance.choice(["biet", "hieu", "van_dung"]),
            points=Decimal("0.25"),
        )
    )
    version = items.create_item(bank, content, by=None, code=code)
    review.publish(version, by=None, in_one_step=True)
    return InventedItem(version.pk, kind, _examples(version), text, secret)


def _examples(version: ItemVersion) -> list[Any]:
    return registry.kind_of(version.kind).rule.examples(version.body)


def _token(chance: random.Random) -> str:
    return f"{chance.getrandbits(64):016x}"


def _options(*texts: str, codes: str = "ABCD") -> list[dict[str, str]]:
    return [
        {"code": code, "html": html.from_text(text)}
        for code, text in zip(codes, texts, strict=False)
    ]


def _choice(chance: random.Random, _secret: str) -> tuple[dict, dict]:
    body = {"options": _options("$x^2$", "$2x$", r"$\frac{1}{x}$", "$x + 1$")}
    return body, {"choice": [chance.choice("ABCD")]}


def _many(chance: random.Random, _secret: str) -> tuple[dict, dict]:
    body = {"options": _options("2", "4", "6", "9")}
    return body, {"choice": sorted(chance.sample("ABCD", 2))}


def _cluster(chance: random.Random, _secret: str) -> tuple[dict, dict]:
    body = {
        "statements": _options(
            "Mặt Trời mọc ở hướng Đông.",
            "Một giờ có 50 phút.",
            "$2 + 2 = 4$.",
            "Nước biển có vị ngọt.",
            codes="abcd",
        )
    }
    return body, {"truth": {code: chance.random() < 0.5 for code in "abcd"}}


def _short_number(chance: random.Random, _secret: str) -> tuple[dict, dict]:
    accepted = f"{chance.randint(1, 99)},{chance.randint(1, 9)}"
    return {"most": 4}, {"accepted": [accepted], "tolerance": None}


def _number(chance: random.Random, _secret: str) -> tuple[dict, dict]:
    accepted = [f"{chance.randint(100, 999)},5"]
    return {"unit": "m"}, {"accepted": accepted, "tolerance": "0,5"}


def _words(_chance: random.Random, secret: str) -> tuple[dict, dict]:
    return {"most": 200}, {"accepted": [secret]}


def _match(_chance: random.Random, _secret: str) -> tuple[dict, dict]:
    body = {
        "left": _options("Việt Nam", "Lào", "Thái Lan", codes="ABC"),
        "right": _options("Viêng Chăn", "Băng Cốc", "Hà Nội", codes="123"),
    }
    return body, {"pairs": [["A", "3"], ["B", "1"], ["C", "2"]]}


def _order(_chance: random.Random, _secret: str) -> tuple[dict, dict]:
    return {"options": _options("12", "5", "30", "8")}, {"order": ["B", "D", "A", "C"]}


def _cloze(_chance: random.Random, _secret: str) -> tuple[dict, dict]:
    choice = {"code": "2", "kind": "choice", "options": _options("0", "10", "100")}
    body = {"gaps": [{"code": "1", "kind": "number", "most": 10}, choice]}
    return body, {"gaps": {"1": ["100"], "2": ["A"]}}


def _hotspot(_chance: random.Random, _secret: str) -> tuple[dict, dict]:
    card = media.store_file(
        _blank_png(200, 120), name="dien-tap.png", by=None, purpose=PURPOSE
    )
    body = {"image": card.code, "width": 200, "height": 120, "most": 1}
    region = {"code": "A", "shape": "rect", "coords": "40,30,120,80"}
    return body, {"areas": ["A"], "regions": [region]}


def _blank_png(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return (
            struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))
        )

    rows = b"".join(b"\x00" + b"\xe3\xf0\xee" * width for _row in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        base64.b64decode("iVBORw0KGgo=")
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


_BODIES = {
    "choose_one": _choice,
    "choose_many": _many,
    "true_false_cluster": _cluster,
    "short_answer": _short_number,
    "numeric": _number,
    "short_text": _words,
    "match": _match,
    "order": _order,
    "cloze": _cloze,
    "hotspot": _hotspot,
}
_ASKS = {
    "choose_one": "Chọn một phương án.",
    "choose_many": "Chọn hai phương án.",
    "true_false_cluster": "Mỗi ý đúng hay sai?",
    "short_answer": "Ghi một số có tối đa bốn kí tự.",
    "numeric": "Ghi độ dài theo mét.",
    "short_text": "Ghi mật khẩu diễn tập.",
    "match": "Ghép nước với thủ đô.",
    "order": "Xếp theo thứ tự tăng dần.",
    "cloze": "Điền vào chỗ trống.",
    "hotspot": "Chỉ vào hình chữ nhật.",
}
