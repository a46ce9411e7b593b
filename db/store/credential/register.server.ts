import { and, asc, eq, ilike, type SQL, sql } from "drizzle-orm";
import { formatInstant, type Instant } from "#app/domain/time/instant.ts";
import type { Transaction } from "../../client.server.ts";
import { credential, credentialProof } from "../../schema/credential.ts";
import { programme } from "../../schema/people.ts";
import { person } from "../../schema/person.ts";
import { signOff } from "../../schema/signoff.ts";

export type Listed = {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly code: string;
  readonly validFrom: Instant;
  readonly validUntil: Instant;
  readonly timeZone: string;
};

/**
 * Credentials that the public register shows at an instant, by code and by a part of the holder's name, in
 * order of name: begun, and not past their grace, unless they were suspended or revoked, which is told for good.
 */
export async function listedCredentials(
  tx: Transaction,
  wanted: { readonly code?: string; readonly name?: string },
  {
    now,
    graceMonths,
    limit,
  }: { readonly now: Instant; readonly graceMonths: number; readonly limit: number },
): Promise<Listed[]> {
  const at = sql`${formatInstant(now)}::timestamptz`;
  const conditions: SQL[] = [
    sql`${credential.validFrom} <= ${at}`,
    // The same calendar arithmetic as \`addMonths\`: in UTC, cut to the last day of a shorter month.
    sql`(((${credential.validUntil} at time zone 'UTC') + make_interval(months => ${graceMonths}::int))
      at time zone 'UTC' > ${at} or (
        select e.kind from credential_event e
        where e.credential_id = ${credential.id} and e.kind <> 'issued' and e.effective_at <= ${at}
        order by e.kind = 'revoked' desc, e.effective_at desc, e.entry_seq desc limit 1
      ) in ('suspended', 'revoked'))`,
  ];
  if (wanted.code) conditions.push(eq(credential.code, wanted.code));
  if (wanted.name) conditions.push(ilike(person.name, `%${literally(wanted.name)}%`));
  return tx
    .select({
      id: credential.id,
      personId: credential.personId,
      personName: person.name,
      code: credential.code,
      validFrom: credential.validFrom,
      validUntil: credential.validUntil,
      timeZone: programme.timeZone,
    })
    .from(credential)
    .innerJoin(credentialProof, eq(credentialProof.credentialId, credential.id))
    .innerJoin(signOff, eq(signOff.id, credential.signOffId))
    .innerJoin(programme, eq(programme.id, signOff.programmeId))
    .innerJoin(person, eq(person.id, credential.personId))
    .where(and(...conditions))
    .orderBy(asc(person.name), asc(credential.code), asc(credential.entrySeq))
    .limit(limit);
}

/** `%` and `_` in a name are letters, not patterns. */
function literally(text: string): string {
  return text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
