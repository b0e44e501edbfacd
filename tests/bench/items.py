"""How fast Word questions come in and items are found, beside bare work in the same run.

    LMS_VAR=/tmp/bench .venv/bin/python -m tests.bench.items [--questions 1000] [--items 100000]

Needs a migrated, otherwise empty database, which is thrown away afterwards. Import:
a Word file of choice questions, read, checked and taken into a bank, beside python-docx
going once over the same paragraphs. Finding: a bank full of invented items; words with
facets, pictures, figures, use in papers, and near-duplicates, also among as many items
that are one with other numbers, beside one bare LIKE over the same column.
"""

import argparse
import os
import random
import statistics
import time
from pathlib import Path

import django
import docx

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")
SYLLABLES = [
    "ham",
    "so",
    "dao",
    "ham",
    "tich",
    "phan",
    "vec",
    "to",
    "goc",
    "canh",
    "tam",
    "giac",
    "hinh",
    "tron",
    "luc",
    "van",
    "toc",
    "nang",
    "luong",
    "dien",
    "truong",
    "axit",
    "bazo",
    "muoi",
    "kim",
    "loai",
    "te",
    "bao",
    "gen",
    "loai",
    "quan",
    "the",
    "lich",
    "su",
    "khoi",
    "nghia",
    "chien",
    "dich",
    "kinh",
    "te",
    "nong",
    "nghiep",
    "khi",
    "hau",
    "dia",
    "hinh",
    "van",
    "ban",
    "nhan",
    "vat",
    "tac",
    "gia",
    "cau",
    "tho",
]
ASKED = 60
FACETS = [
    ("with a picture", {"picture": "1"}),
    ("medium in difficulty", {"facility": "medium"}),
    ("weak in discrimination", {"facility": "weak"}),
    ("without figures", {"facility": "none"}),
    ("never used", {"unused": "ever"}),
    ("not used for a year", {"unused": "365"}),
    (
        "by level, difficulty, use and words",
        {"level": "hieu", "facility": "medium", "unused": "ever", "text": "ham"},
    ),
]
SAME = "mot hinh tron co ban kinh 5 cm thi dien tich la bao nhieu cm 2"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=1_000)
    parser.add_argument("--items", type=int, default=100_000)
    options = parser.parse_args()
    django.setup()
    # The modules of the product can be had once Django is set up.
    from django.conf import settings  # noqa: PLC0415

    settings.DEBUG = False  # else every statement is kept in memory
    measure_import(options.questions)
    measure_finding(options.items)


def measure_import(count):
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from tests.bench.indicators import say  # noqa: PLC0415

    path = Path(settings.VAR_DIR) / "bench-questions.docx"
    path.write_bytes(word_file(count))
    start = time.process_time()
    paragraphs = [p.text for p in docx.Document(str(path)).paragraphs]
    bare = time.process_time() - start
    wall, start = time.monotonic(), time.process_time()
    with Path(os.devnull).open("w") as nowhere:
        call_command("import_items", str(path), bank="BENCH-WORD", stdout=nowhere)
    seconds, wall = time.process_time() - start, time.monotonic() - wall
    say(
        f"import of {count:,} Word questions ({len(paragraphs):,} paragraphs):"
        f" {wall:.1f} s, {seconds / bare:.1f} times a bare reading ({bare:.2f} s of CPU)"
    )


def word_file(count):
    from tests.question_bank.rules.word import Word, bank  # noqa: PLC0415

    chance, word = random.Random(1), Word()  # noqa: S311  no secret
    for number in range(1, count + 1):
        question = bank()[number % 6]
        stem = f" {question.stem} ({sentence(chance, 6)}, {number})"
        word.p((f"Câu {number}.", "b"), stem)
        for letter, text in zip("ABCD", question.options, strict=True):
            look = "u" if letter == question.key else ""
            word.p((f"{letter}.", look), f" {text} {number}")
    return word.save()


def sentence(chance, length):
    return " ".join(chance.choices(SYLLABLES, k=length))


def measure_finding(count):
    from question_bank.queries.search import Wanted, find_versions  # noqa: PLC0415
    from tests.bench.indicators import say  # noqa: PLC0415

    bank = fill(count)
    chance = random.Random(2)  # noqa: S311  no secret
    bare = p95(lambda: bare_scan(sentence(chance, 1)))
    say(f"one bare LIKE over {count:,} items: p95 {bare * 1000:.0f} ms")

    def by(**facets):
        found = find_versions(None, Wanted(**facets), bank=bank)
        found.count()
        list(found[:50])

    def faceted():
        level = chance.choice(["biet", "hieu", ""])
        by(text=sentence(chance, 2), level=level, kind="choose_one")

    tell("faceted search", p95(faceted), bare, say)
    use_some(bank, count)
    for name, facets in FACETS:
        tell(f"found {name}", p95(lambda chosen=facets: by(**chosen)), bare, say)

    measure_near(bank, count, bare, chance)


