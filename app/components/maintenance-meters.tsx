import { Meter } from "./meter.tsx";
import { StateMark } from "./state-mark.tsx";

export type MaintenanceView = {
  readonly competency: string;
  readonly name: string;
  readonly have: number;
  readonly need: number;
  readonly met: boolean;
  readonly months: number;
  readonly simulated: number;
  readonly simulatedMax: number;
  readonly waiting: number;
  readonly behind: boolean;
};

/** How far each competency of a credential is kept up, over its rolling window. */
export function MaintenanceMeters({ lines }: { lines: readonly MaintenanceView[] }) {
  if (lines.length === 0) return <p>It asks for no cases.</p>;
  return (
    <ul className="stack plain-list">
      {lines.map((each) => (
        <li key={each.competency}>
          <Meter
            label={`${each.name}, last ${each.months} months`}
            value={each.have}
            target={each.need}
            unit="cases"
            missing={each.met ? "" : missingWords(each)}
          />
          {each.behind && (
            <p>
              <StateMark state="warned" word="Behind" /> Half of the period is over, with less than
              half of the cases.
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function missingWords({ need, have, waiting, simulated, simulatedMax }: MaintenanceView): string {
  const left = Math.round((need - have) * 10) / 10;
  const parts = [`${left} more needed`];
  if (waiting > 0) parts.push(`${waiting} waiting to be confirmed`);
  const room = simulatedMax - simulated;
  if (simulatedMax > 0) parts.push(`${Math.max(0, room)} of them may be simulated`);
  return parts.join(", ");
}
