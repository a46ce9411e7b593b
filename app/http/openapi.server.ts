import { z } from "zod";
import { type EventType, eventTypes, UnitEvent } from "#app/domain/coverage/gap/event.ts";
import { rosterFields } from "#app/domain/roster/row.ts";
import type { ApiMethod, ApiOperation, Endpoint } from "./api.server.ts";

type Json = { readonly [name: string]: unknown };

const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  instance: z.string(),
  requestId: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});

const titles: Readonly<Record<number, string>> = {
  400: "It cannot be parsed, or names an unknown parameter",
  401: "No token, or one that does not hold",
  403: "Known, but not yours to do",
  404: "There is no such thing, or it is not yours to know",
  405: "This address does not answer to that method",
  412: "The condition no longer holds",
  413: "The body is too large",
  415: "This content type is not taken here",
  422: "Well-formed but invalid; `errors` names every part",
  429: "Asked too often; `Retry-After` says when to ask again",
  500: "Something went wrong: read unknown",
  503: "The record cannot be reached: read unknown",
};

/** What the machine interface promises, from the declarations that check its input and its answers. */
export function openApiOf(endpoints: readonly Endpoint[], version: string): Json {
  const operations = endpoints.flatMap(({ methods }) => Object.values(methods));
  const named = operations.map((each) => [each.answerName, schemaOf(each.answer, "output")]);
  return {
    openapi: "3.1.0",
    info: {
      title: "Systole",
      version,
      description: "Who is qualified and on shift. Any fault means: read unknown.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    paths: Object.fromEntries(endpoints.map((each) => [each.path, pathItem(each)])),
    webhooks: Object.fromEntries(eventTypes.map((type) => [type, webhookItem(type)])),
    components: {
      schemas: {
        ...Object.fromEntries(named),
        UnitEvent: schemaOf(UnitEvent, "output"),
        Problem: schemaOf(Problem, "output"),
      },
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
  };
}

const told: Record<EventType, string> = {
  "coverage.gap.opened": "A required rule will not be met, or is not; once when it is first known",
  "coverage.gap.nearer": "The gap comes to 72, 24 or 2 hours from now",
  "coverage.gap.closed": "The rule is met after all, or the time is over",
  "staffing.answer.changed":
    "The unit's answer is another one than this webhook was told last, within a minute; once as it stands first",
  "webhook.test": "Says nothing but that it came",
};

/** What is sent to a unit's webhooks, signed by the headers of Standard Webhooks. */
function webhookItem(type: EventType): Json {
  const header = (name: string) => {
    return { name, in: "header", required: true, schema: { type: "string" } };
  };
  return {
    post: {
      operationId: type.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase()),
      summary: told[type],
      parameters: ["webhook-id", "webhook-timestamp", "webhook-signature"].map(header),
      requestBody: {
        required: true,
        content: { "application/cloudevents+json": { schema: refTo("UnitEvent") } },
      },
      responses: {
        "2XX": { description: "Taken. Anything else is sent again, with the same webhook-id." },
        410: { description: "The webhook is switched off." },
      },
    },
  };
}

function pathItem({ path, methods }: Endpoint): Json {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const parameters = names.map((name) => {
    return { name, in: "path", required: true, schema: { type: "string" } };
  });
  const described = Object.entries(methods).map(([method, operation]) => [
    method.toLowerCase(),
    describe(method as ApiMethod, operation),
  ]);
  return { ...(parameters.length > 0 ? { parameters } : {}), ...Object.fromEntries(described) };
}

function describe(method: ApiMethod, operation: ApiOperation): Json {
  const { id, summary, description, scope, query, headers, body, answerName } = operation;
  return {
    operationId: id,
    summary,
    ...(description ? { description } : {}),
    security: scope === null ? [] : [{ token: [] }],
    ...(scope === null ? {} : { "x-token-scope": scope }),
    parameters: [
      ...parametersOf(query, "query"),
      ...(headers ? parametersOf(headers, "header") : []),
    ],
    ...(body ? { requestBody: { required: true, content: contentOf(body) } } : {}),
    responses: {
      200: {
        description: "The answer",
        ...(method === "PUT" && headers ? { headers: etag } : {}),
        content: { [operation.answerType ?? "application/json"]: { schema: refTo(answerName) } },
      },
      ...problemsOf(operation),
      ...otherAnswersOf(operation),
    },
  };
}

const etag = { ETag: { description: "`planHash` in quotes", schema: { type: "string" } } };

function parametersOf(schema: z.ZodObject, place: "query" | "header"): Json[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input" });
  return Object.entries(properties).map(([name, each]) => {
    const { description, ...rest } = each as Record<string, unknown>;
    const told = description ? { description } : {};
    return { name, in: place, required: required.includes(name), ...told, schema: rest };
  });
}

/** A roster is read row by row, so that every bad one can be named: its fields are texts. */
function contentOf(body: NonNullable<ApiOperation["body"]>): Json {
  return Object.fromEntries(
    Object.entries(body).map(([type, schema]) => {
      if (schema) return [type, { schema: schemaOf(schema, "input") }];
      return [type, { schema: type.startsWith("text/") ? { type: "string" } : rosterJson }];
    }),
  );
}

const rosterJson = {
  type: "object",
  additionalProperties: false,
  required: ["shifts"],
  properties: {
    shifts: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["registration", "role", "presence", "start", "end"],
        properties: Object.fromEntries(
          rosterFields.map((name) => [
            name,
            name === "responseMinutes"
              ? { type: ["integer", "null"] }
              : { type: ["string", "null"] },
          ]),
        ),
      },
    },
  },
};

function problemsOf({ scope, problems }: ApiOperation): Json {
  const always = scope === null ? [400, 405, 500, 503] : [400, 401, 403, 405, 500, 503];
  const content = { "application/problem+json": { schema: refTo("Problem") } };
  const statuses = [...new Set([...always, ...problems])].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => [status, { description: titles[status] ?? "A problem", content }]),
  );
}

function otherAnswersOf({ otherAnswers = {} }: ApiOperation): Json {
  return Object.fromEntries(
    Object.entries(otherAnswers).map(([status, schema]) => [
      status,
      {
        description: schema.description ?? "An answer",
        content: { "application/json": { schema: schemaOf(schema, "output") } },
      },
    ]),
  );
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}

function refTo(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}
