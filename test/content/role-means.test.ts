import { resolve } from "node:path";
import { expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { kindOfCode } from "#app/domain/content.ts";

const content = loadContent(resolve(import.meta.dirname, "../../content"));

it("marks each role of a roster by credentials that there are", () => {
  const codes = Object.values(content.staffing.roleMeans).flat();
  expect(codes.filter((code) => kindOfCode(content, code) === null)).toEqual([]);
});

it("lets an override last twelve hours and be reviewed within 72", () => {
  const { overrideHoursMax, overrideReviewHours } = content.staffing;
  expect([overrideHoursMax.value, overrideReviewHours.value]).toEqual([12, 72]);
});