def measure_near(bank, count, bare, chance):
    from question_bank.queries.near import near_wording  # noqa: PLC0415
    from question_bank.queries.search import newest_versions  # noqa: PLC0415
    from question_bank.rules.likeness import Wording  # noqa: PLC0415
    from tests.bench.indicators import say  # noqa: PLC0415

    among = newest_versions(None, bank=bank)

    def near(text):
        return near_wording(Wording(text), None, bank=bank)

    def near_a_stranger():
        near(f"{sentence(chance, 25)} 0")

    def near_an_item():
        words = among.get(item__code=code(chance, count)).words.split()
        words[chance.randrange(25)] = "khac"
        assert near(" ".join(words)).found, words

    def near_the_same():
        found = near(f"{SAME} 0")
        assert found.more, len(found.found)

    tell("near-duplicates of a new text", p95(near_a_stranger), bare, say)
    tell("near-duplicates of an item, a word changed", p95(near_an_item), bare, say)
    fill(count, text=lambda _chance, number: f"{SAME} {number}", first=count)
    tell("the same beside as many with other numbers", p95(near_the_same), bare, say)


def use_some(bank, count):
    """Give two of three items figures, and put every fifth into a paper."""
    from exams.models import Paper, Slot  # noqa: PLC0415
    from question_bank.models import ItemStatistic, ItemVersion  # noqa: PLC0415

    chance = random.Random(4)  # noqa: S311  no secret
    rows = list(
        ItemVersion.objects.filter(item__bank=bank, item__code__startswith="F")
        .order_by("pk")
        .values_list("pk", "item__code", "kind")
    )
    ItemStatistic.objects.bulk_create(
        (
            ItemStatistic(
                version_id=pk,
                model=model,
                source=model,
                facility=round(chance.random(), 3),
                discrimination=round(chance.uniform(-0.1, 0.7), 3),
            )
            for place, (pk, _code, _kind) in enumerate(rows)
            for model in ["ctt", "2pl"][: place % 3]
        ),
        batch_size=5_000,
    )
    papers = Paper.objects.bulk_create(
        Paper(code=f"BENCH{number}", paper_code=f"{number:04d}")
        for number in range(1 + count // 200)
    )
    Slot.objects.bulk_create(
        (
            Slot(
                paper=papers[place // 40],
                position=place % 40 + 1,
                name=str(place % 40 + 1),
                version_id=pk,
                item_code=code,
                bank_code=bank.code,
                kind=kind,
                points=1,
            )
            for place, (pk, code, kind) in enumerate(rows[::5])
        ),
        batch_size=5_000,
    )


def code(chance, count):
    return f"F{chance.randrange(count):06d}"


def tell(what, seconds, bare, say):
    say(
        f"{what}: p95 {seconds * 1000:.0f} ms, {seconds / bare:.1f} times the bare LIKE"
    )


def own_words(chance, number):
    return f"{sentence(chance, 25)} f{number:06d}"


def fill(count, *, text=own_words, first=0):
    """Write published items with these words, in batches, as the services do."""
    from django.utils import timezone  # noqa: PLC0415

    from question_bank.models import Bank, Item, ItemVersion  # noqa: PLC0415
    from question_bank.services.likes import write_marks  # noqa: PLC0415

    chance = random.Random(3)  # noqa: S311  no secret
    bank = Bank.objects.get(code="BENCH-WORD")
    now = timezone.now()
    for start in range(first, first + count, 5_000):
        numbers = range(start, min(start + 5_000, first + count))
        items = [Item(bank=bank, code=f"F{number:06d}") for number in numbers]
        items = Item.objects.bulk_create(items)
        versions = ItemVersion.objects.bulk_create(
            ItemVersion(
                item=item,
                number=1,
                kind=chance.choice(
                    ["choose_one", "true_false_cluster", "short_answer"]
                ),
                state="published",
                level=chance.choice(["biet", "hieu", "van_dung"]),
                node_code=f"TOAN10.{chance.randrange(60)}",
                stem_html="<p>…</p>",
                words=text(chance, number),
                has_picture=number % 7 == 0,
                digest=f"{item.pk:064x}",
                published_at=now,
                frozen_at=now,
            )
            for number, item in zip(numbers, items, strict=True)
        )
        write_marks(versions)
    return bank


def bare_scan(word):
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM question_bank_itemversion WHERE words LIKE %s",
            [f"%{word}%"],
        )
        cursor.fetchone()


def p95(act, *, times=ASKED):
    act()
    seconds = []
    for _turn in range(times):
        start = time.monotonic()
        act()
        seconds.append(time.monotonic() - start)
    return statistics.quantiles(seconds, n=20)[-1]


if __name__ == "__main__":
    main()
