import { describe, expect, it } from "vitest";
import { loadContent } from "#app/adapters/content.server.ts";
import { instant } from "#app/domain/time/instant.ts";
import { interval } from "#app/domain/time/interval.ts";
import { acceptSubject, toolsFor } from "#app/domain/training/assessment/observation.ts";
import { type AssessorRecord, entitlement } from "#app/domain/training/entitlement.ts";

const { current: release } = loadContent();
const nothing: AssessorRecord = { credentials: [], entrustments: [], appointments: [] };
const held = (code: string, end = 100) => ({
  id: `held-${code}`,
  code,
  counts: [interval(instant(0), instant(end))],
});
const entrusted = (epa: string, level: number) => ({
  id: `entrusted-${epa}`,
  epa,
  level,
  during: interval(instant(0)),
});
const why = (record: Partial<AssessorRecord>, subject = "CIC-HEM-01", at = 50) =>
  entitlement(release, { ...nothing, ...record }, subject, instant(at))?.by ?? null;

describe("an assessor is entitled", () => {
  it("by the supervisor's credential, on days on which it counts", () => {
    expect(why({ credentials: [held("CRED-SUP")] })).toBe("supervisor_credential");
    expect(why({ credentials: [held("CRED-SUP")] }, "CIC-HEM-01", 100)).toBeNull();
  });

  it("by the subject's own credential only when entrusted at level 5", () => {
    const credentials = [held("CRED-HEM")];
    expect(why({ credentials })).toBeNull();
    expect(why({ credentials, entrustments: [entrusted("EPA-02", 4)] })).toBeNull();
    expect(why({ credentials, entrustments: [entrusted("EPA-07", 5)] })).toBeNull();
    expect(why({ credentials, entrustments: [entrusted("EPA-02", 5)] })).toBe("level");
    expect(why({ credentials, entrustments: [entrusted("EPA-02", 5)] }, "EPA-02")).toBe("level");
    expect(why({ entrustments: [entrusted("EPA-02", 5)] })).toBeNull();
  });

  it("by a founding appointment, for its subjects and its time", () => {
    const during = interval(instant(10), instant(60));
    const appointments = [{ id: "founding", subjects: ["CIC-HEM-01"], during }];
    expect(why({ appointments })).toBe("appointment");
    expect(why({ appointments }, "CIC-HEM-02")).toBeNull();
    expect(why({ appointments }, "CIC-HEM-01", 60)).toBeNull();
  });

  it("by nothing else", () => {
    expect(why({})).toBeNull();
  });
});

describe("what can be observed", () => {
  const judge = (subjectCode: string, tool: "DOPS" | "MSF", activity?: string) => {
    const entry = activity === undefined ? null : { activity };
    const result = acceptSubject({ subjectCode, tool }, { release, entry });
    return result.ok ? "accepted" : result.refusal.code;
  };

  it("is a competency or EPA of the release, with a tool that shows it, in a case that shows it", () => {
    expect(judge("CIC-HEM-01", "DOPS")).toBe("accepted");
    expect(judge("EPA-02", "DOPS", "pa-catheter-insertion")).toBe("accepted");
    expect(judge("CIC-XXX-01", "DOPS")).toBe("no_such_competency");
    expect(judge("EPA-99", "DOPS")).toBe("no_such_epa");
    expect(judge("CIC-HEM-01", "MSF")).toBe("feedback_needs_round");
    expect(judge("CIC-SYS-02", "DOPS")).toBe("feedback_needs_round");
    expect(judge("CIC-ECM-01", "DOPS", "pa-catheter-insertion")).toBe("competency_not_in_activity");
  });

  it("is shown by no one alone where the curriculum asks for feedback of many", () => {
    expect(toolsFor(release, "CIC-SYS-02")).toEqual([]);
    expect(toolsFor(release, "CIC-HEM-01")).toContain("DOPS");
  });
});
