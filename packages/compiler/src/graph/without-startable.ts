/** Nodes by what they need, and what needs them; a node may stand in a list several times, but then in both lists. */
interface Needs<Node> {
  readonly needs: (node: Node) => readonly Node[];
  readonly neededBy: (node: Node) => readonly Node[];
}

/** Takes out, again and again, what needs nothing that is left: in a graph without cycles nothing stays. Walks iteratively. */
export function withoutStartable<Node>({ needs, neededBy }: Needs<Node>, left: Set<Node>): Set<Node> {
  const missing = new Map<Node, number>();
  for (const node of left) missing.set(node, needs(node).filter((need) => left.has(need)).length);
  const free = [...left].filter((node) => missing.get(node) === 0);
  for (let node = free.pop(); node !== undefined; node = free.pop()) {
    left.delete(node);
    for (const next of neededBy(node)) {
      const count = (missing.get(next) ?? 0) - 1;
      missing.set(next, count);
      if (count === 0 && left.has(next)) free.push(next);
    }
  }
  return left;
}
