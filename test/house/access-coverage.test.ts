import { expect, it } from "vitest";
import { type Deed, type Line, policy } from "#app/domain/people/policy.ts";
import { publicUrls } from "./public-urls.ts";
import { allUrls } from "./urls.ts";

const isPublic = (deed: string) => (policy[deed as Deed] as Line).public === true;
const urls = await allUrls();

it("guards every URL by the policy or by sign-in, or lists it as public with its reason", () => {
  const open = urls.filter(({ deeds, forSignedIn }) => !forSignedIn && deeds.every(isPublic));
  const unexplained = open.filter(({ pattern }) => !publicUrls[pattern]);
  expect(unexplained.map(({ pattern }) => pattern)).toEqual([]);
});

it("lists no URL as public that the portal does not have", () => {
  const patterns = new Set(urls.map(({ pattern }) => pattern));
  expect(Object.keys(publicUrls).filter((pattern) => !patterns.has(pattern))).toEqual([]);
});

it("answers each URL by one module", () => {
  const patterns = urls.map(({ pattern }) => pattern);
  expect(patterns.filter((pattern, at) => patterns.indexOf(pattern) !== at)).toEqual([]);
});

it("shows who may use which URL", async () => {
  const lines = urls.map(({ pattern, deeds, forSignedIn }) => {
    const reason = publicUrls[pattern];
    if (reason) return `${pattern}: public, ${reason}`;
    return `${pattern}: ${[...(forSignedIn ? ["signed in"] : []), ...deeds].join(", ")}`;
  });
  await expect(`${lines.sort().join("\n")}\n`).toMatchFileSnapshot("../golden/routes.txt");
});
