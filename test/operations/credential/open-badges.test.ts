import { Ajv2019 } from "ajv/dist/2019.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "#app/domain/credential/json.ts";
import { content, signerAt } from "./documents.ts";
import { achievementCredential } from "./open-badges-shape.ts";

const ajv = new Ajv2019({ allErrors: true, strictTuples: false });
addFormats.default(ajv);
const validate = ajv.compile(achievementCredential);
const faults = (document: JsonObject) => {
  validate(document);
  return (validate.errors ?? []).map((each) => `${each.instancePath} ${each.message}`);
};
const { signed } = await signerAt("https://portal.example");

describe("every credential of the curriculum", () => {
  const all = content.current.credentials.map((each) => [each.code, each] as const);
  it.each(all)("%s has the shape of Open Badges 3.0.3", async (_, definition) => {
    const { document } = await signed({ definition });
    expect(faults(document)).toEqual([]);
    const bare = await signed({ definition, holder: { name: "A", registration: null } });
    expect(faults(bare.document)).toEqual([]);
  });

  it.each(all)("%s points at what its results are results of", async (_, definition) => {
    const { document } = await signed({ definition });
    const { achievement, result } = document.credentialSubject as unknown as {
      achievement: { resultDescription: Described[]; alignment: { targetUrl: string }[] };
      result: { resultDescription: string; achievedLevel: string }[];
    };
    const levels = new Map(achievement.resultDescription.map((each) => [each.id, each]));
    for (const each of result) {
      const described = levels.get(each.resultDescription);
      const ids = described?.rubricCriterionLevel.map(({ id }) => id) ?? [];
      expect(ids).toContain(each.achievedLevel);
      expect(ids).toContain(described?.requiredLevel);
      expect(ids).toHaveLength(content.scale.levels.length);
    }
    expect(achievement.alignment).toHaveLength(
      definition.competencies.length + definition.epas.length,
    );
  });
});

type Described = {
  id: string;
  requiredLevel: string;
  rubricCriterionLevel: { id: string }[];
};

it("would find what is not of that shape", async () => {
  const { document } = await signed();
  const subject = document.credentialSubject as JsonObject;
  const wrong: JsonObject[] = [
    { ...document, validFrom: undefined },
    { ...document, issuer: "did:web:portal.example" },
    { ...document, "@context": [...(document["@context"] as string[])].reverse() },
    { ...document, credentialStatus: { type: "BitstringStatusListEntry" } },
    { ...document, proof: (document.proof as JsonObject[])[0] as JsonObject },
    { ...document, credentialSubject: { ...subject, nickname: "x" } },
    { ...document, credentialSubject: { ...subject, type: "AchievementSubject" } },
    { ...document, credentialSubject: { ...subject, result: [{ type: ["Result"], grade: 1 }] } },
  ];
  for (const each of wrong) expect(faults(JSON.parse(JSON.stringify(each)))).not.toEqual([]);
});
