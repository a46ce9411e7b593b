import { FirstFew } from "./first-few.tsx";
import { Meter } from "./meter.tsx";
import { Card, Cards } from "./panel.tsx";
import { type State, StateMark } from "./state-mark.tsx";

export type CredentialSummary = {
  readonly code: string;
  readonly name: string;
  readonly held: boolean;
  readonly eligible: boolean;
  readonly state: State;
  readonly met: number;
  readonly of: number;
  readonly words: string;
};

/** Credentials side by side: held, complete or how far. */
export function CredentialList({
  credentials,
  base,
  few,
}: {
  credentials: readonly CredentialSummary[];
  /** The address under which each one's page lies. */
  base: string;
  /** So many stand open, the others folded under them; without it all do. */
  few?: number;
}) {
  return (
    <FirstFew all={credentials} few={few ?? credentials.length} more="more credentials">
      {(some) => <CredentialCards credentials={some} base={base} />}
    </FirstFew>
  );
}

function CredentialCards({
  credentials,
  base,
}: {
  credentials: readonly CredentialSummary[];
  base: string;
}) {
  return (
    <Cards>
      {credentials.map((each) => (
        <Card
          key={each.code}
          title={each.name}
          to={`${base}/${each.code}`}
          meta={<CredentialMark credential={each} />}
        >
          <Meter
            label={`${each.name}: requirements`}
            hideLabel
            value={each.met}
            target={each.of}
            unit="requirements"
            missing={each.eligible ? "" : each.words}
          />
        </Card>
      ))}
    </Cards>
  );
}

/** Complete is not issued: a committee and a director stand in between. */
export function CredentialMark({
  credential: { held, eligible, state },
}: {
  credential: Pick<CredentialSummary, "held" | "eligible" | "state">;
}) {
  if (held) return <StateMark state="issued" word="Held" />;
  return eligible ? (
    <StateMark state="satisfied" word="Complete, not signed yet" />
  ) : (
    <StateMark state={state} />
  );
}
