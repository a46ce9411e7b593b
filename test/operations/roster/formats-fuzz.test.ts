import fc from "fast-check";
import { expect, it } from "vitest";
import { filePart, mutatedFile } from "#test/world/random-files.ts";

it("gives rows or a refusal, in time and in its words, for whatever a good file was turned into", () => {
  fc.assert(
    fc.property(mutatedFile, (bytes) => {
      expect(filePart(bytes)).toBe(null);
    }),
    { numRuns: 600 },
  );
}, 60_000);
