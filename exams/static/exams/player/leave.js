// Called when a person logs out: their work on this device is sealed away.
import { dropAllPages } from "./keep.js";
import { attempts } from "./store.js";
import { sealAway } from "./strangers.js";

export async function leave() {
  await dropAllPages();
  for (const row of await attempts()) await sealAway(row);
}
