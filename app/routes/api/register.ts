import type { LoaderFunctionArgs } from "@remix-run/node";
import { formatInstant } from "#app/domain/time/instant.ts";
import { answers } from "#app/http/api.server.ts";
import { credentialEndpoints } from "#app/http/api-credentials.server.ts";
import { invalid } from "#app/http/problem.server.ts";
import {
  SearchRegister,
  searchRegister,
} from "#app/operations/credential/search-register.server.ts";

/** The limit is counted by where the search comes from. */
function routeFor(address: string) {
  return answers(credentialEndpoints.register, {
    async GET(ctx, { request, query }) {
      const parsed = SearchRegister.safeParse(query);
      if (!parsed.success) {
        const detail = parsed.error.issues[0]?.message ?? "";
        return invalid(ctx.content, request, [{ pointer: "/name", detail }], ctx.requestId, 400);
      }
      const found = await searchRegister(ctx, parsed.data, address);
      if (!found.ok) return found;
      const entries = found.value.map(
        ({ timeZone: _, since, lacks, validFrom, validUntil, ...rest }) => ({
          ...rest,
          since: formatInstant(since) ?? "",
          lacks: [...lacks],
          validFrom: formatInstant(validFrom) ?? "",
          validUntil: formatInstant(validUntil) ?? "",
        }),
      );
      return { ok: true, value: { entries } };
    },
  });
}

export const loader = (args: LoaderFunctionArgs) =>
  routeFor(args.context.clientAddress).loader(args);
export const action = loader;
