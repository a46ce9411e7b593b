/** What somebody looked at in a dossier, read from the note of it. */
export type Look =
  | { readonly kind: "view"; readonly view: (typeof views)[number] }
  /** A competency, an activity or a credential, by code. */
  | { readonly kind: "subject"; readonly code: string }
  | { readonly kind: "meeting" }
  | { readonly kind: "review" };

export const views = [
  "progress",
  "trajectory",
  "milestones",
  "records",
  "working time",
  "a case",
  "export",
] as const;

/** Reads "fellowship <id>: progress", "fellow in committee meeting <id>", "dossier of review <id>". */
export function readLook(what: string): Look {
  if (what.includes("committee meeting")) return { kind: "meeting" };
  if (what.includes("review")) return { kind: "review" };
  const said = what.slice(what.indexOf(": ") + 2);
  const view = views.find((each) => each === said);
  return view ? { kind: "view", view } : { kind: "subject", code: said };
}
