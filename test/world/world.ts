/** The demonstration's own names, for tests that walk through it: one story is seed, fixture and demo. */
export { fellowshipIdOf } from "#app/commands/demonstration/logbook.ts";
export {
  organisationId,
  programmeId,
  unitCodeOf,
  unitIdOf,
} from "#app/commands/demonstration/network.ts";
export { personIdOf } from "#app/commands/demonstration/stage.ts";
