"""Looks at a history and says which invariant was broken (exam-protocol.md, 7)."""

from tests.exams.phone import sha

GRACE = 30


class Judge:
    """Remembers what was seen before, compares with what is."""

    def __init__(self, server, devices):
        self.server = server
        self.devices = devices
        self.violations = []
        self.adopted = set()
        self.last = server.snapshot()
        self.periods = 0  # closed in_progress periods
        self.may_change = False

    def reopened(self):
        """The board has reopened the attempt."""
        self.may_change = True

    def say(self, invariant, what):
        self.violations.append((invariant, what))

    def look(self):
        """Compare with the last look."""
        now, then = self.server.snapshot(), self.last
        self._values(then, now)
        self._journal(now)
        self._receipts(then, now)
        self._screens(now)
        self._account()
        self.last, self.may_change = now, False

    def _values(self, then, now):
        for slot, new in now["values"].items():
            old = then["values"].get(slot)
            if old == new:
                continue
            if old is not None and new[:2] < old[:2]:
                self.say("I2", f"{slot} went from {old[:2]} down to {new[:2]}")
            if new[0] != now["epoch"]:
                self.say("I4", f"{slot} was changed by epoch {new[0]}")
            self._in_time(slot, new, then, now)
            self._takeover(slot, old, new)
        for slot in then["values"]:
            if slot not in now["values"]:
                self.say("I2", f"{slot} has lost its value")

    def _in_time(self, slot, new, then, now):
        if self.may_change:
            return
        if then["state"] == now["state"] == "submitted":
            self.say("I5", f"{slot} changed after the close")
        if new[3] > now["deadline"] + GRACE:
            self.say("I6", f"{slot} was taken after deadline and grace")

    def _takeover(self, slot, old, new):
        if old is None or new[:2] in self.adopted:
            return
        was, became = self._maker(slot, old), self._maker(slot, new)
        if was is None or became is None or was.device == became.device:
            return
        if became.takeovers < was.takeovers:
            self.say("I16", f"{slot}: made before a take-over, replaced a later one")

    def _maker(self, slot, version):
        for device in self.devices:
            for entry in device.made:
                if (entry.slot, entry.epoch, entry.seq) == (slot, *version[:2]):
                    return entry
        return None

    def _journal(self, now):
        rows = {}
        for row in now["journal"]:
            if row[:2] in rows:
                self.say("I10", f"{row[:2]} stands twice in the journal")
            rows[row[:2]] = row
        for device in self.devices:
            for epoch, seq, slot, hash_ in device.acked:
                row = rows.get((epoch, seq))
                if row is None or row[2:4] != (slot, hash_) or row[4] != "saved":
                    self.say("I1", f"{(epoch, seq)} was acknowledged and is not there")
                value = now["values"].get(slot)
                if value is None or value[:2] < (epoch, seq):
                    self.say("I1", f"{slot} has a lower version than acknowledged")

    def _receipts(self, then, now):
        if now["state"] == "submitted" and not now["receipts"]:
            self.say("I7", "submitted without a receipt")
        made = len(now["receipts"]) - len(then["receipts"])
        was_open = then["state"] == "in_progress" or self.may_change
        if made > 1 or (made == 1 and not was_open):
            self.say("I14", "a period was closed twice")
        if now["state"] == "submitted" and now["receipts"]:
            stored = sha(sorted([s, *v[:3]] for s, v in now["values"].items()))
            if now["receipts"][-1]["digest"] != stored:
                self.say("I7", "the digest is not that of the stored values")

    def handed_in(self, body, screen):
        """A candidate's hand-in was answered with 200."""
        receipt = body["receipt"]
        shown = sha(sorted([slot, *v] for slot, v in screen.items()))
        is_first = len(self.server.snapshot()["receipts"]) > len(self.last["receipts"])
        if receipt["kind"] == "candidate" and is_first and receipt["digest"] != shown:
            self.say("I7", "handed in something else than was on screen")

    def _screens(self, now):
        for device in self.devices:
            is_holder = device.epoch == now["epoch"] and device.token is not None
            if not is_holder or device.queue or device.is_closed:
                continue
            for slot, shown in device.view.items():
                value = now["values"].get(slot)
                if value is None or value[:3] != tuple(shown):
                    self.say("I15", f"{slot} is shown as saved and is not")

    def _account(self):
        for device in self.devices:
            waiting = sum(entry.fate == "queued" for entry in device.made)
            if waiting != len(device.queue):
                self.say("I13", "an entry is neither settled nor queued")

    def expect_empty(self, device):
        """After a minute of good network nothing may wait any more."""
        if device.token is not None and device.queue:
            self.say("I12", f"{device.name} still has {len(device.queue)} entries")

    def expect_same(self, before):
        """Replaying what was answered changes nothing."""
        if self.server.snapshot()["values"] != before:
            self.say("I3", "a replay changed a value")

    def expect_closed(self):
        """Long after the deadline every read shows the attempt closed."""
        if self.last["state"] not in {"submitted", "assigned"}:
            self.say("I6", "still open after deadline and grace")
