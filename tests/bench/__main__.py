"""All benches one after another, small unless told otherwise: python -m tests.bench.

    python -m tests.bench [--full] [--only items,province,save_path]

Each runs in a process of its own on a fresh database that is thrown away. Every figure
stands beside what it is compared with, measured in the same run; the times alone say
more about the machine than about the product.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

SMALL = {
    "items": [["tests.bench.items", "--questions", "200", "--items", "10000"]],
    "province": [
        ["tests.bench.indicators", "--schools", "7"],
        ["tests.bench.province"],
    ],
    "save_path": [["tests.bench.save_path", "--seconds", "2"]],
}
FULL = {
    "items": [["tests.bench.items"]],
    "province": [
        ["tests.bench.indicators", "--schools", "350"],
        ["tests.bench.province"],
        ["tests.bench.province", "--pages"],
    ],
    "save_path": [["tests.bench.save_path", "--seconds", "10"]],
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="at the size of a province")
    parser.add_argument("--only", default="", help="names with commas")
    options = parser.parse_args()
    benches = FULL if options.full else SMALL
    wanted = options.only.split(",") if options.only else list(benches)
    unknown = [name for name in wanted if name not in benches]
    if unknown:
        parser.error(f"unknown: {', '.join(unknown)}; known: {', '.join(benches)}")
    failed = [name for name in wanted if not run(name, benches[name])]
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)


def run(name, commands):
    """Run the steps of one bench on a database of its own."""
    say(f"== {name}")
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        env = os.environ | {"LMS_VAR": folder}
        steps = commands
        if name == "items":
            steps = [["manage.py", "migrate", "-v", "0"], *commands]
        for step in steps:
            arguments = step if step[0] == "manage.py" else ["-m", *step]
            command = [sys.executable, *arguments]
            done = subprocess.run(command, env=env, check=False)  # noqa: S603  our own
            if done.returncode:
                return False
    say(f"   took {time.monotonic() - start:.0f} s")
    return True


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
