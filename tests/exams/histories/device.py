"""A device that follows the client rules (exam-protocol.md, section 4), in memory.

``faults`` names the rules it breaks. ``queue`` and ``view`` stand for IndexedDB: they
survive a reload.
"""

from dataclasses import dataclass

from tests.exams.phone import sha


@dataclass
class Made:
    """One entry as the candidate made it."""

    device: str
    slot: str
    seq: int
    epoch: int
    value: object
    hash: str
    takeovers: int  # how many take-overs had happened when it was made
    fate: str = "queued"

    def message(self):
        return {
            "slot": self.slot, "seq": self.seq, "value": self.value, "hash": self.hash,
        }  # fmt: skip


class Device:
    """One phone of the candidate."""

    def __init__(self, name, faults=()):
        self.name = name
        self.faults = set(faults)
        self.token, self.epoch, self.seq = None, 0, 0
        self.queue = {}  # slot -> newest Made not acknowledged, one per epoch
        self.view = {}  # slot -> (epoch, seq, hash) on the screen
        self.made = []
        self.acked = []  # (epoch, seq, slot, hash) acknowledged as saved
        self.takeovers = 0  # as counted by the world when it answered last
        self.is_closed = False  # it has seen that the attempt is closed
        self.clock = 1000  # the device's own clock, which may jump

    def answer(self, slot, value, takeovers):
        """The candidate changes an answer; coalesced with what waits for the slot."""
        self.takeovers = takeovers
        if "seq_from_clock" in self.faults:
            self.seq = self.clock
        else:
            self.seq += 1
        entry = Made(
            self.name, slot, self.seq, self.epoch, value, sha(value), takeovers
        )
        old = self.queue.get((slot, self.epoch))
        if old is not None:
            old.fate = "replaced"
        self.queue[(slot, self.epoch)] = entry
        self.made.append(entry)
        self.view[slot] = (self.epoch, self.seq, entry.hash)

    def take_claim(self, body):
        """A claim was granted: re-stamp what may be, and show what is stored."""
        self.is_closed = body["token"] is None
        if self.is_closed:
            return
        self.epoch = body["epoch"]
        self.token = body["token"]
        for (slot, epoch), entry in list(self.queue.items()):
            if epoch != self.epoch and self._may_restamp(epoch):
                del self.queue[(slot, epoch)]
                newer = self.queue.get((slot, self.epoch))
                if newer is not None and newer.seq > entry.seq:
                    entry.fate = "replaced"
                    continue
                entry.epoch = self.epoch
                self.queue[(slot, self.epoch)] = entry
        self.view = {slot: tuple(v) for slot, v in body["values"].items()}
        for (slot, epoch), entry in self.queue.items():
            if epoch == self.epoch:
                self.view[slot] = (self.epoch, entry.seq, entry.hash)

    def batch(self):
        """The oldest epoch that waits, as one message; None when nothing waits."""
        epochs = sorted({epoch for _slot, epoch in self.queue})
        epoch = epochs[0] if epochs else self.epoch
        entries = [e for (_s, at), e in self.queue.items() if at == epoch]
        return {
            "epoch": epoch,
            "entries": [e.message() for e in sorted(entries, key=lambda e: e.seq)],
        }

    def hand_in(self):
        """What the candidate hands in: the queue of this epoch and the digest."""
        entries = [e for (_s, at), e in self.queue.items() if at == self.epoch]
        return {
            "epoch": self.epoch,
            "entries": [e.message() for e in sorted(entries, key=lambda e: e.seq)],
            "digest": sha(sorted([slot, *v] for slot, v in self.view.items())),
            "count": len(self.view),
        }

    def take_reply(self, message, status, body):
        """An answer came. Only JSON with results is an acknowledgement."""
        if body == "html":
            if "html_is_ack" in self.faults:
                for sent in message["entries"]:
                    self._settle(message["epoch"], sent, "saved")
            return
        if "results" not in body:
            return
        self.is_closed = self.is_closed or body.get("state") == "submitted"
        by_seq = {(s["slot"], s["seq"]): s for s in message["entries"]}
        for result in body["results"]:
            sent = by_seq[(result["slot"], result["seq"])]
            self._settle(message["epoch"], sent, result["status"])
            if result["status"] == "late" and body.get("state") == "in_progress":
                self._make_again(message["epoch"], sent)

    def _settle(self, epoch, sent, status):
        entry = self.queue.get((sent["slot"], epoch))
        if status in {"saved", "duplicate"}:
            self.acked.append((epoch, sent["seq"], sent["slot"], sent["hash"]))
        if entry is not None and entry.seq == sent["seq"]:
            entry.fate = status
            del self.queue[(sent["slot"], epoch)]

    def _make_again(self, epoch, sent):
        """It came late, but the board has reopened: what is on screen is made anew."""
        if self.view.get(sent["slot"]) == (epoch, sent["seq"], sent["hash"]):
            self.answer(sent["slot"], sent["value"], self.takeovers)

    def _may_restamp(self, epoch):
        if "restamp_all" in self.faults:
            return True
        reach = 2 if "restamp_two" in self.faults else 1
        return self.epoch - epoch <= reach and epoch > 0
