import {
  checkContent,
  diffContent,
  lockContent,
  type Said,
} from "#app/operations/curriculum/release-content.server.ts";

const usage = `npm run content -- check     validate the content, and that no release has changed
npm run content -- lock      freeze releases that are not frozen yet
npm run content -- diff A B  say what changed between two releases, and whom it touches`;

function answer([command, ...rest]: readonly string[]): Said {
  const [a, b] = rest;
  if (command === "check" && rest.length === 0) return checkContent();
  if (command === "lock" && rest.length === 0) return lockContent();
  if (command === "diff" && a && b && rest.length === 2) return diffContent(a, b);
  return { ok: command === "--help", lines: [usage] };
}

try {
  const { ok, lines } = answer(process.argv.slice(2));
  (ok ? process.stdout : process.stderr).write(`${lines.join("\n")}\n`);
  process.exitCode = ok ? 0 : 1;
} catch (fault) {
  const cause = fault instanceof Error && fault.cause ? `\n${String(fault.cause)}` : "";
  process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}${cause}\n`);
  process.exitCode = 1;
}
