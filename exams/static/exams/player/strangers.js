// A shared computer: what another person left is sealed, sent when possible, and its
// readable copy goes. The next user can neither read nor delete it.
import { dropOthersPages } from "./keep.js";
import * as store from "./store.js";
import { asDocument, sealQueue } from "./vault.js";
import { Wire } from "./wire.js";

export async function clearStrangers(user, csrf) {
  await dropOthersPages().catch(() => {});
  for (const row of await store.attempts()) {
    if (row.user && row.user !== user) await sealAway(row);
  }
  await sendSealed(csrf);
}

// The person logs out: the same for their own work.
export async function sealAway(row) {
  const queue = await store.queue(row.code);
  if (queue.length && row.envelopeKey) {
    const bytes = await sealQueue(asDocument(row.code, queue), row.envelopeKey);
    await store.keepSealed(row.code, bytes, row.token);
  }
  await store.dropReadable(row.code);
}

async function sendSealed(csrf) {
  const own = new Set((await store.attempts()).map((row) => row.code));
  for (const { code, bytes, token } of await store.allSealed()) {
    if (own.has(code) || code === "-") continue; // still being worked on
    const wire = new Wire(`/bai-kiem-tra/attempts/${code}`, csrf);
    const reply = await wire.late(bytes, token);
    if (reply.isAck && reply.status === 200) await store.dropSealed(code);
  }
}
