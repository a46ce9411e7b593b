import { DataTable } from "./data-table.tsx";

export type PersonLine = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly registrations: readonly string[];
  /** Roles held now, in words. */
  readonly roles: readonly string[];
};

/** Everybody; each name leads to the person under `base`. */
export function PeopleTable({ people, base }: { people: readonly PersonLine[]; base: string }) {
  return (
    <DataTable
      caption="People"
      hideCaption
      rows={people}
      rowKey={(row) => row.id}
      empty="Nobody yet."
      columns={[
        {
          key: "name",
          header: "Name",
          heads: true,
          cell: (row) => <a href={`${base}/${row.id}`}>{row.name}</a>,
        },
        {
          key: "registration",
          header: "Registration",
          cell: (row) => <span className="code">{row.registrations.join(", ") || "–"}</span>,
        },
        { key: "roles", header: "Roles today", cell: (row) => row.roles.join(", ") || "None" },
        { key: "email", header: "Address", cell: (row) => row.email ?? "Does not sign in" },
      ]}
    />
  );
}
