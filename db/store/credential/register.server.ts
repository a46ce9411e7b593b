import { and, asc, eq, ilike, type SQL } from "drizzle-orm";
import type { Instant } from "#app/domain/time/instant.ts";
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

/** Signed credentials by code and by a part of the holder's name, in order of name. */
export async function signedCredentials(
  tx: Transaction,
  wanted: { readonly code?: string; readonly name?: string },
  limit: number,
): Promise<Listed[]> {
  const conditions: SQL[] = [];
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
