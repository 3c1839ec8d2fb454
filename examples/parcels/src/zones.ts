import { type Address, type Country, district } from "./address.ts";

/** The distance classes of the tariffs, nearest first. */
export const ZONES = ["local", "domestic", "near", "europe", "far"] as const;

/** One of the distance classes. */
export type Zone = (typeof ZONES)[number];

/** The part of an address that decides its zone. */
export type Place = Pick<Address, "postcode" | "country">;

type Region = "isles" | "mainland" | "alpine" | "north";

const REGIONS: Readonly<Record<Country, Region>> = {
  GB: "isles",
  IE: "isles",
  FR: "mainland",
  DE: "mainland",
  NL: "mainland",
  ES: "mainland",
  CH: "alpine",
  NO: "north",
  IS: "north",
};

const REMOTE_PREFIXES: ReadonlyMap<Country, readonly string[]> = new Map<Country, readonly string[]>([
  ["GB", ["HS", "KW", "ZE", "IM"]],
  ["FR", ["20"]],
  ["ES", ["35", "38"]],
  ["NO", ["90", "91", "95"]],
]);

/**
 * The zone a parcel crosses between two places.
 * @example
 * zoneBetween({ postcode: "LS1 4AP", country: "GB" }, { postcode: "LS1 9ZZ", country: "GB" }) // => "local"
 * zoneBetween({ postcode: "LS1 4AP", country: "GB" }, { postcode: "D02 AF30", country: "IE" }) // => "near"
 * zoneBetween({ postcode: "75011", country: "FR" }, { postcode: "101", country: "IS" }) // => "far"
 */
export function zoneBetween(from: Place, to: Place): Zone {
  if (from.country === to.country) {
    return district(from) === district(to) ? "local" : "domestic";
  }
  const regions = [REGIONS[from.country], REGIONS[to.country]];
  if (hole("both places are in one region")) return "near";
  return regions.includes("north") ? "far" : "europe";
}

/**
 * Whether carriers charge extra to reach a place.
 * @example
 * isRemote({ postcode: "KW15 1AA", country: "GB" }) // => true
 * isRemote({ postcode: "75011", country: "FR" }) // => false
 */
export function isRemote(place: Place): boolean {
  const prefixes = REMOTE_PREFIXES.get(place.country) ?? [];
  return prefixes.some((prefix) => place.postcode.startsWith(prefix));
}
