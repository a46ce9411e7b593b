import { useId } from "react";
import "./state-mark.css";

/** Every state that the portal shows: answers, credentials, requirements. */
const words = {
  yes: "Yes",
  no: "No",
  unknown: "Unknown",
  "not-applicable": "Not applicable",
  prepared: "Prepared",
  issued: "Issued",
  renewal_due: "Renewal due",
  in_grace: "In grace, does not count",
  limited: "Limited, does not count",
  expired: "Expired",
  suspended: "Suspended",
  revoked: "Revoked",
  attested: "Attested, not verified",
  satisfied: "Met",
  in_progress: "In progress",
  blocked: "Blocked",
  warned: "Advised, not met",
} as const;

export type State = keyof typeof words;
export type Tone = "yes" | "no" | "unknown" | "due" | "suspended" | "neutral";

const tones: Record<State, Tone> = {
  yes: "yes",
  no: "no",
  unknown: "unknown",
  "not-applicable": "neutral",
  prepared: "neutral",
  issued: "yes",
  renewal_due: "due",
  in_grace: "due",
  limited: "due",
  expired: "neutral",
  suspended: "suspended",
  revoked: "no",
  attested: "neutral",
  satisfied: "yes",
  in_progress: "neutral",
  blocked: "neutral",
  warned: "due",
};

export function wordOf(state: State): string {
  return words[state];
}

export function toneOf(state: State): Tone {
  return tones[state];
}

/** Shape, word and colour together, so that no state rests on colour alone. */
export function StateMark({
  state,
  word,
  size = "normal",
}: {
  state: State;
  /** Replaces the state's own word; never its shape or colour. */
  word?: string;
  size?: "normal" | "large";
}) {
  return (
    <span className="state-mark" data-state={state} data-tone={tones[state]} data-size={size}>
      <StateShape state={state} />
      <span className="state-mark-word">{word ?? words[state]}</span>
    </span>
  );
}

/** The shape alone, for places where the word stands close by. */
export function StateShape({ state }: { state: State }) {
  const hatch = `hatch-${useId().replace(/[^\w-]/g, "")}`;
  return (
    <svg className="state-shape" data-tone={tones[state]} viewBox="0 0 24 24" aria-hidden="true">
      {shapes[state](hatch)}
    </svg>
  );
}

const ring = <circle className="line" cx="12" cy="12" r="9.5" />;
const disc = <circle className="solid" cx="12" cy="12" r="11" />;
const octagon = (
  <path className="solid" d="M7.5 1.200h9l6.3 6.300v9l-6.3 6.300h-9L1.2 16.500v-9z" />
);
const check = <path className="cut" d="M6.5 12.500l3.8 3.8 7.2-8" />;

const shapes: Record<State, (hatch: string) => JSX.Element> = {
  yes: () => (
    <>
      {disc}
      {check}
    </>
  ),
  issued: () => (
    <>
      {disc}
      {check}
    </>
  ),
  satisfied: () => (
    <>
      {disc}
      {check}
    </>
  ),
  no: () => (
    <>
      {octagon}
      <path className="cut" d="M8 8l8 8M16 8l-8 8" />
    </>
  ),
  revoked: () => (
    <>
      {octagon}
      <path className="cut" d="M6.5 12h11" />
    </>
  ),
  unknown: (hatch) => (
    <>
      <pattern
        id={hatch}
        width="4"
        height="4"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="hatch-ground" width="4" height="4" />
        <rect className="hatch-stripe" width="2" height="4" />
      </pattern>
      <path className="line" fill={`url(#${hatch})`} d="M12 1.6 22.4 12 12 22.4 1.6 12z" />
      <path
        className="glyph"
        d="M9.3 9.900c0-1.6 1.1-2.7 2.8-2.700s2.8 1 2.8 2.500c0 2-2.8 2.2-2.8 4.400M12.1 17v.1"
      />
    </>
  ),
  "not-applicable": () => (
    <>
      {ring}
      <path className="line" d="M8 12h8" />
    </>
  ),
  prepared: () => (
    <>
      {ring}
      <path className="line" d="M8 12h.01M12 12h.01M16 12h.01" />
    </>
  ),
  renewal_due: () => (
    <>
      {ring}
      <path className="line" d="M12 6.800V12l3.5 2.2" />
    </>
  ),
  in_grace: () => (
    <path
      className="line"
      d="M6.5 3h11M6.5 21h11M8 3c0 5 8 5.5 8 9s-8 4-8 9M16 3c0 5-8 5.5-8 9s8 4 8 9"
    />
  ),
  limited: () => (
    <>
      {ring}
      <path className="solid" d="M12 2.500a9.5 9.5 0 0 1 0 19z" />
    </>
  ),
  expired: () => (
    <>
      {ring}
      <path className="line" d="M5.5 18.500l13-13" />
    </>
  ),
  suspended: () => (
    <>
      <rect className="solid" x="1.5" y="1.5" width="21" height="21" rx="4" />
      <path className="cut" d="M9 7.500v9M15 7.500v9" />
    </>
  ),
  attested: () => <circle className="line" cx="12" cy="12" r="9.5" strokeDasharray="3.2 2.77" />,
  in_progress: () => (
    <>
      {ring}
      <path className="solid" d="M12 12V5a7 7 0 0 1 7 7z" />
    </>
  ),
  blocked: () => (
    <>
      <path className="line" d="M7.5 10.500V8a4.5 4.5 0 0 1 9 0v2.5" />
      <rect className="solid" x="4.5" y="10.5" width="15" height="11" rx="2" />
    </>
  ),
  warned: () => (
    <>
      <path className="line" d="M12 2.5 22.5 21h-21z" />
      <path className="line" d="M12 9v6M12 18v.1" />
    </>
  ),
};
