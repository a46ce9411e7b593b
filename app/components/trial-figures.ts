/** A published figure; `uncertain` when it was not yet read in the source itself. */
export type Known = { readonly value: number; readonly uncertain?: boolean };
export type Arm = {
  readonly label: string;
  readonly people?: Known;
  readonly events?: Known;
  readonly percent?: Known;
};
export type Effect = {
  readonly measure: "RR" | "HR" | "OR" | "aOR";
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly uncertain?: boolean;
};
export type TrialView = {
  readonly id: string;
  readonly name: string;
  readonly endpoint: string;
  readonly source: { readonly text: string; readonly href?: string };
  /** The arm under trial first. */
  readonly arms: readonly [Arm, Arm];
  readonly effect?: Effect;
};

const doubt = (uncertain: boolean | undefined) => (uncertain ? " (uncertain)" : "");

export function percentWords(known: Known): string {
  return `${known.value.toFixed(1)}${doubt(known.uncertain)}`;
}

export function countWords({ people, events }: Arm): string {
  if (!people) return "not given";
  const uncertain = people.uncertain || events?.uncertain;
  return `${events ? `${events.value} of ` : "n = "}${people.value}${doubt(uncertain)}`;
}

export function effectWords({ measure, estimate, low, high, uncertain }: Effect): string {
  return `${measure} ${estimate.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})${doubt(uncertain)}`;
}
