import type { serviceNames, UnitTier } from "#app/domain/coverage/rule.ts";
import type { Instant } from "#app/domain/time/instant.ts";
import { agreeHub } from "#app/operations/coverage/agree-hub.server.ts";
import { createOrganisation } from "#app/operations/people/create-organisation.server.ts";
import { createProgramme } from "#app/operations/people/create-programme.server.ts";
import { createUnit } from "#app/operations/roster/create-unit.server.ts";
import { ago, dateOf, zone } from "./calendar.ts";
import { done, idOf, personIdOf, type Scene } from "./stage.ts";

/** The four units, by the last part of their code. */
export type UnitKey = "advanced" | "intermediate" | "basic" | "general";
export const unitKeys: readonly UnitKey[] = ["advanced", "intermediate", "basic", "general"];

export const organisationId = idOf("organisation");
export const programmeId = idOf("programme");

export function unitIdOf(key: UnitKey): string {
  return idOf(`unit ${key}`);
}

export function unitCodeOf(key: UnitKey): string {
  return `demo-${key}`;
}

/** The programme began three years ago; its units joined the portal somewhat later. */
export const launched = { months: 36 } as const;
export const unitsJoined = { months: 16 } as const;

type Place = {
  readonly key: UnitKey;
  readonly name: string;
  readonly site: string;
  readonly tier: UnitTier;
  readonly services: (typeof serviceNames)[number][];
  readonly contact: string;
  readonly director?: string;
};

/**
 * Three hospitals of one network. Holmwald has the cardiac intensive care unit; Auenbrück a smaller one;
 * Sandrath a coronary unit and, under the same roof, a general intensive care unit that bought a console
 * for VA-ECMO and never had cardiologists on its roster.
 */
const places: readonly Place[] = [
  {
    key: "advanced",
    name: "Cardiac intensive care, Holmwald",
    site: "Holmwald University Hospital",
    tier: "advanced",
    services: ["va_ecmo_service"],
    contact: "+49 30 23125 100",
    director: "marchetti",
  },
  {
    key: "intermediate",
    name: "Cardiac intensive care, Auenbrück",
    site: "Auenbrück Hospital",
    tier: "intermediate",
    services: [],
    contact: "+49 30 23125 200",
    director: "reuter",
  },
  {
    key: "basic",
    name: "Coronary care, Sandrath",
    site: "Sandrath Hospital",
    tier: "basic",
    services: [],
    contact: "+49 30 23125 300",
  },
  {
    key: "general",
    name: "General intensive care, Sandrath",
    site: "Sandrath Hospital",
    tier: "none",
    services: ["va_ecmo_service"],
    contact: "+49 30 23125 400",
  },
];

/** How the network came about, and with it the programme that the hospitals share. */
export function networkStory(anchor: Instant): Scene[] {
  const founded = ago(anchor, { ...launched, at: "08:00" });
  const joined = ago(anchor, { ...unitsJoined, at: "08:00" });
  const organisation = { id: organisationId, code: "nordmark", name: "Nordmark Heart Network" };
  const programme = {
    id: programmeId,
    organisationId,
    code: "nordmark-cic",
    name: "Nordmark Programme in Cardiac Intensive Care",
    timeZone: zone,
    release: "2026-1",
  };
  return [
    {
      at: founded,
      async play(stage) {
        const portal = stage.portal();
        await done("the network", createOrganisation(portal, organisation));
        await done("the programme", createProgramme(portal, programme));
      },
    },
    ...places.map((place) => ({ at: joined, play: unitJoins(place) })),
    { at: joined, play: hubAgreed(dateOf(joined)) },
  ];
}

function unitJoins({ key, director, ...place }: Place): Scene["play"] {
  return async (stage) => {
    const where = { region: "Nordmark", jurisdiction: "DE", timeZone: zone };
    const wish = {
      ...{ ...place, ...where, id: unitIdOf(key), organisationId, code: unitCodeOf(key) },
      directorId: director && personIdOf(director),
    };
    await done(`unit ${key}`, createUnit(await stage.as("admin"), wish));
  };
}

/** Coronary care at Sandrath has no shock team of its own: Holmwald's is on the telephone. */
function hubAgreed(validFrom: string): Scene["play"] {
  return async (stage) => {
    const units = { unitId: unitIdOf("basic"), hubUnitId: unitIdOf("advanced") };
    const agreement = { id: idOf("hub agreement"), ...units, validFrom, timeZone: zone };
    await done("the hub agreement", agreeHub(await stage.as("admin"), agreement));
  };
}
