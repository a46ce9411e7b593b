import { z } from "zod";

/** A file of a past log may hold so many rows; one cell so many characters. */
export const rowsMax = 5_000;
export const cellMax = 200;
const columnsMax = 60;

/**
 * A past log as it was read: columns that could name a patient, and free text, are already left out and
 * only said by name. It travels with the form, so that nothing has to be kept of it.
 */
export const Sheet = z.strictObject({
  header: z.array(z.string().max(cellMax)).min(1).max(columnsMax),
  rows: z
    .array(z.strictObject({ line: z.number().int(), cells: z.array(z.string().max(cellMax)) }))
    .max(rowsMax),
  /** Lines of another width than the header, with how many fields they have. */
  misshapen: z
    .array(z.strictObject({ line: z.number().int(), got: z.number().int() }))
    .max(rowsMax),
  /** Names of columns that were left out unread. */
  ignored: z.array(z.string().max(cellMax)),
  encoding: z.string(),
  delimiter: z.enum(["comma", "semicolon", "tab", "bar"]),
});
export type Sheet = z.output<typeof Sheet>;

/** A name or word as it is compared: lower case, without accents, signs and doubled spaces. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
