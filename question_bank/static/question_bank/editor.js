// Comfort for editing items; every page works without it.
// - the view beside an editor follows what is typed
// - the palette puts signs where the cursor is
// - what is pasted from Word keeps its structure (paste.js)
// - in the mirror of a file one question is saved without loading the page anew

const WAIT_MS = 350;
let lastField = null;

function previewOf(form) {
  const id = form.dataset.previewInto;
  return id ? document.getElementById(id) : form.closest("[data-row]")?.querySelector("[data-preview]");
}

async function showPreview(form) {
  const pane = previewOf(form);
  if (!pane) return;
  const body = new FormData(form);
  body.delete("picture");
  try {
    const reply = await fetch(form.dataset.previewUrl, { method: "POST", body, headers: { "X-Part": "preview" } });
    if (reply.ok) pane.innerHTML = await reply.text();
  } catch { /* without a network the old view stays */ }
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-edit]");
  if (!form) return;
  clearTimeout(form.waiting);
  form.waiting = setTimeout(() => showPreview(form), WAIT_MS);
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches("textarea[data-markup]")) lastField = event.target;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-insert]");
  if (!button) return;
  const form = button.closest("form");
  const field = lastField && form.contains(lastField) ? lastField : form.querySelector("textarea[data-markup]");
  const [before, after] = button.dataset.insert.split("|");
  const { selectionStart: start, selectionEnd: end, value } = field;
  const chosen = value.slice(start, end);
  field.setRangeText(before + chosen + after, start, end, "end");
  field.setSelectionRange(start + before.length, start + before.length + chosen.length);
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

async function sendRow(form, button) {
  const row = form.closest("[data-row]");
  const body = new FormData(form, button);
  row.setAttribute("aria-busy", "true");
  const reply = await fetch(form.action, { method: "POST", body, headers: { "X-Part": "row" } });
  if (!reply.ok) throw new Error(String(reply.status));
  const parts = await reply.json();
  const fresh = document.createRange().createContextualFragment(parts.row).firstElementChild;
  row.replaceWith(fresh);
  document.querySelector("[data-bar]")?.replaceWith(
    document.createRange().createContextualFragment(parts.bar).firstElementChild,
  );
  showPalettes(fresh);
  fresh.querySelector("summary, button")?.focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.closest("[data-row]") || !event.submitter) return;
  event.preventDefault();
  sendRow(form, event.submitter).catch(() => {
    const hidden = document.createElement("input");
    hidden.type = "hidden"; hidden.name = event.submitter.name; hidden.value = event.submitter.value;
    form.append(hidden);
    form.submit();
  });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("form[data-edit]");
  if (form) { event.preventDefault(); form.requestSubmit(form.querySelector(".button--main")); }
});

function showPalettes(root) {
  root.querySelectorAll("[data-palette]").forEach((palette) => { palette.hidden = false; });
}
showPalettes(document);
