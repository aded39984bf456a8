/** Two texts line by line: what stands in both, and what in one only. */

export interface Line {
  text: string;
  /** The side that it stands on alone. */
  only?: "mine" | "theirs";
}

// Above it a table of all pairs of lines would be too big: everything between the common ends counts as different.
const LONGEST = 1500;

/** All lines of both texts in an order that keeps each text's own; theirs before mine where they differ. */
export function together(mine: string, theirs: string): Line[] {
  const left = mine.split("\n");
  const right = theirs.split("\n");
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end++;
  return [
    ...left.slice(0, start).map((text) => ({ text })),
    ...between(left.slice(start, left.length - end), right.slice(start, right.length - end)),
    ...left.slice(left.length - end).map((text) => ({ text })),
  ];
}

/** A text with everything of both, as a beginning for merging by hand. */
export function united(mine: string, theirs: string): string {
  return together(mine, theirs)
    .map((line) => line.text)
    .join("\n");
}

function between(left: string[], right: string[]): Line[] {
  if (left.length > LONGEST || right.length > LONGEST) return [...alone(right, "theirs"), ...alone(left, "mine")];
  const common = commonLengths(left, right);
  const lines: Line[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length || r < right.length) {
    if (l < left.length && r < right.length && left[l] === right[r]) {
      lines.push({ text: left[l]! });
      l++;
      r++;
    } else if (r < right.length && (l === left.length || common[l]![r + 1]! >= common[l + 1]![r]!)) {
      lines.push({ text: right[r++]!, only: "theirs" });
    } else {
      lines.push({ text: left[l++]!, only: "mine" });
    }
  }
  return lines;
}

/** `[l][r]`: how many lines, in order, both texts have in common from there on. */
function commonLengths(left: string[], right: string[]): number[][] {
  const table = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0));
  for (let l = left.length - 1; l >= 0; l--) {
    for (let r = right.length - 1; r >= 0; r--) {
      table[l]![r] =
        left[l] === right[r] ? table[l + 1]![r + 1]! + 1 : Math.max(table[l + 1]![r]!, table[l]![r + 1]!);
    }
  }
  return table;
}

function alone(texts: string[], only: "mine" | "theirs"): Line[] {
  return texts.map((text) => ({ text, only }));
}
