import type { Role } from "./roles.ts";

export type DemonstrationAccount = {
  readonly email: string;
  readonly role: Role;
  /** What there is to try, for whoever reads the list of sign-ins. */
  readonly does: string;
};

const at = (name: string) => `${name}@demo.systole.example`;

/** The accounts of the demonstration, one role each, in the order of the way from case to answer. */
export const demonstrationAccounts: readonly DemonstrationAccount[] = [
  { email: at("fellow"), role: "fellow", does: "logs cases, sees what is still missing" },
  { email: at("assessor"), role: "assessor", does: "confirms cases, records observations" },
  { email: at("assessor2"), role: "assessor", does: "a second assessor" },
  { email: at("committee"), role: "committee_member", does: "recommends in the committee" },
  { email: at("committee2"), role: "committee_member", does: "a second voice in the committee" },
  { email: at("committee3"), role: "committee_member", does: "a third, for the quorum" },
  { email: at("director"), role: "programme_director", does: "signs off" },
  { email: at("ecmo"), role: "ecmo_director", does: "co-signs ECMO credentials" },
  { email: at("registrar"), role: "registrar", does: "issues, suspends, revokes" },
  { email: at("registrar2"), role: "registrar", does: "the second signature of a revocation" },
  { email: at("unit"), role: "unit_lead", does: "publishes rosters, watches the board" },
  { email: at("auditor"), role: "auditor", does: "reads the record and the ledger" },
  { email: at("admin"), role: "administrator", does: "creates units and programmes, invites" },
];
