import { dayWords } from "./moment.tsx";
import { type State, wordOf } from "./state-mark.tsx";

export type EvidenceView = {
  readonly code: string;
  readonly state: State;
  readonly validUntil: number | null;
  readonly href: string | null;
};

/** "CRED-CIS, issued, valid to 30 Jun 2028": each linked to its public page where it has one. */
export function EvidenceMarks({ held, zone }: { held: readonly EvidenceView[]; zone: string }) {
  return (
    <span>
      {held.map((each, i) => {
        const until = each.validUntil === null ? "" : `, to ${dayWords(each.validUntil - 1, zone)}`;
        const code = <span className="code">{each.code}</span>;
        return (
          <span key={`${each.code} ${i}`}>
            {i > 0 && "; "}
            {each.href ? <a href={each.href}>{code}</a> : code}, {wordOf(each.state).toLowerCase()}
            {until}
          </span>
        );
      })}
    </span>
  );
}
