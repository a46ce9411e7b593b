import type { ReactNode } from "react";

/** A component in each of its states, for the catalogue page and for tests. */
export type Specimen = {
  readonly name: string;
  readonly states: readonly { readonly label: string; readonly shown: ReactNode }[];
};
