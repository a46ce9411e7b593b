import type { Content } from "#app/domain/content.ts";
import type { UnitSettings as Settings } from "#app/domain/coverage/facts.ts";
import { minutesOf } from "#app/domain/coverage/local-clock.ts";
import { minute } from "#app/domain/time/instant.ts";
import type { UnitSettings } from "#db/store/unit-lookup.server.ts";

/** How old data of a unit may be, in milliseconds: its own limits, else those of the standards. */
export function ageLimits(content: Content, own: UnitSettings): Settings["maxAgeMs"] {
  const standard = content.staffing.maxAgeMinutes;
  const limit = (kind: keyof Settings["maxAgeMs"]) =>
    (own.maxAgeMinutes?.[kind] ?? standard[kind].value) * minute;
  return {
    pulled: limit("pulled"),
    pushed: limit("pushed"),
    uploaded: limit("uploaded"),
    state: limit("state"),
  };
}

/** A unit's clock, ages and counting: its own where set, else as the standards say. */
export function settingsOf(content: Content, own: UnitSettings): Settings {
  const { staffing } = content;
  return {
    maxAgeMs: ageLimits(content, own),
    day: {
      startMinute: minutesOf(own.dayStartsAt ?? staffing.dayStartsAt),
      endMinute: minutesOf(own.dayEndsAt ?? staffing.dayEndsAt),
    },
    serviceHours:
      own.serviceHours?.map((each) => ({
        weekday: each.weekday,
        startMinute: minutesOf(each.startsAt),
        endMinute: minutesOf(each.endsAt),
      })) ?? null,
    onSiteRulesPerPerson: staffing.onSiteRulesPerPerson.value,
    onCallRulesPerPerson: staffing.onCallRulesPerPerson.value,
  };
}
