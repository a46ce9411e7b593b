/** The demonstration's own names, for tests that walk through it: one story is seed, fixture and demo. */
export {
  organisationId,
  programmeId,
  unitCodeOf,
  unitIdOf,
} from "#app/commands/demonstration/network.ts";
export { fellowshipIdOf, idOf, personIdOf } from "#app/commands/demonstration/stage.ts";
