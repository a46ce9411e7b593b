import type { FindingWord } from "#app/domain/signoff/meeting.ts";
import { KeyValues } from "./key-values.tsx";
import { FindingMark } from "./meeting-agenda.tsx";
import { Panel } from "./panel.tsx";

type Words = { readonly text: string | null; readonly holds: boolean };

export type MinutesFellowView = {
  readonly fellowshipId: string;
  readonly name: string;
  readonly part: readonly string[];
  readonly conflicts: readonly { readonly memberName: string; readonly reason: string }[];
  readonly finding: {
    readonly recommendation: FindingWord;
    readonly rationale: Words | null;
    readonly dissenters: readonly string[];
    readonly dissent: Words | null;
    readonly halfYear: string;
    readonly milestones: readonly { readonly code: string; readonly level: number }[];
    readonly recordedBy: string;
    readonly at: string;
  } | null;
  readonly entrusted: readonly { readonly id: string; readonly words: string }[];
};

/** What was found about each fellow, dissent included, as the minutes have it. */
export function MinutedFellows({ fellows }: { fellows: readonly MinutesFellowView[] }) {
  return (
    <>
      {fellows.map((fellow) => (
        <Panel key={fellow.fellowshipId} title={fellow.name}>
          <FindingMark finding={fellow.finding?.recommendation ?? null} none="Not spoken about" />
          <KeyValues items={itemsOf(fellow)} />
        </Panel>
      ))}
    </>
  );
}

function itemsOf({ part, conflicts, finding, entrusted }: MinutesFellowView) {
  const items = [];
  if (finding) {
    const { rationale, dissenters, dissent, milestones, halfYear, recordedBy, at } = finding;
    items.push({ label: "Took part", value: part.join(", ") });
    items.push({ label: "Why", value: rationale ? wordsOf(rationale) : "No further words" });
    if (dissenters.length > 0) {
      const who = dissenters.join(", ");
      items.push({ label: "Dissent", value: `${who}: ${dissent ? wordsOf(dissent) : ""}` });
    }
    const levels = milestones.map(({ code, level }) => `${code} ${level}`).join(", ");
    items.push({ label: `Milestones ${halfYear}`, value: levels || "None" });
    items.push({ label: "Recorded", value: `${recordedBy}, ${at}` });
  }
  if (conflicts.length > 0) {
    const declared = conflicts.map(({ memberName, reason }) => `${memberName}: ${reason}`);
    items.push({ label: "Conflict of interest", value: declared.join("; ") });
  }
  if (entrusted.length > 0) {
    items.push({ label: "Entrusted", value: entrusted.map((each) => each.words).join("; ") });
  }
  return items;
}

function wordsOf({ text, holds }: Words): string {
  if (text === null) return "Erased";
  return holds ? text : `${text} (These are not the words whose digest was recorded.)`;
}
