"""What a save, a claim and a hand-in cost, beside a bare view, in the same run.

    python -m tests.bench.save_path [--seconds 5] [--threads 4] [--postgres URL]

Starts gunicorn on a fresh SQLite file and on a fresh PostgreSQL database, drives each
kind of request from this process over kept connections, and reads the CPU seconds of
the server (and of PostgreSQL's processes) before and after. Prints JSON. Never a test:
the machine may be busy.
"""

import argparse
import hashlib
import http.client
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.settings")

from tests.exams.browser.server import Server
from tests.exams.phone import sha

POSTGRES = "postgres://root@127.0.0.1:5432/postgres"
TICKS = os.sysconf("SC_CLK_TCK")
CANDIDATES = 400


def cpu_of(pids):
    """CPU seconds, user and system, of processes that are still there."""
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def children(pid):
    out = Path(f"/proc/{pid}/task/{pid}/children")
    found = [int(text) for text in out.read_text().split()] if out.exists() else []
    return [pid, *(p for child in found for p in children(child))]


def backends_of(name):
    """PostgreSQL's processes that serve a database: it stands in their title."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            title = path.read_text(errors="replace")
        except OSError:
            continue
        if title.startswith("postgres:") and f" {name} " in title:
            found.append(int(path.parent.name))
    return found


class Bench:
    """One server on one database."""

    def __init__(self, server, database):
        self.server, self.database = server, database

    def cpu(self):
        pids = children(self.server.process.pid)
        if self.database:
            pids += backends_of(self.database)
        return cpu_of(pids)

    def drive(self, threads, seconds, work, *, most=None):
        """Run work(connection, number) from threads; requests, wall and CPU."""
        counts, errors, times = [0] * threads, [], []
        end = time.monotonic() + seconds

        def run(place):
            line = http.client.HTTPConnection("127.0.0.1", self.server.port)
            number = place
            while time.monotonic() < end and (most is None or number < most):
                start = time.perf_counter()
                status = work(line, number)
                times.append(time.perf_counter() - start)
                if status != 200:
                    errors.append(status)
                counts[place] += 1
                number += threads
            line.close()

        before, wall = self.cpu(), time.monotonic()
        team = [threading.Thread(target=run, args=(n,)) for n in range(threads)]
        for one in team:
            one.start()
        for one in team:
            one.join()
        spent, wall = self.cpu() - before, time.monotonic() - wall
        times.sort()
        total = sum(counts)
        return {
            "requests": total,
            "errors": len(errors),
            "per_second": round(total / wall),
            "cpu_ms": round(spent / max(total, 1) * 1000, 3),
            "p50_ms": round(times[len(times) // 2] * 1000, 2) if times else None,
            "p99_ms": round(times[int(len(times) * 0.99)] * 1000, 2) if times else None,
        }


def send(line, method, path, body=None, headers=None):
    data = None if body is None else json.dumps(body)
    head = {"Content-Type": "application/json"} | (headers or {})
    line.request(method, path, data, head)
    reply = line.getresponse()
    content = reply.read()
    return reply.status, content


class Load:
    """The requests of one run, and what their answers have told."""

    def __init__(self, bench, candidates):
        self.bench, self.candidates = bench, candidates
        self.tokens = {}
        self.seqs = dict.fromkeys(range(len(candidates)), 0)
        self.stored = {number: {} for number in range(len(candidates))}

    def claim(self, line, number):
        one = self.candidates[number]
        body = {"device_id": f"bench-{number:06d}", "client_build": "bench"}
        status, content = send(line, "POST", one["urls"]["claim"], body, one["headers"])
        if status != 200:
            return status
        self.tokens[number] = json.loads(content)["token"]
        return send(line, "GET", one["urls"]["key"], headers=self.head(number))[0]

    def head(self, number):
        return {"X-Attempt-Token": self.tokens[number]}

    def save(self, line, number):
        at = number % len(self.tokens)
        one = self.candidates[at]
        slots = self.bench.slots[one["form"]]
        slot = slots[self.seqs[at] % len(slots)]
        self.seqs[at] += 1
        seq = self.seqs[at]
        value = slot["examples"][seq // len(slots) % 3]
        entry = {"slot": slot["slot"], "seq": seq, "value": value, "hash": sha(value)}
        entry |= {"anchor": None, "mono_ms": 5}
        body = {"proto": 1, "epoch": 1, "batch_id": "bench-01", "entries": [entry]}
        status, _c = send(line, "POST", one["urls"]["saves"], body, self.head(at))
        if status == 200:
            self.stored[at][slot["slot"]] = (1, seq, entry["hash"])
        return status

    def hand_in(self, line, number):
        view = self.stored[number]
        digest = sha(sorted([slot, *v] for slot, v in view.items()))
        body = {"epoch": 1, "submit_id": "bench-01", "entries": []}
        body |= {"digest": digest, "count": len(view)}
        url = self.candidates[number]["urls"]["submit"]
        return send(line, "POST", url, body, self.head(number))[0]

    def bare(self, line, number):
        value = hashlib.sha256(b"%d" % number).hexdigest()
        body = {"slot": str(number % 40), "value": value}
        head = {"X-Token": self.bench.bare_token}
        return send(line, "POST", f"/bench/bare/{number % 2000}", body, head)[0]


def measure(bench, candidates, seconds, threads):
    """Bare view, claims with key, saves, the bare view again, hand-ins."""
    load = Load(bench, candidates)
    bench.drive(1, 1, load.bare)
    found = {"bare": bench.drive(threads, seconds, load.bare)}
    most = len(candidates)
    found["claim_and_key"] = bench.drive(threads, 60, load.claim, most=most)
    bench.drive(threads, 1, load.save)
    found["save"] = bench.drive(threads, seconds, load.save)
    found["bare_again"] = bench.drive(threads, seconds, load.bare)
    found["hand_in"] = bench.drive(threads, 60, load.hand_in, most=len(load.tokens))
    cost = (found["bare"]["cpu_ms"] + found["bare_again"]["cpu_ms"]) / 2
    found["ratio_to_bare"] = {
        name: round(found[name]["cpu_ms"] / cost, 2)
        for name in ("save", "claim_and_key", "hand_in")
    }
    whole = found["claim_and_key"]["cpu_ms"] + found["hand_in"]["cpu_ms"]
    found["exam_without_saves_cpu_ms"] = round(whole, 2)
    return found


def prepare(server):
    server.command("migrate", "--run-syncdb", "-v", "0")
    rehearsal = server.json(
        "prepare_rehearsal", "--candidates", str(CANDIDATES), "--items", "40",
        "--minutes", "120",
    )  # fmt: skip
    server.start()
    return rehearsal


def run(url, seconds, threads):
    var = Path(tempfile.mkdtemp(prefix="bench-"))
    server = Server(var)
    server.env |= {
        "LMS_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "BENCH_TOKEN": "bench-token",
    }
    try:
        rehearsal = prepare(server)
        bench = Bench(server, url.rpartition("/")[2])
        bench.slots = rehearsal["forms"]
        bench.bare_token = server.env["BENCH_TOKEN"]
        return measure(bench, rehearsal["candidates"], seconds, threads)
    finally:
        server.stop(hard=False)
        shutil.rmtree(var, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--postgres", default=POSTGRES)
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    wish = parser.parse_args()
    found = {}
    if wish.only != "postgres":
        found["sqlite"] = run("", wish.seconds, wish.threads)
    if wish.only != "sqlite":
        name = f"bench_{os.getpid()}"
        with psycopg.connect(wish.postgres, autocommit=True) as base:
            base.execute(f'CREATE DATABASE "{name}"')
        try:
            url = wish.postgres.rpartition("/")[0] + f"/{name}"
            found["postgres"] = run(url, wish.seconds, wish.threads)
        finally:
            with psycopg.connect(wish.postgres, autocommit=True) as base:
                base.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    json.dump(found, sys.stdout, indent=1)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
