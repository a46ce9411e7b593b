import { z } from "zod";
import type { Result } from "#app/domain/result.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import type { Context } from "#app/operations/context.server.ts";
import {
  JoinActivation,
  joinActivation,
  LeaveActivation,
  leaveActivation,
} from "#app/operations/coverage/activation/join-activation.server.ts";
import {
  RecordSupport,
  recordSupport,
  TakeBackSupport,
  takeBackSupport,
} from "#app/operations/coverage/activation/record-support.server.ts";
import {
  ReviewActivation,
  reviewActivation,
} from "#app/operations/coverage/activation/review-activation.server.ts";
import { type Parsed, parseForm } from "./form.server.ts";
import { readUnitTime } from "./unit-time.server.ts";

const Sent = z.discriminatedUnion("what", [
  JoinActivation.extend({ what: z.literal("join"), joinedAt: z.string() }),
  LeaveActivation.extend({ what: z.literal("leave") }),
  RecordSupport.extend({ what: z.literal("support"), startedAt: z.string() }),
  TakeBackSupport.extend({ what: z.literal("no_support") }),
  ReviewActivation.extend({ what: z.literal("review") }),
]);

/** What a form of a call's page asks for, ready to be carried out. */
export type ActivationChange = (ctx: Context, id: string) => Promise<Result<unknown>>;

/** Times are read on the unit's clock; words beside their field where they cannot be. */
export async function readActivationChange(
  request: Request,
  zone: string,
): Promise<Parsed<ActivationChange>> {
  const form = await parseForm(request, Sent);
  if (!form.ok) return form;
  const { value, typed } = form;
  const timed = (field: string, text: string, change: (at: Instant) => ActivationChange) => {
    const read = readUnitTime(text, zone);
    return read.ok
      ? { ok: true as const, value: change(read.at), typed }
      : { ok: false as const, fields: { [field]: read.words }, typed };
  };
  const plain = (change: ActivationChange) => ({ ok: true as const, value: change, typed });
  switch (value.what) {
    case "join":
      return timed("joinedAt", value.joinedAt, (joinedAt) => (ctx, id) => {
        return joinActivation(ctx, id, { ...value, joinedAt });
      });
    case "support":
      return timed("startedAt", value.startedAt, (startedAt) => (ctx, id) => {
        return recordSupport(ctx, id, { ...value, startedAt });
      });
    case "leave":
      return plain((ctx, id) => leaveActivation(ctx, id, value));
    case "no_support":
      return plain((ctx, id) => takeBackSupport(ctx, id, value));
    case "review":
      return plain((ctx, id) => reviewActivation(ctx, id, value));
  }
}
