import { answers } from "#app/http/api.server.ts";
import { credentialEndpoints } from "#app/http/api-credentials.server.ts";
import { practitionerCredentials } from "#app/operations/credential/practitioner-credentials.server.ts";

const route = answers(credentialEndpoints.practitionerCredentials, {
  GET: (ctx, { params, query }) =>
    practitionerCredentials(ctx, {
      registration: params.registration ?? "",
      at: query.at ?? null,
      knownAt: query.knownAt ?? null,
    }),
});

export const loader = route.loader;
export const action = route.action;
