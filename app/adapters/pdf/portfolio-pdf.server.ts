import type { PortfolioDocument } from "#app/domain/training/transfer/portfolio-document.ts";
import { type PageWriter, pageWriter } from "./page-writer.server.ts";

type Words = {
  readonly nameOf: (code: string) => string;
  /** What a way of assessing is called. */
  readonly toolName: (tool: string) => string;
  /** Where the portal is reached. */
  readonly origin: string;
};

const day = (at: string) => at.slice(0, 10);
const status = { met: "Met", in_progress: "In progress", blocked: "Blocked" } as const;

/**
 * A portfolio to be read and printed: progress, the log by activity, observations with who gave them and
 * what they said, and every signature. Tagged, with our own faces embedded.
 */
export function portfolioPdf(document: PortfolioDocument, words: Words): Promise<Uint8Array> {
  const { fellow, exportedAt } = document;
  const page = pageWriter({ title: `Training portfolio of ${fellow.name}`, author: fellow.name });
  page.heading("H1", `Training portfolio of ${fellow.name}`);
  for (const each of document.fellowships) {
    const until = each.until ? `to ${each.until}` : "without a planned end";
    page.paragraph(`${each.programme}. Release ${each.release}, from ${each.from} ${until}.`);
  }
  page.paragraph(
    `As the record stood on ${day(exportedAt)}. It holds nothing that identifies a patient.`,
    { small: true },
  );
  writeProgress(page, document);
  writeLog(page, document);
  writeObservations(page, document, words);
  writeOthers(page, document, words);
  writeSignatures(page, document, words);
  return page.end(`${fellow.name}, exported ${day(exportedAt)} from ${words.origin}`);
}

function writeProgress(page: PageWriter, { progress }: PortfolioDocument) {
  page.heading("H2", "Progress towards credentials");
  page.table(
    [
      { header: "Credential", width: 6 },
      { header: "Requirements met", width: 2 },
      { header: "State", width: 2 },
    ],
    progress.map((each) => [
      `${each.credential} ${each.name}`,
      `${each.met} of ${each.of}`,
      status[each.status],
    ]),
  );
}

function writeLog(page: PageWriter, { cases }: PortfolioDocument) {
  page.heading("H2", "The log, by activity");
  if (cases.length === 0) return page.paragraph("No case is logged.");
  const names = [...new Set(cases.map((each) => each.activityName))].sort();
  const rows = names.map((name) => {
    const of = cases.filter((each) => each.activityName === name);
    const count = (fits: (each: (typeof cases)[number]) => boolean) =>
      String(of.filter(fits).length);
    return [
      name,
      count(() => true),
      count((each) => each.state === "confirmed"),
      count((each) => each.role === "primary" || each.role === "supervised_primary"),
      count((each) => each.contexts.includes("night")),
      `${of.at(-1)?.date} to ${of[0]?.date}`,
    ];
  });
  const imported = cases.filter((each) => each.provenance === "imported").length;
  page.paragraph(
    `${cases.length} cases, ${imported} of them brought in from an earlier logbook. Only confirmed ones count.`,
  );
  page.table(
    [
      { header: "Activity", width: 5 },
      { header: "Logged", width: 1.2 },
      { header: "Confirmed", width: 1.6 },
      { header: "Done oneself", width: 1.6 },
      { header: "At night", width: 1.2 },
      { header: "From, to", width: 4 },
    ],
    rows,
  );
}

function writeObservations(
  page: PageWriter,
  { observations }: PortfolioDocument,
  { toolName }: Words,
) {
  page.heading("H2", "Observations");
  if (observations.length === 0) return page.paragraph("No observation is recorded.");
  page.table(
    [
      { header: "Day", width: 2 },
      { header: "Of what", width: 4 },
      { header: "By", width: 3 },
      { header: "Level", width: 0.9 },
      { header: "What was said", width: 5 },
    ],
    observations.map((each) => [
      day(each.observedAt),
      `${each.subject} ${each.subjectName}`,
      `${each.assessor}: ${toolName(each.tool)}`,
      String(each.level),
      cut(each.feedback ?? ""),
    ]),
  );
  return undefined;
}

/** The whole of it is in the other files. */
const wordsShown = 900;
const cut = (text: string) => (text.length > wordsShown ? `${text.slice(0, wordsShown)} …` : text);

function writeOthers(page: PageWriter, document: PortfolioDocument, { nameOf }: Words) {
  const { records, workingTime, findings } = document;
  page.heading("H2", "Examinations, courses and other records");
  if (records.length === 0) page.paragraph("None is recorded.");
  else {
    page.table(
      [
        { header: "Day", width: 2 },
        { header: "What", width: 6 },
        { header: "Verified by", width: 3 },
      ],
      records.map((each) => [day(each.completedAt), nameOf(each.code), each.verifiedBy]),
    );
  }
  if (workingTime.length > 0) {
    page.heading("H2", "Leave and part-time");
    page.table(
      [
        { header: "From", width: 2 },
        { header: "Through", width: 2 },
        { header: "Of full time", width: 2 },
      ],
      workingTime.map((each) => [each.from, each.until ?? "open", `${each.percent} %`]),
    );
  }
  if (findings.length === 0) return;
  page.heading("H2", "What the committee found");
  for (const each of findings) {
    page.heading("H3", `${each.halfYear}: ${each.recommendation.replaceAll("_", " ")}`);
    page.paragraph(`${day(each.heldAt)}, recorded by ${each.recordedBy}.`, { small: true });
    if (each.rationale) page.paragraph(cut(each.rationale));
    if (each.dissent) page.paragraph(`Seen otherwise: ${cut(each.dissent)}`);
  }
}

function writeSignatures(page: PageWriter, document: PortfolioDocument, { nameOf }: Words) {
  page.heading("H2", "Signatures and credentials");
  const { signOffs, credentials } = document;
  if (signOffs.length === 0) page.paragraph("Nothing has been signed yet.");
  for (const each of signOffs) {
    page.heading("H3", `${nameOf(each.credential)}: ${each.decision}`);
    const hand = { ...each, coSignatures: undefined };
    for (const { signer, signerRole, signedAt, meaning } of [hand, ...each.coSignatures]) {
      const role = signerRole.replaceAll("_", " ");
      page.paragraph(`Signed by ${signer}, ${role}, on ${day(signedAt)}: ${meaning}`);
    }
    if (each.withdrawnBecause) page.paragraph(`Withdrawn: ${each.withdrawnBecause}`);
    page.paragraph(`SHA-256 of what was seen: ${each.evidenceDigest}`, { small: true });
  }
  if (credentials.length === 0) return;
  page.table(
    [
      { header: "Programme-attested credential", width: 5 },
      { header: "Valid", width: 3 },
      { header: "Its standing today", width: 5 },
    ],
    credentials.map((each) => [
      `${each.code} ${each.name}`,
      `${day(each.validFrom)} to ${day(each.validUntil)}`,
      each.href,
    ]),
  );
}
