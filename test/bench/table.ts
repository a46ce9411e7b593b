export type Cell = string | number;

export function say(line: string) {
  process.stdout.write(`${line}\n`);
}

/** One row: the first cell to the left, the others lined up to the right. */
export function row(cells: readonly Cell[]) {
  const [first = "", ...rest] = cells.map(String);
  say([first.padEnd(44), ...rest.map((each) => each.padStart(12))].join(""));
}
