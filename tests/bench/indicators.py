"""Measure a generated province: python -m tests.bench.indicators [--schools 35].

350 schools are a province as in domain.md 6: 6,550 classes, 235,000 students, a
year of plans, ledger and marks (about 29 million rows). It is the province of
``seed_demo --scale province``, written into the database of the environment, which
must be empty:

    LMS_VAR=/tmp/bench .venv/bin/python -m tests.bench.indicators --schools 35
"""

import argparse
import os
import resource
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.dev")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=35)
    parser.add_argument("--keep", action="store_true", help="measure what is there")
    options = parser.parse_args()
    django.setup()
    # Models and settings can be had once Django is set up.
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    settings.DEBUG = False  # else every statement is kept in memory
    if not options.keep:
        call_command("migrate", verbosity=0)
        with Told("seed"):
            call_command("seed_demo", scale="province", schools=options.schools)
    measure()


def measure():
    from lms.core.clock import today  # noqa: PLC0415
    from lms.people.models import OrgUnit, SchoolYear  # noqa: PLC0415
    from lms.records.services.snapshots import take_snapshot  # noqa: PLC0415

    year, day = SchoolYear.objects.get().code, today()
    for semester in (None, 1):
        with Told(f"measure {year}/{semester or 'year'}"):
            snapshot = take_snapshot(year, as_of=day, semester=semester)
        say(f"  {snapshot.figures.count():,} figures, {snapshot.digest[:16]}")
    school = OrgUnit.objects.filter(kind="school").order_by("code")[0]
    with Told("measure one school"):
        take_snapshot(year, as_of=day, unit=school)


class Told:
    """Says how long something took and how much memory was ever used."""

    def __init__(self, what):
        self.what = what

    def __enter__(self):
        self.start, self.cpu = time.monotonic(), time.process_time()

    def __exit__(self, *_error):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        wall = time.monotonic() - self.start
        cpu = time.process_time() - self.cpu
        say(f"{self.what}: {wall:.1f} s, {cpu:.1f} s of CPU, peak {peak:.0f} MB")


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
