import type { Copy } from "./copy.ts";
import type { ShockTeam, Staffing, Tiers } from "./coverage/rule.ts";
import type { Evidence } from "./curriculum/evidence.ts";
import type {
  ComplicationGrades,
  EntrustmentScale,
  External,
  LogRoles,
  Release,
  ScaiStages,
  Source,
} from "./curriculum/schema.ts";
import type { FeedbackStandard } from "./training/feedback/feedback-standard.ts";
import type { Portfolio } from "./training/portfolio-policy.ts";

/** A page of public prose; `body` is Markdown. */
export type Page = {
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly body: string;
};

/** Everything under content/, parsed and cross-checked. Read once at start. */
export type Content = {
  readonly releases: ReadonlyMap<string, Release>;
  /** The release that no other one replaces. */
  readonly current: Release;
  readonly scale: EntrustmentScale;
  readonly logRoles: LogRoles;
  readonly complicationGrades: ComplicationGrades;
  readonly scai: ScaiStages;
  readonly externals: ReadonlyMap<string, External>;
  readonly tiers: Tiers;
  readonly staffing: Staffing;
  readonly shockTeam: ShockTeam;
  /** Multi-source feedback and the weekly digest. */
  readonly feedback: FeedbackStandard;
  readonly portfolio: Portfolio;
  readonly sources: ReadonlyMap<string, Source>;
  readonly evidence: Evidence;
  readonly copy: Copy;
  readonly pages: ReadonlyMap<string, Page>;
};

/** The release of that version, or the fault of asking for one that was never published. */
export function releaseOf(content: Content, version: string): Release {
  const release = content.releases.get(version);
  if (!release) throw new RangeError(`no release ${version}`);
  return release;
}

/** Whether somebody may train under it: it is here, and no longer only proposed. */
export function isReleased({ releases }: Pick<Content, "releases">, version: string): boolean {
  return releases.get(version)?.status === "released";
}

/** The name of one of our credentials, an outside credential, or an entrusted level. */
export function nameOfCode(content: Content, code: string): string {
  const own = content.current.credentials.find((each) => each.code === code);
  const standing = content.tiers.standings.find((each) => each.code === code);
  return own?.name ?? content.externals.get(code)?.name ?? standing?.name ?? code;
}

/** Whether `code` is one of our credentials, an outside one, or standing by an entrusted level. */
export function kindOfCode(content: Content, code: string): "own" | "external" | "standing" | null {
  if (content.current.credentials.some((each) => each.code === code)) return "own";
  if (content.externals.has(code)) return "external";
  return content.tiers.standings.some((each) => each.code === code) ? "standing" : null;
}
