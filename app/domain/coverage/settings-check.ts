const kinds = ["pulled", "pushed", "uploaded", "state"] as const;
export type AgeKind = (typeof kinds)[number];
export const ageKinds: readonly AgeKind[] = kinds;

type Ages = Partial<Readonly<Record<AgeKind, number | undefined>>>;

/**
 * Whose limits, in minutes, are above those of the standards: younger data may be asked for freely, older
 * data only with a reason.
 */
export function raisedAges(
  own: Ages,
  standard: Readonly<Record<AgeKind, { readonly value: number }>>,
): AgeKind[] {
  return kinds.filter((kind) => (own[kind] ?? 0) > standard[kind].value);
}
