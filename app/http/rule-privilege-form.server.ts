import type { StaffingRule } from "#app/domain/coverage/rule.ts";
import { rowsIn } from "#app/domain/typed-rows.ts";
import type { Typed } from "./form.server.ts";
import { type Read, textIn } from "./hours-form.server.ts";

/** The privilege that a unit gives for VA-ECMO cannulation, by whichever credential. */
export const cannulation = "va-ecmo-cannulation";

type Privileges = StaffingRule["privileges"];
type Asked = Pick<StaffingRule, "anyOf" | "privileges">;

/**
 * Which local privilege goes with which credential: none; `each` for every one the privilege of the same
 * name; cannulation for all; `rows` as rows say, credential by credential.
 */
export function privilegesIn(
  { privilege, anyOf }: { readonly privilege: string; readonly anyOf: readonly string[] },
  typed: Typed,
): Read<{ readonly privileges: Privileges }> {
  if (privilege === "rows") return rows(typed);
  if (privilege === "each") return { ok: true, privileges: same(anyOf) };
  return { ok: true, privileges: privilege === cannulation ? all(anyOf) : {} };
}

function same(codes: readonly string[]): Privileges {
  return Object.fromEntries(codes.map((code) => [code, code]));
}

function all(codes: readonly string[]): Privileges {
  return Object.fromEntries(codes.map((code) => [code, cannulation]));
}

function rows(typed: Typed): Read<{ readonly privileges: Privileges }> {
  const fields: Record<string, string> = {};
  const found = new Map<string, string>();
  for (let row = 1; row <= rowsIn(typed, "privilegeOf"); row++) {
    const code = textIn(typed, `privilegeOf${row}`);
    const privilege = textIn(typed, `privilegeIs${row}`);
    if (!code && !privilege) continue;
    if (!code) fields[`privilegeOf${row}`] = "Choose the credential.";
    else if (!privilege) fields[`privilegeIs${row}`] = "Choose the privilege.";
    else if (found.has(code))
      fields[`privilegeOf${row}`] = "Another row says it of this credential.";
    found.set(code, privilege);
  }
  if (Object.keys(fields).length > 0) return { ok: false, fields };
  if (found.size > 0) return { ok: true, privileges: Object.fromEntries(found) };
  return { ok: false, fields: { privilegeOf1: "Choose the credential." } };
}

/** The privileges of a rule as its form shows them: in one word where one says it all. */
export function rowsOfPrivileges({ anyOf, privileges }: Asked): Typed {
  const named = Object.entries(privileges);
  const isAll = named.length === new Set(anyOf).size && anyOf.every((code) => code in privileges);
  if (named.length === 0) return { privilege: "none" };
  if (isAll && named.every(([code, privilege]) => code === privilege)) return { privilege: "each" };
  if (isAll && named.every(([, privilege]) => privilege === cannulation))
    return { privilege: cannulation };
  const cells = named.flatMap(([code, privilege], i) => [
    [`privilegeOf${i + 1}`, code],
    [`privilegeIs${i + 1}`, privilege],
  ]);
  return { privilege: "rows", ...Object.fromEntries(cells) };
}
