/** Strong Kleene logic over three words. */
export type Three = "yes" | "no" | "unknown";

export function allOf(values: readonly Three[]): Three {
  if (values.includes("no")) return "no";
  return values.includes("unknown") ? "unknown" : "yes";
}

export function anyOf(values: readonly Three[]): Three {
  if (values.includes("yes")) return "yes";
  return values.includes("unknown") ? "unknown" : "no";
}
