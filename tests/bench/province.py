"""What seeding schools costs beside bare inserts, and how fast pages stay.

    LMS_VAR=/tmp/bench .venv/bin/python -m tests.bench.province [--pages]

Needs a database with ``seed_demo --scale province`` in it, which is thrown away
afterwards: three schools more are seeded each time, and in the same run as many rows
by a bare executemany into one table without index or check. The ratio says what
indexes, constraints and content cost, and does not depend on how busy the machine
is. --pages: asks for the lists of each account instead.
"""

import argparse
import os
import sqlite3
import time
from dataclasses import replace

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.exams.browser.settings")
PAGES = (
    "/", "/lop/", "/nguoi/", "/nguoi/?q=Nguyễn", "/to-chuc/", "/vai-tro/",
    "/so-dau-bai/", "/so-diem/", "/ti-trong-truc-tuyen/", "/tim/?q=hàm số",
)  # fmt: skip
BACKEND = "lms.people.backends.IdentifierBackend"
SLOW_S = 1.0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", action="store_true")
    options = parser.parse_args()
    django.setup()
    # The modules of the product can be had once Django is set up.
    from tests.bench.indicators import say  # noqa: PLC0415

    if options.pages:
        ask_for_pages(say)
    else:
        compare_with_bare(say)


def compare_with_bare(say):
    rows, seconds = seed_again()
    bare = insert_bare(rows)
    say(
        f"{rows:,} rows seeded in {seconds:.1f} s of CPU, {rows / seconds:,.0f} a second"
    )
    say(f"bare executemany: {bare:.1f} s of CPU, {rows / bare:,.0f} a second")
    say(f"ratio {seconds / bare:.1f}")


def seed_again():
    """Seed a school of each level once more, under new codes."""
    from lms.demo.seeding.province.base import read_province  # noqa: PLC0415
    from lms.demo.seeding.province.build import build_province  # noqa: PLC0415
    from lms.demo.seeding.province.plan import plan_schools  # noqa: PLC0415
    from lms.people.models import OrgUnit, SchoolYear  # noqa: PLC0415

    root = OrgUnit.objects.get(kind="province")
    province = read_province(root, SchoolYear.objects.get(), password="!")
    before = OrgUnit.objects.filter(code__startswith="AGAIN", kind="school").count()
    chosen = {plan.kind: plan for plan in plan_schools(12)}.values()
    plans = [
        replace(plan, code=f"AGAIN{number}", number=number)
        for number, plan in enumerate(chosen, start=500 + before)
    ]
    start = time.process_time()
    written = build_province(province, plans)
    return sum(written.values()), time.process_time() - start


def insert_bare(count):
    """Insert as many rows of nine columns into a table that checks nothing."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE bare (a, b, c, d, e, f, g, h, i)")
    rows = [(n, n, 1, "tx", 1, 7.5, "paper", "2026-10-01", n) for n in range(count)]
    start = time.process_time()
    with connection:
        connection.executemany("INSERT INTO bare VALUES (?,?,?,?,?,?,?,?,?)", rows)
    return time.process_time() - start


def ask_for_pages(say):
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from lms.demo.models import Demonstration  # noqa: PLC0415
    from lms.people.models import User  # noqa: PLC0415

    for account in Demonstration.objects.get().accounts:
        client = Client(SERVER_NAME="localhost")
        user = User.objects.get(username=account["username"])
        client.force_login(user, backend=BACKEND)
        for page in PAGES:
            client.get(page)
            with CaptureQueriesContext(connection) as asked:
                start = time.monotonic()
                answer = client.get(page)
                seconds = time.monotonic() - start
            slow = "  SLOW" if seconds > SLOW_S else ""
            say(
                f"{user.username:<18}{page:<24}{answer.status_code}"
                f"{seconds * 1000:8.0f} ms {len(asked):4} queries{slow}"
            )


if __name__ == "__main__":
    main()
