/** A piece of a compared text: what stayed, what went, what came. */
export interface Piece {
  kind: "same" | "removed" | "added";
  text: string;
}

const LONGEST = 600;

/** Compares two texts word by word, keeping their spaces; very long ones as a whole. */
export function wordDiff(before: string, after: string): Piece[] {
  const a = before.match(/\S+\s*|\s+/g) ?? [];
  const b = after.match(/\S+\s*|\s+/g) ?? [];
  if (a.length > LONGEST || b.length > LONGEST) return before === after ? joined([{ kind: "same", text: before }]) : joined([{ kind: "removed", text: before }, { kind: "added", text: after }]);
  const lengths = commonLengths(a, b);
  const pieces: Piece[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      pieces.push({ kind: "same", text: a[i] as string });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      pieces.push({ kind: "removed", text: a[i] as string });
      i += 1;
    } else {
      pieces.push({ kind: "added", text: b[j] as string });
      j += 1;
    }
  }
  return joined(pieces);
}

const at = (lengths: readonly (readonly number[])[], i: number, j: number): number => lengths[i]?.[j] ?? 0;

/** How long the longest common part of what begins at i and at j is. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = lengths[i] as number[];
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}

function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (!piece.text) continue;
    if (last?.kind === piece.kind) last.text += piece.text;
    else result.push({ ...piece });
  }
  return result;
}
