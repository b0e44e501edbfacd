// Called when a person logs out: their work on this device is sealed away.
import { attempts } from "./store.js";
import { sealAway } from "./strangers.js";

export async function leave() {
  for (const row of await attempts()) await sealAway(row);
  await globalThis.caches?.delete("exam-pages");
}
