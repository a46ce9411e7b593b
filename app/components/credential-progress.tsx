import { EvidenceList, type EvidenceView } from "./evidence-list.tsx";
import { dayWords } from "./moment.tsx";
import { Panel } from "./panel.tsx";
import { RequirementList, type RequirementView } from "./requirement-row.tsx";

type Item = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly detail: string | null;
  readonly feedback: string | null;
  readonly at: number | null;
  readonly isCase: boolean;
};

export type ProgressGroup = {
  readonly title: string;
  readonly requirements: readonly {
    readonly row: Omit<RequirementView, "evidence">;
    readonly items: readonly Item[];
  }[];
};

/** Every requirement of a credential: meters, words, and on demand the evidence under it. */
export function CredentialRequirements({
  groups,
  zone,
}: {
  groups: readonly ProgressGroup[];
  zone: string;
}) {
  return (
    <>
      {groups.map((group) => (
        <Panel key={group.title} title={group.title}>
          <RequirementList
            label={group.title}
            requirements={group.requirements.map(({ row, items }) => ({
              ...row,
              evidence: <Counted items={items} zone={zone} title={row.title} />,
            }))}
          />
        </Panel>
      ))}
    </>
  );
}

function Counted({ items, zone, title }: { items: readonly Item[]; zone: string; title: string }) {
  if (items.length === 0) return <p className="soft">Nothing counted yet.</p>;
  const views: EvidenceView[] = items.map(({ id, kind, title, detail, feedback, at, isCase }) => ({
    id,
    kind,
    title,
    href: isCase ? `/logbook/${id}` : undefined,
    detail: feedback ? (
      <>
        {detail}: <q>{feedback}</q>
      </>
    ) : (
      (detail ?? undefined)
    ),
    when: at === null ? undefined : dayWords(at, zone),
  }));
  return (
    <details>
      <summary>
        Evidence: {items.length} counted<span className="visually-hidden"> for {title}</span>
      </summary>
      <EvidenceList items={views} label={`Evidence for ${title}`} />
    </details>
  );
}
