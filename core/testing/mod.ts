/**
 * For the tests of plugins: what a server said, recorded once and played again.
 *
 * @module
 */

export { openExchanges } from "./exchanges.ts";
export type { Exchanges, ExchangesOptions } from "./exchanges.ts";
export { compareExchanges } from "./compare.ts";
export type { ExchangeChange } from "./compare.ts";
