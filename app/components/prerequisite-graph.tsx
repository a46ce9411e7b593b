import { useId } from "react";
import { DataTable } from "./data-table.tsx";
import { type GraphNode, type Placed, type PlacedNode, placeNodes } from "./prerequisite-layout.ts";
import { wrap } from "./wrap.ts";
import "./prerequisite-graph.css";

export type { GraphNode } from "./prerequisite-layout.ts";

const box = { width: 218, height: 62 };
const step = { x: 290, y: 80 };

/** What each credential requires, left to right, and the same as a table. */
export function PrerequisiteGraph({
  title,
  nodes,
}: {
  title: string;
  nodes: readonly GraphNode[];
}) {
  const placed = placeNodes(nodes);
  const label = new Map(nodes.map((node) => [node.id, node.label]));
  const required = (node: GraphNode) => node.requires.map((id) => label.get(id) ?? id).join(", ");
  return (
    <figure className="graph">
      <figcaption>
        <b>{title}</b>{" "}
        <span className="soft">
          A line that follows from others is not drawn; the table has all.
        </span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="graph-region" aria-label={`${title}, picture`} tabIndex={0}>
        <Picture title={title} placed={placed} />
      </section>
      <DataTable
        caption={`${title}, as a table`}
        rows={placed.nodes}
        rowKey={(node) => node.id}
        columns={[
          {
            key: "code",
            header: "Code",
            heads: true,
            cell: (node) => <span className="code">{node.label}</span>,
          },
          {
            key: "title",
            header: "Name",
            cell: (node) => (node.href ? <a href={node.href}>{node.title}</a> : node.title),
          },
          { key: "requires", header: "Requires", cell: (node) => required(node) || "none" },
        ]}
      />
    </figure>
  );
}

function Picture({ title, placed }: { title: string; placed: Placed }) {
  const id = `graph-${useId().replace(/[^\w-]/g, "")}`;
  const width = Math.max(1, placed.columns) * step.x - (step.x - box.width);
  const height = Math.max(1, placed.rows) * step.y;
  const byId = new Map(placed.nodes.map((node) => [node.id, node]));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing that holds links is a group, not a form
    <svg
      className="graph-picture"
      width={width + 4}
      height={height}
      viewBox={`-2 0 ${width + 4} ${height}`}
      role="group"
      aria-labelledby={`${id}-t`}
    >
      <title id={`${id}-t`}>{title}</title>
      {placed.edges.map((edge) => {
        const from = byId.get(edge.from);
        const to = byId.get(edge.to);
        if (!from || !to) return null;
        return <Edge key={`${edge.from} ${edge.to}`} points={[from, ...edge.bends, to]} />;
      })}
      {placed.nodes.map((node) => (
        <Node key={node.id} node={node} />
      ))}
    </svg>
  );
}

type Point = { readonly column: number; readonly y: number };

/** Curves between columns, straight past the nodes of a column. */
function Edge({ points }: { points: readonly Point[] }) {
  const [first, ...rest] = points.map((p) => ({ x: p.column * step.x, y: round(p.y * step.y) }));
  const end = rest.at(-1);
  if (!first || !end) return null;
  let from = { x: first.x + box.width, y: first.y };
  let path = `M${from.x} ${from.y}`;
  for (const to of rest) {
    const x = to === end ? to.x - 7 : to.x;
    const middle = (from.x + x) / 2;
    path += `C${middle} ${from.y} ${middle} ${to.y} ${x} ${to.y}`;
    if (to !== end) path += `H${to.x + box.width}`;
    from = { x: to.x + box.width, y: to.y };
  }
  return (
    <g className="graph-edge">
      <path d={path} />
      <path className="graph-head" d={`M${end.x - 7} ${end.y - 4}l7 4-7 4z`} />
    </g>
  );
}

function Node({ node }: { node: PlacedNode }) {
  const x = node.column * step.x;
  const y = round(node.y * step.y - box.height / 2);
  const drawing = (
    <>
      <rect x={x} y={y} width={box.width} height={box.height} rx="5" />
      <text className="graph-label" x={x + 12} y={y + 19}>
        {node.label}
      </text>
      {wrap(node.title, 30, 2).map((line, i) => (
        <text key={i} className="graph-title" x={x + 12} y={y + 36 + i * 16}>
          {line}
        </text>
      ))}
    </>
  );
  if (!node.href) return <g className="graph-node">{drawing}</g>;
  return (
    <a className="graph-node" href={node.href} aria-label={`${node.label}, ${node.title}`}>
      {drawing}
    </a>
  );
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
