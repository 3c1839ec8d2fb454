/**
 * Personalised PageRank: how much of a walk that keeps going back to its start is spent at each node.
 *
 * @see Haveliwala, Topic-Sensitive PageRank, WWW 2002
 * @module
 */

/** The share of steps that follow an edge; the others go back to the start. */
const FOLLOWS = 0.75;
/** After so many rounds less than a hundredth of the walk is still to be spread. */
const ROUNDS = 16;

/** An undirected graph with weights. */
export class Graph {
  readonly #ids = new Map<string, number>();
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #weights: number[] = [];

  /** Joins two nodes. */
  join(one: string, other: string, weight: number): void {
    const [from, to] = [this.#id(one), this.#id(other)];
    this.#from.push(from, to);
    this.#to.push(to, from);
    this.#weights.push(weight, weight);
  }

  /**
   * The rank of each node that can be reached.
   *
   * @param starts Weights of the nodes at which the walk begins; those that are not in the graph count for nothing.
   * @returns Ranks that sum to at most 1, in the order in which nodes were joined.
   */
  ranks(starts: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
    const size = this.#ids.size;
    const start = new Float64Array(size);
    for (const [name, weight] of starts) {
      const id = this.#ids.get(name);
      if (id !== undefined) start[id] = weight;
    }
    const sum = start.reduce((all, one) => all + one, 0);
    if (sum === 0) return new Map();
    const degree = new Float64Array(size);
    this.#from.forEach((from, at) => degree[from] = (degree[from] ?? 0) + (this.#weights[at] ?? 0));
    let rank = start.map((weight) => weight / sum);
    for (let round = 0; round < ROUNDS; round++) {
      const next = start.map((weight) => (1 - FOLLOWS) * weight / sum);
      for (let at = 0; at < this.#from.length; at++) {
        const [from, to] = [this.#from[at] ?? 0, this.#to[at] ?? 0];
        const share = (this.#weights[at] ?? 0) / (degree[from] ?? 1);
        next[to] = (next[to] ?? 0) + FOLLOWS * (rank[from] ?? 0) * share;
      }
      rank = next;
    }
    return new Map([...this.#ids].flatMap(([name, id]) => rank[id] ? [[name, rank[id]]] : []));
  }

  #id(name: string): number {
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    this.#ids.set(name, this.#ids.size);
    return this.#ids.size - 1;
  }
}
