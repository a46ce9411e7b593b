import { systemClock } from "#app/adapters/clock.server.ts";
import { openTestIssuer } from "#app/adapters/credentials/test-issuer.server.ts";
import { isObject, type JsonObject, type JsonValue } from "#app/domain/credential/json.ts";
import type { Verification } from "#app/domain/credential/verification.ts";

export type Told = { readonly status: number; readonly body: JsonObject };

/**
 * What conformance suites ask of an implementation of the VC API, answered by the portal's own signer and
 * verifier. It has no database and signs with a key that is no secret: no route of the portal leads here.
 *
 * @param origin  "https://localhost:40443"
 * @source VC API 0.7 sections 3.2 (issuing), 3.3 (verifying)
 */
export function conformance(origin: string) {
  const issuer = openTestIssuer(origin);
  const now = () => systemClock.now();
  const issued = async (work: () => Promise<JsonObject>): Promise<Told> => {
    try {
      return { status: 201, body: { verifiableCredential: await work() } };
    } catch (fault) {
      return malformed(fault instanceof Error ? fault.message : String(fault));
    }
  };
  const posts: Readonly<Record<string, (sent: JsonObject) => Promise<Told>>> = {
    "/credentials/issue": ({ credential = null }) => issued(() => issuer.issue(credential, now())),
    "/status/credentials/issue": ({ credential = null }) =>
      issued(async () => issuer.issueWithStatus(credential, now())),
    "/credentials/verify": async ({ verifiableCredential = null, options }) => {
      const purpose = isObject(options) ? textOf(options.expectedProofPurpose) : undefined;
      return told(await issuer.verify(verifiableCredential, now(), purpose));
    },
    "/presentations/verify": async ({ verifiablePresentation = null, options }) => {
      const expected = isObject(options) ? options : {};
      const [challenge, domain] = [textOf(expected.challenge), textOf(expected.domain)];
      return told(
        await issuer.verifyPresentation(verifiablePresentation, { challenge, domain }, now()),
      );
    },
  };
  return {
    did: issuer.did,
    /** @returns null where there is nothing at that address. */
    async answer(method: string, path: string, body: string): Promise<Told | null> {
      if (method === "GET" && path === "/status/1") {
        return { status: 200, body: await issuer.statusList(now()) };
      }
      const post = method === "POST" ? posts[path] : undefined;
      if (!post) return null;
      const sent = parsed(body);
      return isObject(sent) ? post(sent) : malformed("The body is no JSON object.");
    },
  };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function told({ verified, problems }: Verification): Told {
  if (verified) return { status: 200, body: { verified } };
  const problemDetails = problems.map(({ type, title, detail }) => ({ type, title, detail }));
  return { status: 400, body: { verified, problemDetails } };
}

function malformed(detail: string): Told {
  const type = "https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR";
  const problemDetails = [{ type, title: "This is not a well-formed credential", detail }];
  return { status: 400, body: { verified: false, problemDetails } };
}
