import type { LoaderFunctionArgs } from "@remix-run/node";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { type Instant, parseInstant } from "#app/domain/time/instant.ts";
import { orRefuse, personContextFor } from "#app/http/context.server.ts";
import { answerCoverage } from "#app/operations/coverage/answer-coverage.server.ts";
import { withReceipt } from "#app/operations/coverage/receipt.server.ts";

/**
 * An answer as a signed receipt, to be kept: `/receipts/verify` says what it proves. For now, or for the
 * instants of `at` and `knownAt` (RFC 3339).
 */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await personContextFor(args);
  const { searchParams } = new URL(args.request.url);
  const at = orRefuse(ctx, args.request, instantIn(searchParams.get("at")));
  const knownAt = orRefuse(ctx, args.request, instantIn(searchParams.get("knownAt")));
  const question = { unitCode: args.params.unit ?? "", at, knownAt };
  const answer = orRefuse(ctx, args.request, await answerCoverage(ctx, question));
  const { receipt = "" } = withReceipt(ctx, answer);
  const name = `${answer.unit.code}-${answer.at.replaceAll(/[:.]/g, "")}.jws`;
  return new Response(`${receipt}\n`, {
    headers: {
      "Content-Type": "application/jose",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Cache-Control": "no-store",
    },
  });
}

function instantIn(text: string | null): Result<Instant | null> {
  if (text === null) return allow(null);
  const at = parseInstant(text);
  return at === null ? refuse("bad_request") : allow(at);
}
