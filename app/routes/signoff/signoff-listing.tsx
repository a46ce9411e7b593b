import { ButtonLink } from "#app/components/button.tsx";
import { DataTable } from "#app/components/data-table.tsx";
import { Panel } from "#app/components/panel.tsx";
import { StateMark } from "#app/components/state-mark.tsx";

type Item = {
  readonly reviewId: string;
  readonly name: string;
  readonly credential: string;
  readonly meaning: string;
  readonly digest: string;
};

/** Each item with what its signature says and what it is over. */
export function ListToSign({ items }: { items: readonly Item[] }) {
  return (
    <Panel
      title="What you sign"
      lead="Each in full behind its name. The SHA-256 of each stands beside it; what you sign is the list of them, in this order, as JSON (RFC 8785)."
    >
      <DataTable
        caption="Sign-offs to be signed"
        hideCaption
        rows={items}
        rowKey={(row) => row.reviewId}
        columns={[
          {
            key: "name",
            header: "Person",
            heads: true,
            cell: (row) => <a href={`/signoff/${row.reviewId}`}>{row.name}</a>,
          },
          { key: "for", header: "For", cell: (row) => row.credential },
          { key: "meaning", header: "Your signature says", cell: (row) => row.meaning },
          {
            key: "digest",
            header: "SHA-256",
            cell: (row) => <span className="code signed-digest">{row.digest}</span>,
          },
        ]}
      />
    </Panel>
  );
}

type Listed = { readonly reviewId: string; readonly why: string | null };

/** What came of the list: signed, or left out and why. */
export function SignedListing({
  listed,
  items,
}: {
  listed: readonly Listed[];
  items: readonly Item[];
}) {
  const itemOf = (id: string) => items.find((each) => each.reviewId === id);
  const count = listed.filter((each) => each.why === null).length;
  return (
    <Panel title={`${count} of ${listed.length} signed`}>
      <DataTable
        caption="What came of the list"
        hideCaption
        rows={listed}
        rowKey={(row) => row.reviewId}
        columns={[
          {
            key: "name",
            header: "Person",
            heads: true,
            cell: (row) => (
              <a href={`/signoff/${row.reviewId}`}>{itemOf(row.reviewId)?.name ?? "Sign-off"}</a>
            ),
          },
          { key: "for", header: "For", cell: (row) => itemOf(row.reviewId)?.credential ?? "" },
          {
            key: "state",
            header: "Outcome",
            cell: (row) =>
              row.why === null ? (
                <StateMark state="satisfied" word="Signed" />
              ) : (
                <>
                  <StateMark state="in_progress" word="Left out" /> {row.why}
                </>
              ),
          },
        ]}
      />
      <p>
        <ButtonLink to="/signoff" kind="secondary">
          Back to sign-off
        </ButtonLink>
      </p>
    </Panel>
  );
}
