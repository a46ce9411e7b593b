import { answers } from "#app/http/api.server.ts";
import { endpoints } from "#app/http/api-endpoints.server.ts";
import { answerShockTeam } from "#app/operations/coverage/shock-team/answer-shock-team.server.ts";

const route = answers(endpoints.unitShockTeam, {
  GET: (ctx, { params, query }) =>
    answerShockTeam(ctx, { unitCode: params.unit ?? "", at: query.at, knownAt: query.knownAt }),
});

export const loader = route.loader;
export const action = route.action;
