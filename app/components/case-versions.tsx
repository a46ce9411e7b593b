import { Fragment } from "react";
import type { CaseChange } from "./case-details.tsx";
import { momentWords } from "./moment.tsx";
import { Panel } from "./panel.tsx";
import { Timeline } from "./timeline.tsx";

/** One version of a case as it was entered; the first has no reason and changed nothing. */
export type CaseVersion = {
  readonly id: string;
  readonly loggedAt: number;
  readonly by: string;
  readonly reason: string | null;
  readonly changes: readonly CaseChange[];
  /** What its supervisor said of it. */
  readonly said: string;
};

/** Who changed what in a case, when and why; nothing was erased. The latest stands first. */
export function CaseVersions({
  versions,
  zone,
}: {
  versions: readonly CaseVersion[];
  zone: string;
}) {
  if (versions.length < 2) return null;
  return (
    <Panel title="How it came to this" lead="Earlier versions stay on record and count no longer.">
      <Timeline
        label="Versions"
        events={[...versions].reverse().map((each) => ({
          key: each.id,
          at: momentWords(each.loggedAt, zone),
          by: each.by,
          title: each.reason === null ? "Logged" : `Corrected: “${each.reason}”`,
          detail: (
            <>
              <CaseChanges changes={each.changes} />
              {each.said}
            </>
          ),
        }))}
      />
    </Panel>
  );
}

/** "Part in it: was Assistant, now Supervised primary", line by line; stands within a paragraph. */
function CaseChanges({ changes }: { changes: readonly CaseChange[] }) {
  return changes.map(({ label, was, is }) => (
    <Fragment key={label}>
      {label}: {was === "" ? "not given" : <del>{was}</del>},{" "}
      {is === "" ? "now not given" : <ins>{is}</ins>}
      <br />
    </Fragment>
  ));
}
