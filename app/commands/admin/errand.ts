import type { House } from "#app/operations/context.server.ts";

/** One thing that an operator does at the terminal. */
export type Errand = {
  readonly name: string;
  /** One line for the list. */
  readonly does: string;
  /** What `--help` prints. */
  readonly help: string;
  /** What can be done without the record: then it is not opened. Null where it is needed. */
  readonly alone?: (args: readonly string[]) => boolean | null;
  /** @returns Whether it went well; says itself what happened. */
  readonly run: (house: House, args: readonly string[]) => Promise<boolean>;
};
