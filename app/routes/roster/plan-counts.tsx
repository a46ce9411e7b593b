import "./roster.css";

type Counts = {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
};

/** How much a plan changes, at a glance. */
export function PlanCounts({ counts }: { counts: Counts }) {
  const lines = [
    ["Added", counts.added],
    ["Changed", counts.changed],
    ["Removed", counts.removed],
    ["Unchanged", counts.unchanged],
  ] as const;
  return (
    <dl className="plan-counts">
      {lines.map(([label, count]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  );
}
