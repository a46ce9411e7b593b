import { z } from "zod";
import { verificationChecks } from "#app/domain/credential/verification.ts";
import { PractitionerAnswer } from "#app/operations/credential/practitioner-credentials.server.ts";
import { RegisterAnswer } from "#app/operations/credential/search-register.server.ts";
import type { ApiOperation, Endpoint } from "./api.server.ts";
import { InstantParam } from "./api-schemas.server.ts";

const register = {
  id: "searchRegister",
  summary: "Who holds which credential: name, registration, credential, state, validity",
  description:
    "Public and limited in how often it may be asked. Give `credential`, or at least two letters of " +
    "`name`. At most 100 lines. What expired and was not renewed is not listed.",
  scope: null,
  query: z.strictObject({
    credential: z.string().max(40).optional().meta({ description: "A code such as CRED-HEM." }),
    name: z.string().max(100).optional().meta({ description: "Part of a name." }),
  }),
  answer: RegisterAnswer,
  answerName: "Register",
  problems: [429],
} as const satisfies ApiOperation;

const practitioner = {
  id: "listPractitionerCredentials",
  summary: "What a person held at an instant, as the record knew it: each with its state",
  scope: "register:read",
  query: z.strictObject({
    at: InstantParam.optional().meta({ description: "The instant asked about. Without it: now." }),
    knownAt: InstantParam.optional().meta({
      description: "Answer from what the record held by then. Without it: now.",
    }),
  }),
  answer: PractitionerAnswer,
  answerName: "PractitionerCredentials",
  problems: [404],
} as const satisfies ApiOperation;

const open = { scope: null, query: z.strictObject({}) } as const;
const Document = z.looseObject({ "@context": z.array(z.unknown()) });

const document = {
  ...open,
  id: "getCredential",
  summary: "A signed credential, byte for byte: Open Badges 3.0 on the VC Data Model 2.0",
  description: "Embedded proof eddsa-rdfc-2022. What it is worth now, its status list says.",
  answer: Document,
  answerName: "VerifiableCredential",
  answerType: "application/vc",
  problems: [404],
} as const satisfies ApiOperation;

const jwt = {
  ...open,
  id: "getCredentialJwt",
  summary: "The same credential as a compact JWT, signed with RS256",
  answer: z.string().regex(/^[\w-]+\.[\w-]+\.[\w-]+$/),
  answerName: "CredentialJwt",
  answerType: "application/jwt",
  problems: [404],
} as const satisfies ApiOperation;

const statusList = {
  ...open,
  id: "getStatusList",
  summary: "A Bitstring Status List, signed: what is revoked, now or at an instant",
  query: z.strictObject({
    timestamp: InstantParam.optional().meta({
      description: "The instant asked about, with seconds and offset. Without it: now.",
    }),
  }),
  answer: Document,
  answerName: "StatusListCredential",
  answerType: "application/vc",
  problems: [404],
} as const satisfies ApiOperation;

const did = {
  ...open,
  id: "getDidDocument",
  summary: "The issuer's keys for did:web; retired ones stay",
  answer: z.looseObject({ id: z.string(), verificationMethod: z.array(z.looseObject({})) }),
  answerName: "DidDocument",
  answerType: "application/did+json",
  problems: [],
} as const satisfies ApiOperation;

const jwks = {
  ...open,
  id: "getKeySet",
  summary: "The same keys as a JWK set",
  answer: z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) }),
  answerName: "KeySet",
  problems: [],
} as const satisfies ApiOperation;

const checks = z.array(z.enum(verificationChecks));
const Refuted = z
  .object({
    verified: z.literal(false),
    checks,
    problemDetails: z.array(z.object({ type: z.url(), title: z.string(), detail: z.string() })),
  })
  .meta({ description: "It does not hold, or could not be checked: why" });

const verify = {
  ...open,
  id: "verifyCredential",
  summary: "Whether a credential may be relied on now: proof, period, status, standing",
  description:
    "A document with its proof, or a JWT. Nothing is fetched but from hosts that the operator allows. " +
    "`checks` are those that were gone through, in their order.",
  body: {
    "application/json": z.object({
      verifiableCredential: z.union([z.looseObject({}), z.string()]),
      options: z.looseObject({}).optional(),
    }),
  },
  answer: z.object({ verified: z.literal(true), checks }),
  answerName: "Verified",
  otherAnswers: { 400: Refuted },
  problems: [413, 415],
} as const satisfies ApiOperation;

/** Machine addresses of the credential room that are described in openapi.json. */
export const credentialEndpoints = {
  register: { path: "/api/v1/register", methods: { GET: register } },
  practitionerCredentials: {
    path: "/api/v1/practitioners/{registration}/credentials",
    methods: { GET: practitioner },
  },
  document: { path: "/credentials/{id}/vc", methods: { GET: document } },
  jwt: { path: "/credentials/{id}/vc.jwt", methods: { GET: jwt } },
  statusList: { path: "/status/{list}", methods: { GET: statusList } },
  verify: { path: "/vc/credentials/verify", methods: { POST: verify } },
  did: { path: "/.well-known/did.json", methods: { GET: did } },
  jwks: { path: "/.well-known/jwks.json", methods: { GET: jwks } },
} as const satisfies Record<string, Endpoint>;
