/** Breaks text into lines of at most `most` letters; what does not fit ends in an ellipsis. */
export function wrap(text: string, most: number, lines: number): string[] {
  const made: string[] = [];
  for (const word of text.split(" ")) {
    const last = made.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most)
      made[made.length - 1] = `${last} ${word}`;
    else made.push(word);
  }
  if (made.length <= lines) return made;
  return [...made.slice(0, lines - 1), `${(made[lines - 1] ?? "").slice(0, most - 1)}…`];
}
