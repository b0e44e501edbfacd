// Loaded first in every page of a package, on the content origin.
// The page has an opaque origin: no storage, no cookies, no way to the app but
// messages to the page that frames it. What it reports there is its own word
// ("self-reported") and is marked so.
(() => {
  "use strict";
  const send = (type, data) => {
    if (window.parent !== window) window.parent.postMessage({ lms: 1, type, data }, "*");
  };

  // No way round the policy of this page by peer-to-peer connections.
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport"]) {
    try { delete window[name]; } catch { /* it never was */ }
  }

  // Packages that remember things: memory in place of storage they may not have.
  const memory = () => {
    const kept = new Map();
    return {
      get length() { return kept.size; },
      key: (place) => [...kept.keys()][place] ?? null,
      getItem: (name) => (kept.has(String(name)) ? kept.get(String(name)) : null),
      setItem: (name, value) => { kept.set(String(name), String(value)); },
      removeItem: (name) => { kept.delete(String(name)); },
      clear: () => kept.clear(),
    };
  };
  for (const name of ["localStorage", "sessionStorage"]) {
    try { window[name].length; } catch {
      Object.defineProperty(window, name, { value: memory(), configurable: true });
    }
  }

  // Our own words: lms.report({ progress: 0.5, score: 8, max: 10, completed: true }).
  const number = (value) => (Number.isFinite(Number(value)) ? Number(value) : undefined);
  const report = (data = {}) => send("report", {
    progress: number(data.progress),
    score: number(data.score),
    max: number(data.max),
    completed: data.completed === true,
    note: String(data.note ?? "").slice(0, 500),
  });
  Object.defineProperty(window, "lms", { value: Object.freeze({ report }) });

  // SCORM 1.2 and 2004: the values live in this page; a commit is passed on as a report.
  const scorm = (names) => {
    const values = new Map(names.defaults);
    let state = "new";
    let last = "0";
    const fail = (code, answer) => { last = code; return answer; };
    const commit = () => {
      const raw = number(values.get(names.raw) || undefined);
      const done = ["completed", "passed", "failed"].includes(values.get(names.status))
        || ["passed", "failed"].includes(values.get(names.success));
      report({
        progress: values.get(names.progress) || (done ? 1 : undefined),
        score: raw, max: number(values.get(names.max) || 100), completed: done,
        note: values.get(names.status),
      });
    };
    return {
      initialize: () => {
        if (state === "running") return fail(names.errors.again, "false");
        state = "running"; last = "0"; return "true";
      },
      terminate: () => {
        if (state !== "running") return fail(names.errors.notRunning, "false");
        commit(); state = "over"; last = "0"; return "true";
      },
      get: (name) => {
        if (state !== "running") return fail(names.errors.notRunning, "");
        last = "0"; return values.get(String(name)) ?? "";
      },
      set: (name, value) => {
        if (state !== "running") return fail(names.errors.notRunning, "false");
        if (values.size > 2000 || String(value).length > 64000) return fail("351", "false");
        values.set(String(name), String(value)); last = "0"; return "true";
      },
      commit: () => {
        if (state !== "running") return fail(names.errors.notRunning, "false");
        commit(); last = "0"; return "true";
      },
      last: () => last,
    };
  };
  const old = scorm({
    raw: "cmi.core.score.raw", max: "cmi.core.score.max", status: "cmi.core.lesson_status",
    success: "", progress: "", errors: { again: "101", notRunning: "301" },
    defaults: [["cmi.core.lesson_status", "not attempted"], ["cmi.core.entry", "ab-initio"],
      ["cmi.core.credit", "credit"], ["cmi.core.lesson_mode", "normal"],
      ["cmi.core.student_id", ""], ["cmi.core.student_name", ""], ["cmi.suspend_data", ""]],
  });
  window.API = {
    LMSInitialize: old.initialize, LMSFinish: old.terminate, LMSGetValue: old.get,
    LMSSetValue: old.set, LMSCommit: old.commit, LMSGetLastError: old.last,
    LMSGetErrorString: (code) => `Error ${code}`, LMSGetDiagnostic: () => "",
  };
  const fresh = scorm({
    raw: "cmi.score.raw", max: "cmi.score.max", status: "cmi.completion_status",
    success: "cmi.success_status", progress: "cmi.progress_measure",
    errors: { again: "103", notRunning: "122" },
    defaults: [["cmi.completion_status", "unknown"], ["cmi.success_status", "unknown"],
      ["cmi.entry", "ab-initio"], ["cmi.credit", "credit"], ["cmi.mode", "normal"],
      ["cmi.learner_id", ""], ["cmi.learner_name", ""], ["cmi.suspend_data", ""]],
  });
  window.API_1484_11 = {
    Initialize: fresh.initialize, Terminate: fresh.terminate, GetValue: fresh.get,
    SetValue: fresh.set, Commit: fresh.commit, GetLastError: fresh.last,
    GetErrorString: (code) => `Error ${code}`, GetDiagnostic: () => "",
  };

  // Signs of life, so that time spent inside the frame counts as active.
  let told = 0;
  const alive = () => {
    const now = Date.now();
    if (now - told > 5000) { told = now; send("alive", {}); }
  };
  for (const name of ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"]) {
    window.addEventListener(name, alive, { passive: true, capture: true });
  }
  window.addEventListener("load", () => send("ready", {
    height: Math.min(4000, Math.max(document.documentElement.scrollHeight, 240)),
  }));
})();
