import { z } from "zod";
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

/** Machine addresses of the credential room that are described in openapi.json. */
export const credentialEndpoints = {
  register: { path: "/api/v1/register", methods: { GET: register } },
  practitionerCredentials: {
    path: "/api/v1/practitioners/{registration}/credentials",
    methods: { GET: practitioner },
  },
} as const satisfies Record<string, Endpoint>;
