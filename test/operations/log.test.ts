import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, it } from "vitest";
import { errorForLog } from "#app/adapters/log.server.ts";

it("says what failed, and nothing of the values that were being written", () => {
  const cause = Object.assign(new Error("duplicate key value violates a constraint"), {
    code: "23505",
    detail: "Key (url)=(https://rosters.example/?login=secret) already exists.",
  });
  const values = ["01920000", "https://rosters.example/?login=secret", "Dr Ida\n  secret\nnote"];
  const failed = new DrizzleQueryError(
    "insert into roster_feed values ($1, $2, $3)",
    values,
    cause,
  );
  for (const error of [failed, new Error("not read", { cause: failed }), cause]) {
    const told = JSON.stringify(errorForLog(error));
    expect(told).not.toContain("secret");
    expect(told).toContain("duplicate key value violates a constraint");
    expect(told).toContain("log.test.ts");
  }
});
