import type { Graph } from "./types.ts";

/** Which stations of a small town a tram goes to from which. */
export const TRAM: Graph = {
  harbour: ["market"],
  market: ["harbour", "park", "museum"],
  park: ["market", "zoo"],
  museum: ["market"],
  zoo: [],
};
