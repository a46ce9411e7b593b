import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { excludedByDefault, type StaffingRule } from "#app/domain/coverage/rule.ts";
import {
  allCompetenciesOf,
  competency,
  credentialDefinition,
  epa,
  requiredCredentials,
} from "#app/domain/curriculum/release.ts";

const root = join(process.cwd(), "content");
const content = loadContent(root);
const release = content.current;
const { tiers, shockTeam } = content;
const allRules = [...tiers.tiers.flatMap((each) => each.rules), ...tiers.guard.rules];

function rule(id: string): StaffingRule {
  const found = allRules.find((each) => each.id === id);
  if (!found) throw new Error(`no rule ${id}`);
  return found;
}

describe("VA-ECMO alone is not a solution to cardiogenic shock", () => {
  it.each(["CRED-CAN", "CRED-ECPR"])("%s cannot be earned alone", (code) => {
    const needed = allCompetenciesOf(release, code);
    const management = ["CIC-ECM-02", "CIC-ECM-04", "CIC-ORG-02"];
    const haemodynamics = ["CIC-HEM-01", "CIC-HEM-02", "CIC-HEM-03"];
    const decision = ["CIC-SHK-02", "CIC-SHK-03"];
    const imaging = ["CIC-IMG-01", "CIC-IMG-02"];
    const limbRescue = ["CIC-MCS-04"];
    for (const each of [management, haemodynamics, decision, imaging, limbRescue].flat()) {
      expect(needed, `${code} must ask for ${each}`).toContain(each);
    }
  });

  it("keeps cannulation standing only while ECMO management and haemodynamics stand", () => {
    const codes = requiredCredentials(release, "CRED-ECPR").map((each) => each.code);
    expect(codes.sort()).toEqual(["CRED-CAN", "CRED-ECP", "CRED-HEM"]);
  });

  it("guards every unit with a VA-ECMO service by cardiology cover that blocks", () => {
    for (const id of ["G1", "G2", "G3", "G5", "G6"]) {
      expect(rule(id)).toMatchObject({
        severity: "block",
        window: "24x7",
        when: { service: "va_ecmo_service" },
      });
    }
    expect(rule("G1")).toMatchObject({ allOf: ["BASE-CARD"], presence: "on_call" });
    expect(rule("G1").anyOf).toEqual(["CRED-CIS", "CRED-STL"]);
    expect(rule("G4")).toMatchObject({ severity: "block", when: { count: "ecmo_patients" } });
  });

  it("asks nothing more of a unit of tier none, so that the guard alone answers for it", () => {
    expect(tiers.tiers.find((each) => each.tier === "none")?.rules).toEqual([]);
  });

  it("lets no outside credential but a certified cardiologist's meet the guard's first rule", () => {
    for (const code of rule("G1").anyOf) {
      expect(credentialDefinition(release, code).base).toContain("BASE-CARD");
    }
  });

  it("counts at least six VA cannulations as supervised primary operator", () => {
    expect(competency(release, "CIC-ECM-01").subMinimums).toMatchObject([
      {
        filter: { activities: ["va-ecmo-cannulation"], roles: ["supervised_primary"] },
        min: { value: 6 },
      },
    ]);
  });

  it("asks for all five circuit emergencies and 56 hours in ECMO management", () => {
    const { simulation, hours } = competency(release, "CIC-ECM-02");
    expect(simulation.scenarios).toEqual([
      "drainage_insufficiency",
      "air_embolism",
      "pump_failure",
      "membrane_lung_failure",
      "gas_failure",
    ]);
    expect(hours).toMatchObject({ value: 56, basis: "adapted" });
  });
});

describe("a multidisciplinary shock team in every case that needs mechanical support", () => {
  it("seats a lead, an interventionist, a surgeon and critical care, four different people", () => {
    const always = shockTeam.seats.filter((each) => each.addWhen === undefined);
    const seats = always.map((each) => each.seat);
    expect(seats).toEqual(["lead", "interventional", "surgeon", "critical_care"]);
    expect(shockTeam.distinctPeopleMin.value).toBe(4);
  });

  it("aims at a full team in all cases", () => {
    const share = shockTeam.metrics.find((each) => each.code === "mcs_cases_with_team_pct");
    expect(share?.target?.value).toBe(100);
  });
});

