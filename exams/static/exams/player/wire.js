// Messages to the server. Only JSON with "proto" counts as an answer; a log-in page of
// a hotel, an error page or a cut line is none (exam-protocol.md, section 3).

const PATIENCE_MS = 15_000;

// status 0: nothing that can be called an answer came back.
export class Reply {
  constructor(status, body, retryAfterS) {
    this.status = status;
    this.body = body;
    this.retryAfterS = retryAfterS;
  }

  get code() { return this.body?.error?.code ?? ""; }

  // Whether the entries of the message were dealt with.
  get isAck() { return Array.isArray(this.body?.results); }
}

export class Wire {
  constructor(base, csrf) {
    this.base = base;
    this.csrf = csrf;
    this.token = "";
  }

  claim(body) { return this.send("POST", "/claim", body); }
  save(body, options) { return this.send("POST", "/saves", body, options); }
  submit(body) { return this.send("POST", "/submit", body); }
  adopt(body) { return this.send("POST", "/adopt", body); }
  parked() { return this.send("GET", "/parked"); }
  status() { return this.send("GET", ""); }
  key() { return this.send("GET", "/key"); }
  paper() { return this.send("GET", "/paper"); }

  late(bytes, token) {
    return this.send("POST", "/late", bytes, { token });
  }

  file(file, slot) {
    return this.send("POST", "/files", file, { slot, name: encodeURIComponent(file.name) });
  }

  async send(method, path, body, { keepalive = false, token = this.token, slot = "", name = "" } = {}) {
    const headers = { Accept: "application/json" };
    if (token) headers["X-Attempt-Token"] = token;
    if (method === "POST") headers["X-CSRFToken"] = this.csrf();
    if (slot) headers["X-Slot"] = slot;
    if (name) headers["X-File-Name"] = name;
    const isBytes = body instanceof Uint8Array || body instanceof Blob;
    if (body !== undefined) headers["Content-Type"] = isBytes ? "application/octet-stream" : "application/json";
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE_MS);
    try {
      const response = await fetch(this.base + path, {
        method, headers, keepalive, cache: "no-store", redirect: "error", credentials: "same-origin",
        body: isBytes || body === undefined ? body : JSON.stringify(body),
        signal: keepalive ? undefined : stop.signal,
      });
      return await answerOf(response);
    } catch {
      return new Reply(0, null, 0);
    } finally {
      clearTimeout(timer);
    }
  }
}

async function answerOf(response) {
  if (!(response.headers.get("Content-Type") ?? "").startsWith("application/json")) return new Reply(0, null, 0);
  const body = await response.json();
  if (body?.proto !== 1) return new Reply(0, null, 0);
  return new Reply(response.status, body, Number(response.headers.get("Retry-After")) || 0);
}
