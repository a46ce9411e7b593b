import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readRosterFile, slimRosterFile } from "#app/adapters/roster/read-roster-file.server.ts";
import { pack, unpack } from "#app/http/carried-file.server.ts";
import { readUpload } from "#app/http/roster-upload.server.ts";
import { mutatedFile } from "#test/world/random-files.ts";
import { calendar, event } from "./files.ts";

const how = { timeZone: "Europe/Berlin", period: null, contentType: null, fileName: null };
const bytes = (text: string) => new TextEncoder().encode(text);
/** What nothing can pack: as long as it says, in the lines that a calendar folds. */
const noise = (megabytes: number) =>
  (
    randomBytes((megabytes * 3e6) / 4)
      .toString("base64")
      .match(/.{1,70}/g) ?? []
  ).join("\r\n ");
const night = ["SUMMARY:Night: Dr Ida Brandt", "DTSTART:20261123T190000Z", "DURATION:PT12H"];

it("keeps of a file what reads the same to the letter and the line", () => {
  fc.assert(
    fc.property(mutatedFile, (file) => {
      expect(readRosterFile(slimRosterFile(file), how)).toEqual(readRosterFile(file, how));
    }),
    { numRuns: 300 },
  );
}, 60_000);

it("carries no attachment from step to step, however large", () => {
  const file = bytes(calendar(event(`ATTACH;ENCODING=BASE64:${noise(8)}`, ...night)));
  const kept = slimRosterFile(file);
  expect(readRosterFile(kept, how)).toEqual(readRosterFile(file, how));
  expect(pack(file)?.length).toBeGreaterThan(7e6);
  expect(pack(kept)?.length).toBeLessThan(1e5);
});

it("gives back what it packed, and refuses at the first step what no later one could take", async () => {
  const file = bytes(calendar(event(...night)));
  expect(unpack(pack(file) ?? "")).toEqual(Buffer.from(file));
  const form = (text: string) => {
    const sent = new FormData();
    sent.set("file", new File([text], "roster.csv"));
    return sent;
  };
  const tooFull = await readUpload(form(`registration,role\n${noise(9.5)}`));
  expect(tooFull).toMatchObject({ bytes: null, isTooFull: true, carried: { body: "" } });
  const carried = await readUpload(form("registration,role\n"));
  expect(carried).toMatchObject({ bytes: expect.any(Uint8Array), isTooFull: false });
});
