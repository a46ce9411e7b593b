/** Steps of a key in a grid: rows down, columns right. */
const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * Where a key leads from the element that has the focus: a step, the ends of the row, with Ctrl the corners
 * of the grid. Null for other keys and at the edge.
 */
export function moved<E>(
  lines: readonly (readonly E[])[],
  from: unknown,
  key: string,
  withCtrl = false,
): E | null {
  const row = lines.findIndex((line) => line.includes(from as E));
  const line = lines[row];
  if (!line) return null;
  const column = line.indexOf(from as E);
  if (key === "Home") return (withCtrl ? lines[0] : line)?.[0] ?? null;
  if (key === "End") return (withCtrl ? lines.at(-1) : line)?.at(-1) ?? null;
  const step = steps[key];
  if (!step) return null;
  const to = lines[row + step[0]];
  return to?.[Math.min(column + step[1], to.length - (step[0] === 0 ? 0 : 1))] ?? null;
}
