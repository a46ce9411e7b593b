import { data } from "@remix-run/node";
import { z } from "zod";
import type { RuleChange } from "#app/domain/coverage/rule-change.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Context } from "#app/operations/context.server.ts";
import { adoptRules } from "#app/operations/coverage/rule-adopt.server.ts";
import type { Proposal } from "#app/operations/coverage/rule-propose.server.ts";
import { settingsOf } from "#app/operations/coverage/settings.server.ts";
import type { Parsed, Typed } from "./form.server.ts";
import { type FormReply, refusedField, wrongFields } from "./form-reply.server.ts";
import { findingWords, ruleView, ruleWording } from "./rule-view.server.ts";
import { readUnitTime } from "./unit-time.server.ts";

type Preview = NonNullable<Proposal["preview"]>["past"];

/** A change of rules as the page shows it before it is adopted. */
export function proposalView({ content }: Context, proposal: Proposal, changed: readonly string[]) {
  const { unit, rules, findings, preview, basedOn } = proposal;
  const words = ruleWording(content, settingsOf(content, unit.settings).day);
  const worded = (some: typeof findings, severity: "refuse" | "warn") =>
    some.filter((each) => each.severity === severity).map((each) => findingWords(content, each));
  const period = (found: Preview) => ({
    start: found.start,
    end: found.end,
    before: found.before,
    after: found.after,
    worse: found.worse,
    better: found.better,
    rules: rules.flatMap(({ id, title }) => {
      const tally = found.rules.get(id);
      return tally && changed.includes(id) ? [{ id, title, tally }] : [];
    }),
  });
  return {
    basedOn,
    zone: unit.timeZone,
    rules: rules
      .filter(({ id }) => changed.includes(id))
      .map((rule) => ruleView(content, rule, words)),
    /** Why it cannot be adopted so, and what to think of again. */
    refusals: worded(findings, "refuse"),
    warnings: worded(findings, "warn"),
    past: preview ? period(preview.past) : null,
    next: preview ? period(preview.next) : null,
  };
}
export type ProposalView = ReturnType<typeof proposalView>;

export type RuleReply = FormReply & { readonly proposal?: ProposalView };

/** 422: why the rules cannot be adopted so, each reason beside the field that mends it or above. */
export function refusedRules(
  { content }: Context,
  { findings }: Proposal,
  typed: Typed,
  ids: readonly string[],
) {
  const fields: Record<string, string> = {};
  const above: string[] = [];
  for (const each of findings.filter(({ severity }) => severity === "refuse")) {
    const words = findingWords(content, each);
    if (each.field && ids.includes(each.rule)) {
      fields[each.field] = [fields[each.field], words].filter(Boolean).join(" ");
    } else above.push(words);
  }
  const reply: RuleReply = { fields, words: above.length > 0 ? above.join(" ") : null, typed };
  return data(reply, 422);
}

export const Confirmation = z.object({
  id: z.uuid(),
  basedOn: z.string(),
  from: z.enum(["now", "later"]),
  effectiveAt: z.string().optional(),
});

/** Adopts what was previewed, or says why not with the preview shown again. */
export async function confirmRules(
  ctx: Context,
  form: Extract<Parsed<z.output<typeof Confirmation>>, { ok: true }>,
  unit: { readonly code: string; readonly timeZone: string },
  change: RuleChange,
): Promise<{ readonly done: true } | { readonly done: false; readonly reply: Reply }> {
  const { id, basedOn, from } = form.value;
  const asked = effective(form.value, unit.timeZone);
  if (!asked.ok) {
    const fields = { effectiveAt: asked.words };
    return { done: false, reply: wrongFields({ ok: false, fields, typed: form.typed }) };
  }
  const effectiveAt = from === "now" ? null : asked.at;
  const done = await adoptRules(ctx, { id, unitCode: unit.code, change, basedOn, effectiveAt });
  if (done.ok) return { done: true };
  return { done: false, reply: refusedField(ctx, done.refusal, form.typed) };
}
type Reply = ReturnType<typeof wrongFields> | ReturnType<typeof refusedField>;

function effective(
  { from, effectiveAt }: z.output<typeof Confirmation>,
  zone: string,
):
  | { readonly ok: true; readonly at: Instant | null }
  | { readonly ok: false; readonly words: string } {
  if (from === "now") return { ok: true, at: null };
  if (!effectiveAt) return { ok: false, words: "Say from when it is to hold." };
  return readUnitTime(effectiveAt, zone);
}
