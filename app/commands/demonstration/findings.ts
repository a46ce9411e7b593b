import type { FindingWord } from "#app/domain/signoff/meeting.ts";

/** What a committee found about one fellow. */
export type Found = {
  readonly fellow: string;
  readonly recommendation: FindingWord;
  readonly rationale?: string;
  /** Of the third member. */
  readonly dissent?: string;
  /** A member who took no part here. */
  readonly conflict?: { readonly member: string; readonly reason: string };
  readonly milestones: Readonly<Record<string, number>>;
};

/** Everybody who was in training thirteen months ago. */
export const autumn: readonly Found[] = [
  {
    fellow: "fellow",
    recommendation: "on_track",
    milestones: { SHK: 2, HEM: 2, IMG: 2, RES: 2 },
  },
  {
    fellow: "brandao",
    recommendation: "on_track",
    rationale: "Three supervisors would leave the first hour of shock to him with help at hand.",
    milestones: { SHK: 3, HEM: 3, MCS: 2, RES: 3 },
  },
  {
    fellow: "eklund",
    recommendation: "ready",
    rationale: "Her log is full and her observers agree. Review for the credential next.",
    conflict: { member: "devries", reason: "We wrote a paper together last year." },
    milestones: { SHK: 3, HEM: 4, IMG: 4, RES: 4 },
  },
  { fellow: "park", recommendation: "on_track", milestones: { HEM: 2, IMG: 2 } },
  {
    fellow: "nwosu",
    recommendation: "attention",
    rationale: "Began six weeks ago; her earlier log is not yet confirmed. Ask who can confirm it.",
    milestones: { HEM: 2 },
  },
];

/** Half a year later; who has finished is not spoken about again. */
export const spring: readonly Found[] = [
  {
    fellow: "fellow",
    recommendation: "on_track",
    milestones: { SHK: 3, HEM: 3, IMG: 3, RES: 3 },
  },
  {
    fellow: "brandao",
    recommendation: "on_track",
    milestones: { SHK: 4, HEM: 4, MCS: 3, RES: 4 },
  },
  {
    fellow: "park",
    recommendation: "on_track",
    rationale: "On leave. Nothing is late by it, and her end moves by as long.",
    milestones: { HEM: 3, IMG: 2 },
  },
  { fellow: "nwosu", recommendation: "on_track", milestones: { SHK: 2, HEM: 3 } },
  {
    fellow: "mansour",
    recommendation: "attention",
    rationale: "Few nights so far. Two of the next four weeks on call, with an observer each.",
    dissent: "The log is thin because of the rotation, not because of how they work.",
    milestones: { SHK: 2, HEM: 2 },
  },
];
