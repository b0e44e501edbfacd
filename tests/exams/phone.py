"""A device that speaks the protocol over Django's test client."""

import hashlib
import json
import unicodedata
from itertools import count

_names = count(1)


def canonical(value):
    """Canonical JSON, written apart from the code under test."""

    def nfc(part):
        if isinstance(part, str):
            return unicodedata.normalize("NFC", part)
        if isinstance(part, dict):
            return {nfc(k): nfc(v) for k, v in part.items()}
        if isinstance(part, list):
            return [nfc(p) for p in part]
        return part

    return json.dumps(
        nfc(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def sha(value):
    return hashlib.sha256(canonical(value).encode()).hexdigest()


class Phone:
    """One device store: its own sequence, its own token."""

    def __init__(self, code, client):
        self.code = code
        self.client = client
        self.device_id = f"device-{next(_names):06d}"
        self.token, self.epoch, self.seq = "", 0, 0
        self.view = {}  # slot -> (epoch, seq, hash)

    @classmethod
    def of(cls, attempt, client):
        client.force_login(attempt.candidate.student)
        return cls(attempt.code, client)

    def address(self, verb=""):
        return f"/bai-kiem-tra/attempts/{self.code}" + (f"/{verb}" if verb else "")

    def post(self, verb, body, *, token=None, **extra):
        headers = {"X-Attempt-Token": self.token if token is None else token}
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        kind = extra.pop("content_type", "application/json")
        return self.client.post(
            self.address(verb), text, content_type=kind, headers=headers, **extra
        )

    def get(self, verb="", *, token=None):
        headers = {"X-Attempt-Token": self.token if token is None else token}
        return self.client.get(self.address(verb), headers=headers)

    def claim(self, **changes):
        body = {"device_id": self.device_id, "client_build": "1"} | changes
        return self.post("claim", body)

    def claimed(self, **changes):
        reply = self.claim(**changes)
        assert reply.status_code == 200, reply.content
        found = reply.json()
        self.token, self.epoch = found["token"], found["epoch"]
        return self

    def entry(self, slot, value, **changes):
        self.seq += 1
        return {
            "slot": slot,
            "seq": self.seq,
            "value": value,
            "hash": sha(value),
            "anchor": None,
            "mono_ms": 5,
        } | changes

    def batch(self, *entries, **changes):
        return {
            "proto": 1,
            "epoch": self.epoch,
            "batch_id": "batch-0001",
            "entries": list(entries),
        } | changes

    def save(self, *entries, **changes):
        return self.post("saves", self.batch(*entries, **changes))

    def answer(self, slot, value):
        """Save one answer and note it as seen on screen when it is acknowledged."""
        entry = self.entry(slot, value)
        result = self.save(entry).json()["results"][0]
        if result["status"] == "saved":
            self.view[slot] = (self.epoch, entry["seq"], entry["hash"])
        return result["status"]

    def digest(self):
        return sha(sorted([slot, *version] for slot, version in self.view.items()))

    def submit(self, *entries, **changes):
        for entry in entries:
            self.view[entry["slot"]] = (self.epoch, entry["seq"], entry["hash"])
        body = {
            "epoch": self.epoch,
            "submit_id": "submit-0001",
            "entries": list(entries),
            "digest": self.digest(),
            "count": len(self.view),
        }
        return self.post("submit", body | changes)


def statuses(reply):
    assert reply.status_code == 200, reply.content
    return [result["status"] for result in reply.json()["results"]]
