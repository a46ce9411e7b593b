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

/** Where a log is still one-sided. These targets gate nothing, and say so. */
export function ContextTargets({ targets }: { targets: readonly ContextTargetView[] }) {
  if (targets.length === 0) return null;
  return (
    <Panel
      title="In which contexts"
      lead="Your programme wants some of it seen under these conditions. Nothing is held up by them."
    >
      <div className="meters">
        {targets.map((each) => (
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
    </Panel>
  );
}
