import { dayWords, momentWords } from "./moment.tsx";

/** What a page needs to say why a credential counts, or why it does not. */
export type StandingView = {
  readonly state: string | null;
  readonly counts: "yes" | "no" | "unknown";
  readonly until: number | null;
  readonly validFrom: number;
  readonly timeZone: string;
  /** Names of what a limited one lacks. */
  readonly lacks: readonly string[];
  /** Why it was suspended or revoked, in words. */
  readonly reason: string | null;
};

/** One sentence: why it counts or does not, and until when. */
export function whyWords(held: StandingView): string {
  const { state, until, timeZone: zone, lacks, reason } = held;
  const end = until === null ? "" : ` until ${momentWords(until, zone)}`;
  const because = reason ? `: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}` : "";
  switch (state) {
    case null:
      return `It begins on ${dayWords(held.validFrom, zone)} and does not count before.`;
    case "issued":
      return held.counts === "unknown"
        ? "It is due to be checked again at its source. Until then nobody knows whether it counts."
        : `It counts${end}.`;
    case "renewal_due":
      return `It counts${end}. Renewal is due.`;
    case "in_grace":
      return `Its validity has ended, so it does not count. It can be renewed${end}.`;
    case "limited":
      return `It does not count, because this does not count: ${lacks.join(", ")}.`;
    case "suspended":
      return `It does not count while it is suspended${because}.`;
    case "revoked":
      return `It was revoked for good${because}.`;
    case "attested":
      return "It is only attested. It counts once a registrar has verified it at its source.";
    default:
      return "Its validity has ended, so it does not count.";
  }
}
