import { z } from "zod";
import { portfolioPdf } from "#app/adapters/pdf/portfolio-pdf.server.ts";
import { archiveOf, tableText } from "#app/adapters/portfolio-files.server.ts";
import { nameOfCode, releaseOf } from "#app/domain/content.ts";
import { say } from "#app/domain/copy.ts";
import type { Release } from "#app/domain/curriculum/schema.ts";
import { allow, type Result, refuse } from "#app/domain/result.ts";
import { PortfolioDocument } from "#app/domain/training/transfer/portfolio-document.ts";
import { acvcTable, tablesOf } from "#app/domain/training/transfer/portfolio-tables.ts";
import type { Transaction } from "#db/client.server.ts";
import {
  type Fellowship,
  fellowshipTarget,
  findFellowship,
} from "#db/store/training/fellowships.server.ts";
import { ask } from "../../ask.server.ts";
import type { Context } from "../../context.server.ts";
import { notedLook } from "../progress/note-look.server.ts";
import { currentFellowship } from "../progress/show-progress.server.ts";
import { gatherPortfolio } from "./gather-portfolio.server.ts";

export type Portfolio = {
  readonly fellowship: Fellowship;
  readonly release: Release;
  readonly document: PortfolioDocument;
};

/**
 * Everything kept about one fellow, for the fellow or the director of their programme.
 *
 * @param fellowshipId  Whose; null for the asker's own.
 */
export async function exportPortfolio(
  ctx: Context,
  fellowshipId: string | null,
): Promise<Result<Portfolio>> {
  const target =
    fellowshipId === null
      ? { personId: ctx.actor.id ?? undefined }
      : (tx: Transaction) => fellowshipTarget(tx, fellowshipId);
  const shown = await ask<Portfolio>(ctx, "portfolio.export", target, async ({ tx, now }) => {
    const fellowship =
      fellowshipId === null
        ? await currentFellowship(ctx, tx)
        : await findFellowship(tx, fellowshipId);
    if (!fellowship) return refuse("no_such_fellowship");
    const release = releaseOf(ctx.content, fellowship.release);
    const document = await gatherPortfolio(ctx, tx, { fellowship, release, now });
    return allow({ fellowship, release, document });
  });
  return notedLook(ctx, shown, "export");
}

/** The same as a PDF to be read and printed. */
export function readablePortfolio(ctx: Context, { document }: Portfolio): Promise<Uint8Array> {
  const nameOf = (code: string) => nameOfCode(ctx.content, code);
  const toolName = (tool: string) => say(ctx.content.copy, `tools.${tool}`);
  return portfolioPdf(document, { nameOf, toolName, origin: ctx.settings.publicOrigin });
}

export type ExportFile = { readonly type: string; readonly body: string | Uint8Array };

/** One file of an export; null for a name that none has. */
export async function exportFile(
  ctx: Context,
  portfolio: Portfolio,
  name: string,
): Promise<ExportFile | null> {
  const { document } = portfolio;
  if (name === "portfolio.json") {
    return { type: "application/json; charset=utf-8", body: JSON.stringify(document, null, 1) };
  }
  if (name === "portfolio.schema.json") {
    const schema = JSON.stringify(z.toJSONSchema(PortfolioDocument), null, 1);
    return { type: "application/schema+json; charset=utf-8", body: schema };
  }
  if (name === "portfolio.pdf") {
    return { type: "application/pdf", body: await readablePortfolio(ctx, portfolio) };
  }
  if (name === "portfolio.zip") {
    return { type: "application/zip", body: await archive(ctx, portfolio) };
  }
  const tables = [...tablesOf(document), acvcTable(document)];
  const table = tables.find((each) => `${each.name}.csv` === name);
  return table ? { type: "text/csv; charset=utf-8", body: tableText(table) } : null;
}

async function archive(ctx: Context, portfolio: Portfolio): Promise<Uint8Array> {
  const tables = [...tablesOf(portfolio.document), acvcTable(portfolio.document)];
  const names = [
    "portfolio.pdf",
    "portfolio.json",
    "portfolio.schema.json",
    ...tables.map((each) => `${each.name}.csv`),
  ];
  const files: Record<string, string | Uint8Array> = {};
  for (const name of names) {
    const file = await exportFile(ctx, portfolio, name);
    if (file) files[name] = file.body;
  }
  return archiveOf(files);
}
