// Which font files a part of the page needs, shown or still hidden.

// Addresses of the faces that the formulas below root use and of those in use already.
export function fontAddresses(root) {
  const faces = fontFaces();
  const families = new Map();
  for (const [family, weight, style] of formulaFonts(root)) {
    const exact = faces.filter((face) => face.family === family && face.weight === weight && face.style === style);
    for (const face of exact.length ? exact : faces.filter((one) => one.family === family)) families.set(face.address, true);
  }
  const loaded = new Set([...document.fonts].filter((face) => face.status === "loaded").map(nameOf));
  for (const face of faces) if (loaded.has(nameOf(face))) families.set(face.address, true);
  return [...families.keys()];
}

// Distinct [family, weight, style] of what is written in formulas.
function formulaFonts(root) {
  const found = new Map();
  for (const node of root.querySelectorAll(".katex-html, .katex-html *")) {
    const isWritten = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
    if (!isWritten) continue;
    const { fontFamily, fontWeight, fontStyle } = getComputedStyle(node);
    const font = [bare(fontFamily.split(",")[0]), weightOf(fontWeight), fontStyle];
    found.set(font.join(" "), font);
  }
  return found.values();
}

function fontFaces() {
  const found = [];
  const look = (sheet) => {
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSImportRule && rule.styleSheet) look(rule.styleSheet);
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const address = rule.style.getPropertyValue("src").match(/url\("?([^")]+)"?\)/)?.[1];
      if (!address) continue;
      const read = (name) => rule.style.getPropertyValue(name);
      found.push({
        family: bare(read("font-family")), weight: weightOf(read("font-weight")), style: read("font-style") || "normal",
        unicodeRange: read("unicode-range"), address: new URL(address, sheet.href ?? location.href).href,
      });
    }
  };
  for (const sheet of document.styleSheets) look(sheet);
  return found;
}

const nameOf = ({ family, weight, style, unicodeRange }) =>
  [bare(family), weightOf(weight), style || "normal", (unicodeRange || "u+0-10ffff").replace(/\s/g, "").toLowerCase()].join("|");
const bare = (family) => family.trim().replace(/^["']|["']$/g, "");
const weightOf = (weight) => ({ normal: "400", bold: "700", "": "400" })[weight] ?? weight;
