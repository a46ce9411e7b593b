type Typed = Readonly<Record<string, string | readonly string[]>>;

/** How many rows a form has, numbered from 1 in the names of their fields: `from1`, `from2` … */
export function rowsIn(typed: Typed, name: string): number {
  let count = 0;
  while (typed[`${name}${count + 1}`] !== undefined) count++;
  return count;
}

/** What was typed, with one empty row more; the first row is shown whether anything was typed or not. */
export function oneRowMore(typed: Typed, name: string): Typed {
  const count = Math.max(1, rowsIn(typed, name));
  return {
    ...typed,
    [`${name}${count}`]: typed[`${name}${count}`] ?? "",
    [`${name}${count + 1}`]: "",
  };
}
