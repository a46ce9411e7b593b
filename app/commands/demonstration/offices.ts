import type { Biography } from "./cast.ts";

/**
 * People who hold an office and are on no roster. Each of the demonstration's accounts among them has one
 * role, so that what a role may do can be tried alone.
 */
export const offices: readonly Biography[] = [
  // Keeps the records of physicians: the two registrars look at each other's revocations.
  {
    key: "registrar",
    name: "Marta Oliveira",
    account: "registrar",
    roles: ["registrar"],
    known: 36,
  },
  {
    key: "registrar2",
    name: "Jonas Petersen",
    account: "registrar2",
    roles: ["registrar"],
    known: 36,
  },
  // Runs the programme and signs for it; holds no credential of it.
  {
    key: "director",
    name: "Prof. Henrike Vossberg",
    account: "director",
    roles: ["programme_director"],
    known: 36,
  },
  // The committee meets twice a year about everybody.
  {
    key: "committee",
    name: "Dr. Ingrid Solheim",
    account: "committee",
    roles: ["committee_member"],
    known: 36,
  },
  {
    key: "committee2",
    name: "Dr. Kwame Boateng",
    account: "committee2",
    roles: ["committee_member"],
    known: 36,
  },
  {
    key: "committee3",
    name: "Dr. Leonie Falk",
    account: "committee3",
    roles: ["committee_member"],
    known: 36,
  },
  // Sat on the committee in its first years.
  { key: "devries", name: "Dr. Hanneke de Vries", roles: ["committee_member"], known: 36 },
  // Answers for ECMO across the network, and signs beside the director where it is about ECMO.
  {
    key: "ecmo",
    name: "Dr. Tomasz Zieliński",
    account: "ecmo",
    roles: ["ecmo_director"],
    known: 36,
  },
  // The same for pumps. She has no account: her signatures were given at the director's screen.
  { key: "raman", name: "Dr. Priya Raman", roles: ["mcs_director"], known: 36 },
  { key: "unit", name: "Sabine Krüger", account: "unit", roles: ["unit_lead"], known: 36 },
  { key: "auditor", name: "Nikolai Brandt", account: "auditor", roles: ["auditor"], known: 36 },
  { key: "admin", name: "Yasmin Haddad", account: "admin", roles: ["administrator"], known: 36 },
];
