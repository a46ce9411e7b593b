import { z } from "zod";
import type { Content } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import { mcsKinds, scaiStages } from "#app/domain/coverage/activation.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { type Parsed, parseForm } from "./form.server.ts";
import { readUnitTime } from "./unit-time.server.ts";

const YesNo = z.enum(["yes", "no"]);

/** What the form of a call says; the time is read on the unit's clock. */
const ActivationForm = z.object({
  id: z.uuid(),
  activatedAt: z.string(),
  scaiStage: z.enum(scaiStages),
  mcs: z.enum(mcsKinds),
  devices: z.array(z.string()).default([]),
  unloadingPlan: YesNo.optional(),
  exitStrategy: YesNo.optional(),
  emergency: z.literal("yes").optional(),
});
type Given = z.output<typeof ActivationForm>;

export type ActivationWish = Omit<
  Given,
  "activatedAt" | "unloadingPlan" | "exitStrategy" | "emergency"
> & {
  readonly activatedAt: Instant;
  readonly unloadingPlan: boolean | null;
  readonly exitStrategy: boolean | null;
  readonly emergency: boolean;
};

/** @param more  What the form of a correction says besides. */
export async function readActivation<M extends z.ZodRawShape>(
  request: Request,
  zone: string,
  more: M,
): Promise<Parsed<ActivationWish & z.output<z.ZodObject<M>>>> {
  const form = await parseForm(request, z.intersection(ActivationForm, z.object(more)));
  if (!form.ok) return form;
  const { activatedAt, ...given } = form.value;
  const read = readUnitTime(activatedAt, zone);
  if (!read.ok) return { ...form, ok: false, fields: { activatedAt: read.words } };
  const said = (text: "yes" | "no" | undefined) => (text === undefined ? null : text === "yes");
  const value = {
    ...given,
    activatedAt: read.at,
    unloadingPlan: said(given.unloadingPlan),
    exitStrategy: said(given.exitStrategy),
    emergency: given.emergency === "yes",
  };
  return { ...form, value: value as ActivationWish & z.output<z.ZodObject<M>> };
}

/** What the form offers, in the words of content. */
export function activationChoices({ scai, current, shockTeam, copy }: Content) {
  const names = new Map(current.catalogue.devices.map((each) => [each.code, each.name]));
  return {
    trigger: shockTeam.trigger,
    stages: scai.stages.map(({ code, name, summary }) => ({
      value: code,
      label: `${code}, ${name.toLowerCase()}`,
      hint: summary,
    })),
    mcs: mcsKinds.map((value) => ({ value, label: say(copy, `mcs_kinds.${value}`) })),
    devices: shockTeam.devices.map((value) => ({ value, label: names.get(value) ?? value })),
    emergency: shockTeam.emergency.when,
    emergencyPeople: shockTeam.emergency.peopleMin.value,
    reviewHours: shockTeam.emergency.reviewHours.value,
  };
}
export type ActivationChoices = ReturnType<typeof activationChoices>;
