import { stringify } from "csv-stringify/sync";
import type { Content } from "#app/domain/content.ts";
import { nameOfCode } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import {
  allFigures,
  competencyFigures,
  credentialFigures,
  epaFigures,
  type NamedFigure,
  requirementFigures,
} from "#app/domain/curriculum/figures.ts";
import {
  activitiesFor,
  competency,
  credentialDefinition,
  credentialsWith,
  domainOf,
  epa,
} from "#app/domain/curriculum/release.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";

export type SourceView = {
  readonly key: string;
  readonly cite: string;
  readonly href: string | null;
  /** Words for a source that nobody has verified; null for one that was read. */
  readonly mark: string | null;
};
export type FigureView = {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly basis: string;
  readonly source: SourceView;
  readonly note?: string;
};
type Link = { readonly code: string; readonly name: string };

export function sourceView(content: Content, key: string): SourceView {
  const source = content.sources.get(key);
  if (!source) return { key, cite: key, href: null, mark: null };
  const href = source.doi ? `https://doi.org/${source.doi}` : (source.url ?? null);
  const { confidence } = source;
  const mark = confidence === "seen" ? null : say(content.copy, `confidences.${confidence}`);
  return { key, cite: source.cite, href, mark };
}

function figureViews(content: Content, figures: readonly NamedFigure[]): FigureView[] {
  return figures.map(({ what, unit, figure }) => ({
    what,
    value: figure.value,
    unit,
    basis: say(content.copy, `bases.${figure.basis}`),
    source: sourceView(content, figure.source),
    ...(figure.note ? { note: figure.note } : {}),
  }));
}

const link = ({ code, name }: Link): Link => ({ code, name });

/** The whole curriculum on one page: domains with their competencies, EPAs, and credentials. */
export function curriculumOverview(content: Content, release: Release = content.current) {
  return {
    version: release.version,
    title: release.title,
    adoptedOn: release.adoptedOn,
    programme: {
      entry: release.programme.entry,
      rotations: release.programme.rotations.map((each) => ({
        name: each.name,
        months: each.months.value,
      })),
      durationMonths: release.programme.durationMonths.value,
    },
    domains: release.domains.map((domain) => ({
      ...domain,
      competencies: release.competencies
        .filter((each) => each.domain === domain.code)
        .map((each) => ({
          ...link(each),
          log: each.log.value,
          observations: each.observations.value,
          level: each.level.value,
          lifeThreatening: each.lifeThreatening,
        })),
    })),
    epas: release.epas.map((each) => ({
      ...link(each),
      ratings: each.ratings.value,
      supervisors: each.supervisors.value,
      uses: each.uses.length,
    })),
    credentials: release.credentials.map((each) => ({
      ...link(each),
      description: each.description,
      requires: [...each.requires],
      competencies: each.competencies.length,
      epas: each.epas.length,
      validityMonths: each.validityMonths.value,
      signOff: each.signOff.map((who) => say(content.copy, `roles.${who}`)),
    })),
    rules: figureViews(content, requirementFigures(release)),
  };
}

export function competencyView(content: Content, code: string) {
  const release = content.current;
  const each = competency(release, code);
  return {
    ...link(each),
    kind: say(content.copy, `kinds.${each.kind}`),
    description: each.description ?? null,
    domain: domainOf(release, each.domain),
    lifeThreatening: each.lifeThreatening,
    figures: figureViews(content, competencyFigures(each)),
    scenarios: each.simulation.scenarios.map(
      (scenario) =>
        release.catalogue.scenarios.find((known) => known.code === scenario)?.name ?? scenario,
    ),
    certificates: each.certificates.map((item) => item.title),
    prerequisites: each.prerequisites.map((before) => link(competency(release, before))),
    credentials: credentialsWith(release, code).map(link),
    epas: release.epas.filter((item) => item.uses.includes(code)).map(link),
    activities: activitiesFor(release, code).map((item) => ({
      name: item.name,
      kind: say(content.copy, `kinds.${item.kind}`),
    })),
  };
}

export function epaView(content: Content, code: string) {
  const each = epa(content.current, code);
  return {
    ...link(each),
    description: each.description ?? null,
    figures: figureViews(content, epaFigures(each)),
    uses: each.uses.map((item) => link(competency(content.current, item))),
    credentials: content.current.credentials.filter((item) => item.epas.includes(code)).map(link),
    scale: content.scale.levels,
  };
}

export function credentialView(content: Content, code: string) {
  const release = content.current;
  const each = credentialDefinition(release, code);
  const named = (item: string): Link => ({ code: item, name: nameOfCode(content, item) });
  return {
    ...link(each),
    description: each.description,
    figures: figureViews(content, credentialFigures(each)),
    requires: each.requires.map(named),
    requiresAny: each.requiresAny.map(named),
    base: each.base.map(named),
    exam: each.exam,
    competencies: each.competencies.map((item) => link(competency(release, item))),
    epas: each.epas.map((item) => link(epa(release, item))),
    signOff: each.signOff.map((who) => say(content.copy, `roles.${who}`)),
    limits: release.credentials.filter((item) => item.requires.includes(code)).map(link),
    rules: content.tiers.tiers
      .flatMap((tier) => tier.rules.map((rule) => ({ set: tier.name, rule })))
      .concat(content.tiers.guard.rules.map((rule) => ({ set: content.tiers.guard.title, rule })))
      .filter(({ rule }) => [...rule.anyOf, ...rule.allOf].includes(code))
      .map(({ set, rule }) => ({ set, id: rule.id, title: rule.title })),
  };
}

/** The release as one table: a line for each number, ready for a spreadsheet. */
export function releaseCsv(release: Release): string {
  const rows = allFigures(release).map(({ code, name, what, unit, figure }) => ({
    code,
    name,
    what,
    value: figure.value,
    unit,
    basis: figure.basis,
    source: figure.source,
    note: figure.note ?? "",
  }));
  return stringify(rows, { header: true, record_delimiter: "windows", escape_formulas: true });
}
