/** Something the shop sells. */
export interface Item {
    readonly sku: string;
    readonly name: string;
    /** The price of one piece, in cents. */
    readonly price: number;
    readonly supplier?: string;
}

/** How many pieces of each item there are, by sku. */
export type Stock = ReadonlyMap<string, number>;

/** Some pieces that came in (more than zero) or went out (less than zero). */
export interface Movement {
    readonly sku: string;
    readonly change: number;
}
