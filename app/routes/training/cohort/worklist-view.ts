import { dayWords } from "#app/components/moment.tsx";
import type { Content } from "#app/domain/content.ts";
import {
  type WorklistItem,
  type WorklistKind,
  worklistKinds,
} from "#app/domain/signoff/worklist.ts";

type Row = {
  readonly key: string;
  readonly who: string;
  readonly what: string;
  readonly when: string;
  readonly to: string;
  readonly act: string;
};
export type WorklistGroup = {
  readonly kind: WorklistKind;
  readonly title: string;
  readonly lead: string;
  /** Headers of the two columns; null where there is nothing to say in one. */
  readonly what: string | null;
  readonly when: string | null;
  readonly rows: readonly Row[];
};

/** What waits, by kind in the order in which it presses; kinds without anything are left out. */
export function worklistGroups(
  content: Content,
  items: readonly WorklistItem[],
  zone: string,
): WorklistGroup[] {
  const words = wordsFor(content);
  return worklistKinds.flatMap((kind) => {
    const own = items.filter((each) => each.kind === kind);
    if (own.length === 0) return [];
    return [{ kind, ...words[kind], rows: own.map((each, i) => rowOf(each, i, zone)) }];
  });
}

type KindWords = Pick<WorklistGroup, "title" | "lead" | "what" | "when">;

function wordsFor({ portfolio }: Content): Record<WorklistKind, KindWords> {
  const { staleDays, requestEndsDays, unconfirmedDays } = portfolio.oversight;
  return {
    complication: {
      title: "Complications to review",
      lead: "While a review is open, sign-off of what the case belongs to waits.",
      what: "Case",
      when: "On",
    },
    sign_off: {
      title: "Recommended, to be signed off",
      lead: "The committee has recommended; you decide and sign.",
      what: "Credential",
      when: "Since",
    },
    credential: {
      title: "Credentials that end",
      lead: "Due for renewal, or past their validity.",
      what: "Credential",
      when: "Until",
    },
    at_risk: {
      title: "Time runs ahead of what is shown",
      lead: "A sign to look, never a judgement: few activities at their target for the time that is over.",
      what: "Activities at target",
      when: null,
    },
    stale: {
      title: "Not observed lately",
      lead: `No observation for ${staleDays.value} days.`,
      what: null,
      when: "Last observed",
    },
    request: {
      title: "Requests about to end",
      lead: `Unanswered, and over within ${requestEndsDays.value} days.`,
      what: "About",
      when: "Ends",
    },
    unconfirmed: {
      title: "Cases not confirmed",
      lead: `Older than ${unconfirmedDays.value} days; their supervisors have said nothing yet.`,
      what: "Wait for",
      when: "Oldest",
    },
    imported: {
      title: "Imported cases to verify",
      lead: "From past logbooks; they count once their supervisor confirms them.",
      what: "Wait for",
      when: "Oldest",
    },
  };
}

function rowOf(item: WorklistItem, i: number, zone: string): Row {
  const { kind, fellowshipId, fellowName, about, count, at, id } = item;
  const when = at === null ? "" : dayWords(at, zone);
  const dossier = `/fellows/${fellowshipId}`;
  const over = `${dossier}/trajectory`;
  const base = { key: `${kind}-${i}`, who: fellowName, what: about, to: dossier };
  const cases = `${count} ${count === 1 ? "case" : "cases"}`;
  switch (kind) {
    case "complication":
      return { ...base, when, to: `${dossier}#reviews`, act: "Review it" };
    case "sign_off":
      return { ...base, when, to: `/signoff/${id}`, act: "Decide" };
    case "credential":
      return {
        ...base,
        when,
        to: `${dossier}/${id}`,
        act: "See what renewal asks",
      };
    case "at_risk":
      return { ...base, when, to: over, act: "See it over time" };
    case "stale":
      return {
        ...base,
        when: when || "Never",
        act: "See what is missing",
      };
    case "request":
      return { ...base, when, to: `${dossier}/subjects/${id}`, act: "See what it is about" };
    case "unconfirmed":
    case "imported":
      return { ...base, what: `${cases}: ${about}`, when, act: "See what is missing" };
  }
}
