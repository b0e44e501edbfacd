// Pasting from Word or a web page: bold, italic, underlined, raised and lowered letters
// stay, paragraphs become lines. A whole question falls into its fields, the underlined
// letter is the key. What cannot come along is said.
const KEPT = { B: "b", STRONG: "b", I: "i", EM: "i", U: "u", SUB: "sub", SUP: "sup" };
const BLOCKS = new Set(["P", "DIV", "LI", "TR", "TABLE", "UL", "OL", "BLOCKQUOTE", "H1", "H2", "H3", "H4"]);
const NUMBER = /^(?:<b>)?\s*(?:Câu(?: hỏi)?|Bài|Question)\s*\d+\s*(?:<\/b>)?\s*[.:)]?\s*(?:<\/b>)?\s*/i;
const LOST = /<m:oMath[\s>]|<img\b|<table\b|<v:shape\b/i;

document.addEventListener("paste", (event) => {
  const field = event.target.closest?.("textarea[data-markup]");
  const data = event.clipboardData;
  if (!field || !data) return;
  const html = data.getData("text/html");
  const text = html ? markupOf(html) : data.getData("text/plain").replace(/\r\n/g, "\n");
  const lost = field.form.querySelector("[data-lost]");
  if (lost) lost.hidden = !LOST.test(html);
  const whole = field.name === "stem_html" && !field.value.trim() ? questionIn(text) : null;
  if (whole && fill(field, whole)) event.preventDefault();
  else if (html) {
    event.preventDefault();
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    changed(field);
  }
});

export function markupOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const lines = [""];
  walk(page.body, [], lines);
  return lines.map(tidy).filter(Boolean).join("\n");
}

function walk(node, looks, lines) {
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) {
      const text = child.data.replace(/\s+/g, " ");
      if (text) lines[lines.length - 1] += looks.reduceRight((inner, tag) => (inner.trim() ? `<${tag}>${inner}</${tag}>` : inner), text);
    } else if (child.nodeType === Node.ELEMENT_NODE && !["STYLE", "SCRIPT", "META", "TITLE"].includes(child.tagName)) {
      const isBlock = BLOCKS.has(child.tagName);
      if (child.tagName === "BR" || isBlock) lines.push("");
      walk(child, looksOf(child, looks), lines);
      if (child.tagName === "TD" || child.tagName === "TH") lines[lines.length - 1] += " ";
      if (isBlock) lines.push("");
    }
  }
}

function looksOf(element, looks) {
  const { fontWeight, fontStyle, textDecoration, textDecorationLine, verticalAlign } = element.style;
  const found = [
    KEPT[element.tagName],
    (fontWeight === "bold" || Number(fontWeight) >= 600) && "b",
    fontStyle === "italic" && "i",
    /underline/.test(textDecoration || textDecorationLine) && "u",
    verticalAlign === "super" && "sup",
    verticalAlign === "sub" && "sub",
  ];
  return [...new Set([...looks, ...found.filter(Boolean)])];
}

// "<u>A</u><u>.</u> x" -> "<u>A.</u> x"
function tidy(line) {
  return line.replace(/<\/(b|i|u|sub|sup)>(\s*)<\1>/g, "$2").replace(/\u00a0/g, " ").replace(/ {2,}/g, " ").trim();
}

// The stem, the options or statements in order, and the marked one; null for anything else.
export function questionIn(text) {
  const lines = text.split("\n").flatMap(apart);
  for (const [first, name] of [["A", "option"], ["a", "statement"]]) {
    const start = lines.findIndex((line) => label(line)?.letter === first);
    if (start < 1) continue;
    const parts = [];
    for (const line of lines.slice(start)) {
      const found = label(line);
      if (found && found.letter === String.fromCharCode(first.charCodeAt(0) + parts.length)) parts.push(found);
      else if (found) return null;
      else parts[parts.length - 1].text += `\n${line}`;
    }
    if (parts.length < 2) continue;
    const marked = parts.filter((part) => part.isMarked);
    const stem = lines.slice(0, start).join("\n").replace(NUMBER, "");
    return { name, stem, texts: parts.map((part) => part.text), key: marked.length === 1 ? marked[0].letter : "" };
  }
  return null;
}

const PLAIN = (line) => line.replace(/<\/?(?:b|i|u)>/g, "");

function label(line) {
  const found = /^\s*([A-Ha-h])\s*[.)]\s*(?=\S)/.exec(PLAIN(line));
  if (!found) return null;
  const behind = new RegExp(`^((?:<(?:b|i|u)>|\\s)*)${found[1]}((?:</?(?:b|i|u)>|\\s)*)[.)](?:</(?:b|i|u)>|\\s)*`).exec(line);
  if (!behind) return null;
  return { letter: found[1], isMarked: behind[1].includes("<u>"), text: line.slice(behind[0].length) };
}

// "A. 1 B. 2 C. 3 D. 4" in one line are four.
function apart(line) {
  if (label(line)?.letter !== "A") return [line];
  return line.split(/\s+(?=(?:<(?:b|i|u)>)*[B-H](?:<\/(?:b|i|u)>)*\s*[.)](?:<\/(?:b|i|u)>)*\s)/);
}

function fill(field, { name, stem, texts, key }) {
  const fields = [...field.form.querySelectorAll(`textarea[name="${name}-text"]`)];
  if (fields.length < texts.length || fields.some((one) => one.value.trim())) return false;
  field.value = stem;
  texts.forEach((text, place) => { fields[place].value = text; });
  const radio = key && field.form.querySelector(`input[name="key"][value="${key}"]`);
  if (radio) radio.checked = true;
  changed(field);
  return true;
}

function changed(field) {
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
