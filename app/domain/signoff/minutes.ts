import type { Json } from "../ledger/canonical.ts";
import { type Refused, refuse } from "../result.ts";
import { formatInstant, type Instant } from "../time/instant.ts";
import type { Interval } from "../time/interval.ts";
import { type FindingWord, type OnAgenda, type Sitting, takingPart } from "./meeting.ts";

export type Named = { readonly id: string; readonly name: string };
/** Free text stands in the minutes by its salted digest, so that it can be erased and they still hold. */
export type Said = { readonly digest: string };

export type MinutedFinding = {
  readonly id: string;
  readonly recommendation: FindingWord;
  readonly rationale: Said | null;
  readonly dissenters: readonly string[];
  readonly dissent: Said | null;
  readonly halfYear: string;
  readonly milestones: Readonly<Record<string, number>>;
  readonly recordedBy: string;
  readonly recordedAt: Instant;
  readonly entrySeq: number;
  readonly supersedes: string | null;
};

export type MinutedFellow = OnAgenda & {
  readonly name: string;
  readonly release: string;
  /** The one that holds; null where nothing was found. */
  readonly finding: MinutedFinding | null;
  readonly entrustments: readonly {
    readonly id: string;
    readonly epa: string;
    readonly level: number;
    readonly during: Interval;
    readonly decidedBy: string;
  }[];
};

export type MinutedMeeting = {
  readonly id: string;
  readonly programme: Named;
  readonly heldAt: Instant;
  readonly calledBy: string;
  readonly quorum: number;
  readonly attendance: readonly (Sitting["attendance"][number] & { readonly at: Instant })[];
  readonly conflicts: readonly {
    readonly memberId: string;
    readonly fellowshipId: string;
    readonly reason: string;
    readonly at: Instant;
  }[];
  readonly fellows: readonly MinutedFellow[];
  readonly names: ReadonlyMap<string, string>;
};

/** Who took part when the finding was recorded; a conflict counts from the beginning. */
export function tookPart(meeting: MinutedMeeting, fellow: MinutedFellow): string[] {
  return takingPart(meeting, fellow, fellow.finding?.entrySeq).sort();
}

/**
 * Why these minutes cannot be signed yet: `nothing_minuted`, or `finding_without_quorum` and
 * `finding_by_conflicted` where a conflict came to light after the finding, which must be recorded again.
 */
export function notSignable(meeting: MinutedMeeting): Refused | null {
  const found = meeting.fellows.filter((each) => each.finding !== null);
  const decided = meeting.fellows.some((each) => each.entrustments.length > 0);
  if (found.length === 0 && !decided) return refuse("nothing_minuted");
  for (const fellow of found) {
    const part = tookPart(meeting, fellow);
    const { recordedBy = "", dissenters = [] } = fellow.finding ?? {};
    if (![recordedBy, ...dissenters].every((each) => part.includes(each))) {
      return refuse("finding_by_conflicted", { name: fellow.name });
    }
    if (part.length < meeting.quorum) {
      const { name } = fellow;
      return refuse("finding_without_quorum", { name, required: meeting.quorum });
    }
  }
  return null;
}

/** The minutes as they are signed: the facts of the meeting, in an order of their own. */
export function minutesJson(meeting: MinutedMeeting): Json {
  const named = (id: string) => ({ id, name: meeting.names.get(id) ?? "" });
  return {
    kind: "systole.committee-minutes",
    version: 1,
    meeting: meeting.id,
    programme: { ...meeting.programme },
    heldAt: formatInstant(meeting.heldAt),
    calledBy: named(meeting.calledBy),
    quorum: meeting.quorum,
    attendance: [...meeting.attendance]
      .sort((a, b) => a.entrySeq - b.entrySeq)
      .map(({ memberId, isPresent, at }) => ({
        member: named(memberId),
        is: isPresent ? "present" : "left",
        at: formatInstant(at),
      })),
    fellows: meeting.fellows.map((fellow) => ({
      fellow: { id: fellow.fellowId, name: fellow.name },
      fellowship: fellow.fellowshipId,
      curriculum: fellow.release,
      conflicts: meeting.conflicts
        .filter((each) => each.fellowshipId === fellow.fellowshipId)
        .map(({ memberId, reason, at }) => ({
          member: named(memberId),
          reason,
          at: formatInstant(at),
        })),
      tookPart: fellow.finding ? tookPart(meeting, fellow).map(named) : [],
      finding: fellow.finding ? findingJson(fellow.finding, named) : null,
      entrusted: fellow.entrustments.map(({ id, epa, level, during, decidedBy }) => ({
        id,
        epa,
        level,
        from: formatInstant(during.start),
        until: formatInstant(during.end),
        recordedBy: named(decidedBy),
      })),
    })),
  };
}

function findingJson(finding: MinutedFinding, named: (id: string) => Json): Json {
  return {
    id: finding.id,
    recommendation: finding.recommendation,
    rationaleDigest: finding.rationale?.digest ?? null,
    dissent:
      finding.dissenters.length === 0
        ? null
        : {
            members: [...finding.dissenters].sort().map(named),
            wordsDigest: finding.dissent?.digest ?? null,
          },
    halfYear: finding.halfYear,
    milestones: { ...finding.milestones },
    recordedBy: named(finding.recordedBy),
    recordedAt: formatInstant(finding.recordedAt),
    replaces: finding.supersedes,
  };
}

/** The sentence that the chair's signature stands for. */
export function minutesMeaning(programme: string, day: string): string {
  return `I chaired this meeting of the competency committee of ${programme} on ${day}. These minutes say who was there, who took no part and why, what was found about each fellow, and who saw it otherwise.`;
}
