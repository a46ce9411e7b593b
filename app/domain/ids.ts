declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** UUIDv7, made before the fact is written, so that a repeated send is recognised. */
export type PersonId = Id<"person">;
export type OrganisationId = Id<"organisation">;
export type ProgrammeId = Id<"programme">;
export type FellowshipId = Id<"fellowship">;
export type UnitId = Id<"unit">;
export type CaseId = Id<"case">;
export type ObservationId = Id<"observation">;
export type SignOffId = Id<"sign_off">;
export type CredentialId = Id<"credential">;
export type AssignmentId = Id<"assignment">;

/** Whether a text could be an id at all: what came in an address is asked before the record is. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
