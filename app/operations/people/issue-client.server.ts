import { v7 as uuidv7 } from "uuid";
import type { TokenScope } from "#app/domain/people/token-scopes.ts";
import { type Result, refuse } from "#app/domain/result.ts";
import { findUnit } from "#db/store/unit-lookup.server.ts";
import { contextAs, type House, system } from "../context.server.ts";
import { unlessAway } from "../unless-away.server.ts";
import { type IssuedToken, IssueToken, issueToken } from "./issue-token.server.ts";

export type ClientWish = {
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  /** Null: every unit. */
  readonly unitCodes: readonly string[] | null;
  readonly days: number;
};

/** Lets a machine in at the wish of whoever runs the portal, its units named by their codes. */
export function issueClient(house: House, wish: ClientWish): Promise<Result<IssuedToken>> {
  return unlessAway(async () => {
    const { unitCodes, ...rest } = wish;
    const units = await house.db.transaction(async (tx) => {
      const found = [];
      for (const code of unitCodes ?? []) found.push(await findUnit(tx, code));
      return found;
    });
    if (units.includes(null)) return refuse("no_such_unit");
    const unitIds = unitCodes && units.flatMap((unit) => (unit ? [unit.id] : []));
    const token = IssueToken.parse({ id: uuidv7(), unitIds, ...rest });
    return issueToken(contextAs(house, system), token);
  });
}
