export type SaidReason = {
  readonly code: string;
  readonly text: string;
  /** Of whom it is said, as the text names them. */
  readonly name: string | null;
  readonly href?: string;
};

/**
 * What is true of several people is said once, with the others named after it. Reasons that somebody can
 * act on come first: that a person is not qualified at all comes last.
 */
export function grouped(reasons: readonly SaidReason[]): Omit<SaidReason, "name">[] {
  const groups = new Map<string, SaidReason[]>();
  for (const reason of reasons) {
    const said = reason.name ? reason.text.replaceAll(reason.name, "\0") : reason.text;
    const key = `${reason.code} ${said}`;
    groups.set(key, [...(groups.get(key) ?? []), reason]);
  }
  const isUnqualified = ({ code }: SaidReason) => (code === "rostered_not_qualified" ? 1 : 0);
  const ordered = [...groups.values()].sort((a, b) => isUnqualified(a[0]!) - isUnqualified(b[0]!));
  return ordered.map(([first, ...others]) => {
    const { name: _, ...said } = first!;
    const names = [...new Set(others.flatMap((each) => each.name ?? []))];
    if (names.length === 0) return said;
    return { ...said, text: `${said.text} So it is with ${listed(names)}.` };
  });
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length === 1 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
