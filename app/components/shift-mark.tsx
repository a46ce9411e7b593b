import type { ShiftMark as Mark } from "#app/domain/coverage/shift-mark.ts";
import { clockWords } from "./moment.tsx";
import { type State, StateMark, StateShape } from "./state-mark.tsx";

const words = {
  qualified: ["satisfied", "Qualified"],
  in_part: ["warned", "Qualified in part"],
  otherwise: ["limited", "Not qualified for the role, counts for other rules"],
  not_qualified: ["no", "Not qualified"],
  unknown: ["unknown", "Not known to be qualified"],
  unmatched: ["unknown", "Matched to nobody"],
  not_asked: ["not-applicable", "No rule asks for it"],
} as const satisfies Record<Mark["suits"], readonly [State, string]>;

const clashes = {
  elsewhere: "on site elsewhere",
  twice: "on another shift here",
  away: "away then",
} as const;

/** How a person on a roster stands to what their role is there for, in words. */
export function markWords({ suits, changesAt, clash }: Mark, zone: string): string {
  const until = changesAt === null ? "" : `, changes at ${clockWords(changesAt, zone)}`;
  return [`${words[suits][1]}${until}`, clash && clashes[clash]].filter(Boolean).join(", ");
}

/**
 * The mark of a shift: its shape always, its words where something is to be put right; what is as it
 * should be is read out, and shown by its shape alone.
 */
export function ShiftMark({ mark, zone }: { mark: Mark; zone: string }) {
  const isClash = mark.clash === "elsewhere" || mark.clash === "away";
  const [own] = words[mark.suits];
  const isFine = own === "satisfied" || own === "not-applicable" || own === "limited";
  const said = markWords(mark, zone);
  const state = isClash && isFine ? "warned" : own;
  if (isClash || !isFine) return <StateMark state={state} word={said} />;
  return (
    <>
      <StateShape state={state} />
      <span className="visually-hidden">{said}</span>
    </>
  );
}
