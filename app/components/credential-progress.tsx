import { EvidenceList, type EvidenceView } from "./evidence-list.tsx";
import { dayWords } from "./moment.tsx";
import { Panel } from "./panel.tsx";
import { RequirementList, type RequirementView } from "./requirement-row.tsx";

type Item = {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly detail: string | null;
  readonly at: number | null;
  readonly isCase: boolean;
};

export type ProgressGroup = {
  readonly title: string;
  readonly requirements: readonly {
    readonly row: Omit<RequirementView, "evidence">;
    /** How many pieces of evidence its own page lists; null where they are listed here. */
    readonly counted: number | null;
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
            requirements={group.requirements.map(({ row, items, counted }) => ({
              ...row,
              evidence:
                counted === null ? (
                  <Counted items={items} zone={zone} title={row.title} />
                ) : (
                  <Elsewhere counted={counted} href={row.href} title={row.title} />
                ),
            }))}
          />
        </Panel>
      ))}
    </>
  );
}

function Elsewhere({
  counted,
  href,
  title,
}: {
  counted: number;
  href: string | undefined;
  title: string;
}) {
  if (counted === 0) return <p className="soft">Nothing counted yet.</p>;
  return (
    <a href={`${href}#evidence`}>
      Evidence: {counted} counted<span className="visually-hidden"> for {title}</span>
    </a>
  );
}

function Counted({ items, zone, title }: { items: readonly Item[]; zone: string; title: string }) {
  if (items.length === 0) return <p className="soft">Nothing counted yet.</p>;
  const views: EvidenceView[] = items.map(({ id, kind, title, detail, at, isCase }) => ({
    id,
    kind,
    title,
    href: isCase ? `/logbook/${id}` : undefined,
    detail: detail ?? undefined,
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
