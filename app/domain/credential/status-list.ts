/** Bits of a list: as many as the standard asks for at least, so that a place says nothing of its holder. */
export const statusListLength = 131_072;

/**
 * The list as bytes: one bit a place, place 0 the left-most bit.
 * @source Bitstring Status List 1.0 section 2.2
 */
export function statusBits(places: Iterable<number>): Uint8Array {
  const bits = new Uint8Array(statusListLength / 8);
  for (const place of places) {
    const byte = place >> 3;
    bits[byte] = (bits[byte] ?? 0) | (0x80 >> (place & 7));
  }
  return bits;
}

/** Whether the bit at `place` is set; null where the list has no such place. */
export function bitAt(bits: Uint8Array, place: number): boolean | null {
  const byte = bits[Math.floor(place / 8)];
  return byte === undefined ? null : (byte & (0x80 >> (place & 7))) !== 0;
}

/** Half full at most, so that a place found by chance is nearly always free. */
export function listFor(issuedSoFar: number): number {
  return Math.floor(issuedSoFar / (statusListLength / 2)) + 1;
}
