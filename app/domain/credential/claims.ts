import { isObject, type JsonObject, type JsonValue, listOf } from "./json.ts";

/** What a credential says of itself, as far as every kind of credential can say it. */
export type Claims = {
  readonly id: string | null;
  readonly name: string;
  readonly holder: string;
  readonly issuer: string;
  readonly issuerId: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  readonly namesStatus: boolean;
};

const charactersMax = 300;

/**
 * Reads the claims of a document whose signature held, whoever made it: texts only, and not at length.
 * @source Open Badges 3.0 section B.1 (identifier, achievement)
 */
export function claimsOf(document: JsonObject): Claims {
  const { issuer } = document;
  const subject = listOf(document.credentialSubject).find(isObject) ?? {};
  const achievement = isObject(subject.achievement) ? subject.achievement : {};
  const by = isObject(issuer) ? issuer : {};
  const issuerId = textOf(isObject(issuer) ? issuer.id : issuer) ?? "";
  return {
    id: textOf(document.id),
    name: textOf(document.name) ?? textOf(achievement.name) ?? "A credential without a name",
    holder: holderOf(subject) ?? "Nobody is named",
    issuer: textOf(by.name) ?? issuerId,
    issuerId,
    validFrom: textOf(document.validFrom),
    validUntil: textOf(document.validUntil),
    namesStatus: listOf(document.credentialStatus).length > 0,
  };
}

function holderOf(subject: JsonObject): string | null {
  const named = listOf(subject.identifier)
    .filter(isObject)
    .filter(({ hashed }) => hashed === false)
    .map(({ identityHash }) => textOf(identityHash))
    .filter((each) => each !== null);
  return named.length > 0 ? named.join(", ") : (textOf(subject.name) ?? textOf(subject.id));
}

/** A text, or the first of a text in several languages. */
function textOf(value: JsonValue | undefined): string | null {
  const [first] = listOf(value);
  const text = isObject(first) ? first["@value"] : first;
  return typeof text === "string" && text !== "" ? text.slice(0, charactersMax) : null;
}
