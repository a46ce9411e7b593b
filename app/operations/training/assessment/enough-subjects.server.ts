import type { Content } from "#app/domain/content.ts";
import { allow, type Result } from "#app/domain/result.ts";
import { type Dossier, dossierOf } from "#app/domain/training/dossier.ts";
import { enoughEvidence } from "#app/domain/training/enough.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { rememberedEvidence } from "../progress/remembered.server.ts";

/** Codes of what has been observed so often that another observation would tell nothing new. */
export function enoughIn({ portfolio }: Content, dossier: Dossier): string[] {
  const { epas, competencies } = dossier.rules.release;
  return [...epas, ...competencies]
    .map(({ code }) => code)
    .filter((code) => enoughEvidence(dossier, portfolio.enoughEvidence, code).isEnough);
}

/** The same about the asker, before they ask somebody for one more. */
export function enoughSubjects(ctx: Context): Promise<Result<readonly string[]>> {
  const personId = ctx.actor.id ?? undefined;
  return ask(ctx, "training.read", { personId }, async ({ tx, now }) => {
    if (personId === undefined) return allow([]);
    const { evidence, rules } = await rememberedEvidence(ctx, tx, personId);
    return allow(enoughIn(ctx.content, dossierOf(rules, evidence, now)));
  });
}
