export type GraphNode = {
  readonly id: string;
  readonly label: string;
  readonly title: string;
  readonly href?: string;
  /** Ids of the nodes that must be held first. */
  readonly requires: readonly string[];
};

/** `y` is in rows from the top of the picture; a line bends at each point on its way. */
export type PlacedNode = GraphNode & { readonly column: number; readonly y: number };
export type PlacedEdge = {
  readonly from: string;
  readonly to: string;
  readonly bends: readonly { readonly column: number; readonly y: number }[];
};
export type Placed = {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly columns: number;
  readonly rows: number;
};

type Slot = {
  readonly key: string;
  readonly column: number;
  readonly before: readonly string[];
  readonly size: number;
};

/** A line that passes a column needs less room than a node. */
const passing = 0.4;

/**
 * Columns by the longest way from what requires nothing; within a column near to what is required.
 * Lines that follow from others are left out, and a long line keeps a place free in each column
 * that it passes. Unknown ids are left out.
 * @throws RangeError where requirements run in a circle: content is checked before it is drawn.
 */
export function placeNodes(nodes: readonly GraphNode[]): Placed {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const depths = depthsOf(byId);
  const depth = (id: string) => depths.get(id) ?? 0;
  const lines = nodes.flatMap((node) =>
    directOf(node, byId).map((from) => ({
      from,
      to: node.id,
      passes: between(depth(from), depth(node.id)),
    })),
  );
  const own = nodes.map((node): Slot => {
    const before = lines.filter((line) => line.to === node.id);
    const keys = before.map((line) =>
      line.passes.length > 0 ? passKey(line, line.passes.at(-1) ?? 0) : line.from,
    );
    return { key: node.id, column: depth(node.id), before: keys, size: 1 };
  });
  const passed = lines.flatMap((line) =>
    line.passes.map((column, i): Slot => {
      const before = i === 0 ? line.from : passKey(line, column - 1);
      return { key: passKey(line, column), column, before: [before], size: passing };
    }),
  );
  const { places, rows, columns } = stacked([...own, ...passed]);
  const at = (key: string) => places.get(key) ?? 0;
  return {
    nodes: nodes
      .map((node) => ({ ...node, column: depth(node.id), y: at(node.id) }))
      .sort((a, b) => a.column - b.column || a.y - b.y),
    edges: lines.map(({ passes, ...line }) => ({
      ...line,
      bends: passes.map((column) => ({ column, y: at(passKey({ ...line, passes }, column)) })),
    })),
    columns,
    rows,
  };
}

type Line = { readonly from: string; readonly to: string; readonly passes: readonly number[] };

function passKey(line: Line, column: number): string {
  return `${line.from} ${line.to} ${column}`;
}

function between(low: number, high: number): number[] {
  return Array.from({ length: Math.max(0, high - low - 1) }, (_, i) => low + 1 + i);
}

function depthsOf(byId: ReadonlyMap<string, GraphNode>): Map<string, number> {
  const depths = new Map<string, number>();
  const depth = (id: string, above: readonly string[]): number => {
    if (above.includes(id)) throw new RangeError(`circle: ${[...above, id].join(" → ")}`);
    const known = depths.get(id);
    if (known !== undefined) return known;
    const below = (byId.get(id)?.requires ?? []).filter((each) => byId.has(each));
    const found = Math.max(-1, ...below.map((each) => depth(each, [...above, id]))) + 1;
    depths.set(id, found);
    return found;
  };
  for (const id of byId.keys()) depth(id, []);
  return depths;
}

/** What a node requires, without what another of its requirements already requires. */
function directOf(node: GraphNode, byId: ReadonlyMap<string, GraphNode>): string[] {
  const below = (id: string): string[] =>
    (byId.get(id)?.requires ?? []).flatMap((each) => [each, ...below(each)]);
  const implied = new Set(node.requires.flatMap(below));
  return node.requires.filter((id) => byId.has(id) && !implied.has(id));
}

/** Stacks each column in the order of what comes before it, and centres the columns on one another. */
function stacked(slots: readonly Slot[]) {
  const columns = Math.max(-1, ...slots.map((slot) => slot.column)) + 1;
  const sizes = Array.from({ length: columns }, (_, column) =>
    slots.filter((slot) => slot.column === column).reduce((sum, slot) => sum + slot.size, 0),
  );
  const rows = Math.max(0, ...sizes);
  const places = new Map<string, number>();
  for (let column = 0; column < columns; column++) {
    let y = (rows - (sizes[column] ?? 0)) / 2;
    const here = slots.filter((slot) => slot.column === column);
    for (const slot of here.sort((a, b) => pull(a, places) - pull(b, places))) {
      places.set(slot.key, y + slot.size / 2);
      y += slot.size;
    }
  }
  return { places, rows, columns };
}

function pull(slot: Slot, places: ReadonlyMap<string, number>): number {
  const known = slot.before.flatMap((key) => places.get(key) ?? []);
  return known.reduce((sum, y) => sum + y, 0) / Math.max(1, known.length);
}
