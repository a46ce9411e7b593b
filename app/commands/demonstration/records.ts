import type { Instant } from "#app/domain/time/instant.ts";
import { assessSelf } from "#app/operations/training/assessment/assess-self.server.ts";
import { recordTrainingRecord } from "#app/operations/training/fellowship/record-training-record.server.ts";
import { ago, dateOf } from "./calendar.ts";
import { programmeId } from "./network.ts";
import { done, fellowshipIdOf, idOf, personIdOf, type Scene } from "./stage.ts";

type SelfView = {
  readonly fellow: string;
  readonly subjectCode: string;
  readonly level: number;
  readonly days: number;
  readonly note?: string;
};

const selfViews: readonly SelfView[] = [
  { fellow: "fellow", subjectCode: "CIC-HEM-01", level: 3, days: 127 },
  {
    ...{ fellow: "fellow", subjectCode: "CIC-HEM-01", level: 4, days: 49 },
    note: "I no longer need the waveform explained; I still ask for help with a difficult vein.",
  },
  { fellow: "fellow", subjectCode: "EPA-02", level: 3, days: 64 },
  { fellow: "fellow", subjectCode: "CIC-HEM-03", level: 4, days: 29 },
  // Sees himself one level above those who watched him.
  { fellow: "mansour", subjectCode: "CIC-HEM-01", level: 4, days: 71 },
  { fellow: "mansour", subjectCode: "EPA-02", level: 3, days: 57 },
];

type Recorded = {
  readonly fellow: string;
  readonly kind: "exam" | "audit";
  readonly code: string;
  readonly days: number;
};

const records: readonly Recorded[] = [
  { fellow: "brandao", kind: "exam", code: "EXAM-CIC", days: 200 },
  { fellow: "fellow", kind: "exam", code: "EXAM-CIC", days: 88 },
  { fellow: "fellow", kind: "audit", code: "CIC-HEM-01", days: 53 },
];

/** How fellows judge themselves, and what the director has seen proof of. */
export function recordStory(anchor: Instant): Scene[] {
  return [
    ...selfViews.map((each) => judged(anchor, each)),
    ...records.map((each) => proven(anchor, each)),
  ];
}

function judged(anchor: Instant, { fellow, days, ...said }: SelfView): Scene {
  return {
    at: ago(anchor, { days, at: "20:15" }),
    async play(stage) {
      const id = idOf(`self ${fellow} ${said.subjectCode} ${days}`);
      const view = { ...said, id, fellowshipId: fellowshipIdOf(fellow) };
      await done(`how ${fellow} sees it`, assessSelf(await stage.as(fellow), view));
    },
  };
}

function proven(anchor: Instant, { fellow, kind, code, days }: Recorded): Scene {
  return {
    at: ago(anchor, { days: days - 5, at: "10:10" }),
    async play(stage) {
      const record = {
        ...{ id: idOf(`record ${fellow} ${code}`), personId: personIdOf(fellow), programmeId },
        ...{ kind, code, when: dateOf(ago(anchor, { days })) },
      };
      await done(`${code} of ${fellow}`, recordTrainingRecord(await stage.as("director"), record));
    },
  };
}
