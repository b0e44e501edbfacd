// Opening the paper and sealing the queue.

const E1 = new TextEncoder().encode("LMSE1"), P1 = new TextEncoder().encode("LMSP1");

export const hasCrypto = Boolean(globalThis.crypto?.subtle);

// packageBytes: nonce (12) | ciphertext | tag (16); key: base64
export async function openPackage(packageBytes, key) {
  const raw = Uint8Array.from(atob(key), (char) => char.charCodeAt(0));
  const secret = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: packageBytes.slice(0, 12) }, secret, packageBytes.slice(12));
  return JSON.parse(new TextDecoder().decode(plain));
}

// Seal for the board: P-256, HKDF-SHA256, AES-256-GCM. Without WebCrypto the same JSON
// unsealed: it is the candidate's own work.
export async function sealQueue(document, publicPoint) {
  const plain = new TextEncoder().encode(JSON.stringify(document));
  if (!hasCrypto) return joined(P1, plain);
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const point = Uint8Array.from(atob(publicPoint), (char) => char.charCodeAt(0));
  const theirs = await crypto.subtle.importKey("raw", point, curve, false, []);
  const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, own.privateKey, 256);
  const master = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const key = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: E1 }, master,
    { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, plain);
  const ownPoint = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  return joined(E1, ownPoint, nonce, new Uint8Array(sealed));
}

// The queue as batches that the server's reader of saves understands.
export function asDocument(code, entries) {
  const epochs = [...new Set(entries.map((entry) => entry.epoch))].sort((a, b) => a - b);
  const batches = [];
  for (const epoch of epochs) {
    const rows = entries.filter((entry) => entry.epoch === epoch).map(bare);
    for (let at = 0; at < rows.length; at += 50) {
      batches.push({ proto: 1, epoch, batch_id: `sealed-${epoch}-${at}`, entries: rows.slice(at, at + 50) });
    }
  }
  return { attempt: code, batches };
}

export function bare({ slot, seq, value, hash, anchor, mono_ms }) {
  return { slot, seq, value, hash, anchor: anchor ?? null, mono_ms: mono_ms ?? null };
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
}
