import { FirstFew } from "./first-few.tsx";
import { Meter } from "./meter.tsx";
import { Panel } from "./panel.tsx";

export type ContextTargetView = {
  /** Competency or EPA code with the context: unique on the page. */
  readonly key: string;
  /** "At night", "On ECMO". */
  readonly label: string;
  readonly have: number;
  readonly need: number;
  /** "2 more needed, at night"; empty when reached. */
  readonly missing: string;
};

const few = 3;

/** Where a log is still one-sided. These targets gate nothing, and say so. */
export function ContextTargets({ targets }: { targets: readonly ContextTargetView[] }) {
  if (targets.length === 0) return null;
  const reached = targets.filter((each) => each.missing === "").length;
  return (
    <Panel
      title="In which contexts"
      meta={`${reached} of ${targets.length} reached`}
      lead="Your programme wants some of it seen under these conditions. Nothing is held up by them."
    >
      <FirstFew all={nearestFirst(targets)} few={few} more="more">
        {(some) => (
          <div className="meters">
            {some.map((each) => (
              <Meter
                key={each.key}
                label={each.label}
                value={each.have}
                target={each.need}
                unit="cases"
                missing={each.missing}
              />
            ))}
          </div>
        )}
      </FirstFew>
    </Panel>
  );
}

/** What is nearest to its end stands first; what is reached, last. */
function nearestFirst(targets: readonly ContextTargetView[]): ContextTargetView[] {
  const rank = ({ have, need }: ContextTargetView) => (have >= need ? -1 : have / need);
  return [...targets].sort((a, b) => rank(b) - rank(a));
}
