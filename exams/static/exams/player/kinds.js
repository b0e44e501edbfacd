// Which control answers which kind of item.
import { choose, truth } from "./choices.js";
import { hotspot, match, order } from "./placing.js";
import { cloze, essay, file, line } from "./texts.js";

const CONTROLS = {
  choose_one: choose,
  choose_many: choose,
  true_false_cluster: truth,
  short_answer: line,
  numeric: line,
  short_text: line,
  essay,
  cloze,
  match,
  order,
  hotspot,
  file,
};

// Returns {node, set(value), flush?()}; null for a kind this build does not know.
export function control(options) {
  return CONTROLS[options.slot.kind]?.(options) ?? null;
}
