import { answers } from "#app/http/api.server.ts";
import { endpoints } from "#app/http/api-endpoints.server.ts";
import { openApiOf } from "#app/http/openapi.server.ts";

const route = answers(endpoints.openApi, {
  async GET() {
    return { ok: true, value: openApiOf(Object.values(endpoints), "1") };
  },
});

export const loader = route.loader;
export const action = route.action;
