import {
  arranged,
  type GridRow,
  type GridView,
  gridQuery,
  readGridView,
  yearOf,
} from "#app/domain/signoff/cohort-grid.ts";
import { keptView } from "#app/operations/training/cohort/save-view.server.ts";
import { listOwnProgrammes } from "#app/operations/training/cohort/show-cohort.server.ts";
import { showGrid } from "#app/operations/training/cohort/show-grid.server.ts";
import { orRefuse, type PersonContext } from "./context.server.ts";

/** The grid as a request asks for it, or as the person left it; both its page and its CSV read this. */
export async function askedGrid(ctx: PersonContext, request: Request) {
  const programmes = orRefuse(ctx, request, await listOwnProgrammes(ctx));
  const search = new URL(request.url).searchParams;
  const asked = search.get("programme");
  const programme = programmes.find((each) => each.id === asked) ?? programmes[0] ?? null;
  if (!programme) return { programmes, programme, view: null, all: [], rows: [], isKept: false };
  const { rows: all } = orRefuse(ctx, request, await showGrid(ctx, programme.id));
  const epas = epaCodes(ctx, all);
  const given = search.has("view") ? gridQuery(readGridView(search, epas)) : null;
  const kept = orRefuse(ctx, request, await keptView(ctx, "cohort", given));
  const view = readGridView(new URLSearchParams(kept.query), epas);
  const rows = arranged(all, view);
  return { programmes, programme, view, all, rows, isKept: kept.isKept && kept.query !== "" };
}

/** The EPAs of every release that somebody in the cohort trains under. */
export function epaCodes({ content }: PersonContext, rows: readonly GridRow[]): string[] {
  const releases = new Set([content.current.version, ...rows.map((each) => each.release)]);
  const codes = [...releases].flatMap((each) => content.releases.get(each)?.epas ?? []);
  return [...new Set(codes.map((each) => each.code))].sort();
}

export function epaColumns(
  ctx: PersonContext,
  rows: readonly GridRow[],
): { readonly code: string; readonly name: string }[] {
  const releases = [ctx.content.current, ...ctx.content.releases.values()];
  return epaCodes(ctx, rows).map((code) => ({
    code,
    name: releases.flatMap((each) => each.epas).find((each) => each.code === code)?.name ?? code,
  }));
}

/** What the filters offer: only what somebody in the cohort is. */
export function filterChoices(rows: readonly GridRow[]) {
  const years = [...new Set(rows.map(yearOf))].sort((a, b) => a - b);
  const releases = [...new Set(rows.map((each) => each.release))].sort();
  return { years, releases };
}

/** The address of a view of a programme. `view` says that it was asked for, whatever else it says. */
export function viewAddress(path: string, programmeId: string, view: GridView): string {
  const query = gridQuery(view);
  return `${path}?programme=${programmeId}&view=1${query ? `&${query}` : ""}`;
}