describe("cardiac intensive care is a subspecialty", () => {
  it("makes ECMO management core to it, and cannulation and ECPR not", () => {
    const needed = allCompetenciesOf(release, "CRED-CIS");
    expect(needed).toContain("CIC-ECM-02");
    expect(needed).not.toContain("CIC-ECM-01");
    expect(needed).not.toContain("CIC-ECM-03");
    expect(needed.size).toBe(34);
    expect(credentialDefinition(release, "CRED-CIS").epas).not.toContain("EPA-05");
  });

  it("asks for a certified cardiologist, 24 months and an examination", () => {
    expect(credentialDefinition(release, "CRED-CIS")).toMatchObject({
      base: ["BASE-CARD"],
      programmeMonths: { value: 24 },
      exam: true,
    });
  });

  it("never claims what it is not", () => {
    const files = readdirSync(root, { recursive: true, encoding: "utf8" });
    const texts = files.filter((each) => /\.(md|yaml)$/.test(each));
    for (const each of texts) {
      expect(readFileSync(join(root, each), "utf8"), each).not.toMatch(/board[\s-]+certif/i);
    }
    expect(content.pages.get("about")?.body).toContain("programme-attested");
    const [body, pointed] = [content.pages.get("evidence")?.body, content.evidence.teachingPoints];
    expect(body).toContain("associated with");
    expect(pointed.some((each) => each.text.includes("associated with"))).toBe(true);
  });

  it("says associated, never caused, of every study without random allocation", () => {
    const observed = content.evidence.trials.filter((each) =>
      ["registry", "before_after", "single_arm"].includes(each.design),
    );
    expect(observed.length).toBeGreaterThan(5);
    for (const each of observed) {
      expect(each.caveats.join(" "), each.id).toMatch(/^Observational/);
      expect(each.finding, each.id).not.toMatch(/caus|improved|reduced/i);
    }
  });
});

describe("rules of duty", () => {
  it("asks a local privilege with the credentials that place devices or are an outside craft", () => {
    const asked = ["CRED-CAN", "CRED-ECPR", "CRED-MCS", "CRED-ECP", "EXT-IC", "EXT-CT-SURGEON"];
    for (const each of allRules) {
      const codes = each.anyOf.filter((code) => asked.includes(code));
      expect(Object.keys(each.privileges), each.id).toEqual(codes);
      const cannulator = each.id === "A9" || each.id === "G5";
      for (const code of codes) {
        expect(each.privileges[code]).toBe(cannulator ? "va-ecmo-cannulation" : code);
      }
    }
  });

  it("admits a fellow or resident only to the three rules that name them", () => {
    const admitting = allRules.filter((each) => each.roles !== undefined);
    expect(admitting.map((each) => each.id)).toEqual(["B2", "I7", "A4"]);
    for (const each of admitting) {
      expect(each.roles).toEqual(expect.arrayContaining(["fellow", "resident", "attending"]));
      expect(each.roles).not.toContain("not_counted");
      expect(each.roles).not.toContain("perfusionist");
    }
    expect(excludedByDefault).toContain("fellow");
  });

  it("lets FELLOW-L3 meet the rule of a physician on site, and no other", () => {
    const with3 = allRules.filter((each) => each.anyOf.includes("FELLOW-L3"));
    expect(with3.map((each) => each.id)).toEqual(["A4"]);
  });

  it("gives each rule words that a person can read", () => {
    for (const each of allRules) expect(each.title, each.id).toMatch(/^[A-Z][^_]{8,}$/);
  });
});

describe("evidence rules", () => {
  it("asks two assessors at least of whatever can kill", () => {
    const least = release.requirements.lifeThreateningAssessors.value;
    for (const each of release.competencies.filter((one) => one.lifeThreatening)) {
      expect(each.assessors.value, each.code).toBeGreaterThanOrEqual(least);
    }
  });

  it("can always be met within the share that one assessor may give", () => {
    for (const each of release.competencies.filter((one) => !one.multiSourceFeedback)) {
      const needed = each.observations.value;
      expect(each.assessors.value, each.code).toBeLessThanOrEqual(needed);
    }
  });

  it("asks four ratings by four supervisors for an EPA, and two by two for ECPR", () => {
    for (const each of release.epas) {
      const asked = each.code === "EPA-07" ? 2 : 4;
      expect([each.ratings.value, each.supervisors.value], each.code).toEqual([asked, asked]);
    }
    expect(epa(release, "EPA-01").ratings.source).toBe("S-SWISS");
  });

  it("takes feedback from several sources as one round of eight raters", () => {
    expect(competency(release, "CIC-SYS-02")).toMatchObject({
      multiSourceFeedback: true,
      observations: { value: 1 },
      assessors: { value: 8 },
    });
  });

  it("asks ten intubations in the critically ill, and records of training where due", () => {
    expect(competency(release, "CIC-RSP-01").subMinimums).toMatchObject([
      { filter: { contexts: ["critically_ill"] }, min: { value: 10 } },
    ]);
    expect(competency(release, "CIC-MCS-02").certificates).toMatchObject([{ code: "TRAIN-PLVAD" }]);
    expect(competency(release, "CIC-RES-01").certificates).toMatchObject([{ code: "ALS" }]);
  });

  it("has every credential signed by a committee's recommendation and a director", () => {
    for (const each of release.credentials) {
      expect(each.signOff.slice(0, 2), each.code).toEqual(["committee", "programme_director"]);
    }
    expect(credentialDefinition(release, "CRED-CAN").signOff).toContain("ecmo_director");
    expect(credentialDefinition(release, "CRED-MCS").signOff).toContain("mcs_director");
  });
});
