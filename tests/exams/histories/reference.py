"""A small server in memory that follows the protocol, with faults to switch on.

Written apart from the product, from exam-protocol.md. ``faults`` names what it does
wrong; the suite must notice each of them.
"""

from tests.exams.phone import sha

DURATION, GRACE, LEASE = 600, 30, 60


class Reference:
    """One sitting with one attempt that matters; time is a whole number of seconds."""

    def __init__(self, faults=()):
        self.faults = set(faults)
        self.now = 0
        self.state, self.epoch, self.deadline = "assigned", 0, None
        self.device, self.seen = None, None
        self.tokens = {}
        self.values = {}  # slot -> (epoch, seq, hash, received)
        self.journal = []  # (epoch, seq, slot, hash, status, value)
        self.receipts = []
        self.uncommitted = None

    # what the world does

    def advance(self, seconds):
        self.now += seconds

    def sweep(self):
        self._close_if_over()

    def crash(self):
        """The process dies; what was not committed is gone."""
        if self.uncommitted is not None:
            self.values, self.journal = self.uncommitted
            self.uncommitted = None

    def reopen(self, seconds):
        self._close_if_over()
        if self.state == "submitted":
            self.state, self.deadline = "in_progress", self.now + seconds

    def claim(self, device, *, code=False):
        self._close_if_over()
        if self.state == "submitted":
            return 200, {"token": None, "receipt": self.receipts[-1]}
        if self._is_held_against(device) and not code:
            return 409, {}
        if self.state == "assigned":
            self.state, self.deadline = "in_progress", self.now + DURATION
        self.epoch += 1
        self.device, self.seen = device, self.now
        token = f"token-{self.epoch}"
        self.tokens[token] = self.epoch
        values = {s: (v[0], v[1], v[2]) for s, v in self.values.items()}
        return 200, {"token": token, "epoch": self.epoch, "values": values}

    def save(self, token, message, between=None):
        """between: what happens while this save stands between reading and writing."""
        if token not in self.tokens:
            return 401, {}
        if "read_then_write" in self.faults and between:
            seen = dict(self.values)
            between()
            return self._save(token, message, seen)
        if between:
            between()
        return self._save(token, message, self.values)

    def submit(self, token, message):
        if token not in self.tokens:
            return 401, {}
        self._close_if_over()
        _status, body = self._save(token, message, self.values)
        if self.state == "submitted":
            if "second_seal" in self.faults:
                self._seal("candidate")
            return 200, body | {"state": self.state, "receipt": self.receipts[-1]}
        if message["epoch"] != self.epoch:
            return 409, body | {"code": "epoch_superseded"}
        if "no_digest" not in self.faults and message["digest"] != self._digest():
            versions = {s: v[:3] for s, v in self.values.items()}
            return 409, {
                "code": "digest_mismatch",
                "state": self.state,
                "versions": versions,
                "results": body["results"],
            }
        self._seal("candidate")
        return 200, body | {"state": self.state, "receipt": self.receipts[-1]}

    def adopt(self, token, epoch, wishes):
        parked = {(j[0], j[1]): j for j in self.journal if j[4] == "parked"}
        entries = [
            {
                "slot": slot,
                "seq": seq,
                "hash": parked[origin][3],
                "value": parked[origin][5],
            }
            for slot, seq, origin in wishes
            if origin in parked and parked[origin][2] == slot
        ]
        if epoch != self.epoch or token not in self.tokens:
            return 409, {}
        return self.save(token, {"epoch": epoch, "entries": entries})

    def snapshot(self):
        """What a reader sees: state, epoch, values, journal, receipts, deadline."""
        self._close_if_over()
        return {
            "state": self.state,
            "epoch": self.epoch,
            "deadline": self.deadline,
            "values": dict(self.values),
            "journal": [j[:5] for j in self.journal],
            "receipts": list(self.receipts),
        }

    # inside

    def _is_held_against(self, device):
        is_other = self.state == "in_progress" and device != self.device
        return is_other and self.now - self.seen <= LEASE

    def _close_if_over(self):
        if "no_lazy_close" in self.faults:
            return
        if self.state == "in_progress" and self.now > self.deadline + GRACE:
            self._seal("deadline")

    def _seal(self, kind):
        self.state = "submitted"
        self.receipts.append(
            {
                "code": f"R{len(self.receipts)}",
                "kind": kind,
                "digest": self._digest(),
                "count": len(self.values),
            }
        )

    def _digest(self):
        return sha(sorted([s, *v[:3]] for s, v in self.values.items()))

    def _save(self, token, message, seen):
        self._close_if_over()
        if message["epoch"] > self.tokens[token]:
            return 422, {}
        if "ack_before_commit" in self.faults:
            self.uncommitted = dict(self.values), list(self.journal)
        results = []
        for entry in message["entries"]:
            status = self._decide(token, message["epoch"], entry, seen)
            results.append(
                {"slot": entry["slot"], "seq": entry["seq"], "status": status}
            )
        if self.state == "in_progress" and self.tokens[token] == self.epoch:
            self.seen = self.now
        return 200, {"results": results, "state": self.state, "epoch": self.epoch}

    def _decide(self, token, epoch, entry, seen):
        version = (epoch, entry["seq"])
        slot, found = entry["slot"], None
        if "no_dedup" not in self.faults:
            found = next((j for j in self.journal if j[:2] == version), None)
        if found:
            if (found[2], found[3]) != (slot, entry["hash"]):
                return "conflict"
            return "duplicate" if found[4] == "saved" else found[4]
        have = seen.get(slot)
        by_arrival = "last_write_wins" in self.faults
        if have and have[0] == epoch and have[1] > entry["seq"] and not by_arrival:
            return "superseded"
        status = self._place(token, epoch)
        self.journal.append((*version, slot, entry["hash"], status, entry["value"]))
        if status == "saved":
            self._store(slot, version, entry, seen)
        return status

    def _place(self, token, epoch):
        if self.state != "in_progress" and "save_after_close" not in self.faults:
            return "late"
        is_current = epoch == self.epoch == self.tokens[token]
        if not is_current and "no_epoch_check" not in self.faults:
            return "parked"
        return "saved"

    def _store(self, slot, version, entry, seen):
        have = seen.get(slot)
        is_older = bool(have) and have[:2] > version
        if is_older and not self.faults & {"last_write_wins", "no_epoch_check"}:
            return
        self.values[slot] = (*version, entry["hash"], self.now)
