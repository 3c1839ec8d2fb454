import type { ParcelError } from "./errors.ts";
import { err, ok, type Result } from "./result.ts";

/** The countries the library knows, by their two-letter codes. */
export const COUNTRIES = ["GB", "IE", "FR", "DE", "NL", "CH", "ES", "NO", "IS"] as const;

/** One of the known countries. */
export type Country = (typeof COUNTRIES)[number];

/** Where a parcel starts or ends. */
export interface Address {
  readonly name: string;
  readonly street: string;
  readonly city: string;
  readonly postcode: string;
  readonly country: Country;
}

const POSTCODES: Readonly<Record<Country, RegExp>> = {
  GB: /^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/,
  IE: /^[A-Z]\d{2} [A-Z\d]{4}$/,
  FR: /^\d{5}$/,
  DE: /^\d{5}$/,
  NL: /^\d{4} [A-Z]{2}$/,
  CH: /^\d{4}$/,
  ES: /^\d{5}$/,
  NO: /^\d{4}$/,
  IS: /^\d{3}$/,
};

/** Tells whether a text is the code of a known country. */
export function isCountry(text: string): text is Country {
  return COUNTRIES.some((country) => country === text);
}

/**
 * Writes a postcode in capitals with single spaces.
 * @example
 * normalisePostcode(" ls1   4ap ") // => "LS1 4AP"
 * normalisePostcode("75011") // => "75011"
 */
export function normalisePostcode(text: string): string {
  return hole("the code in capitals, with single spaces inside and none around");
}

/**
 * Reads an address written as `name; street; city; postcode; country`.
 * @example
 * parseAddress("Ada Pike; 3 Mill Road; Leeds; ls1 4ap; GB") // => { ok: true, value: { name: "Ada Pike", street: "3 Mill Road", city: "Leeds", postcode: "LS1 4AP", country: "GB" } }
 * parseAddress("Ada Pike; 3 Mill Road; Leeds") // => { ok: false, error: { kind: "bad-address", field: "country", reason: "is missing" } }
 */
export function parseAddress(text: string): Result<Address, ParcelError> {
  const fields = text.split(";").map((field) => field.trim());
  const [name = "", street = "", city = "", code = "", country = ""] = fields;
  if (country === "") return err({ kind: "bad-address", field: "country", reason: "is missing" });
  if (!isCountry(country)) return err({ kind: "bad-address", field: "country", reason: "is unknown" });
  if (name === "") return err({ kind: "bad-address", field: "name", reason: "is missing" });
  const postcode = normalisePostcode(code);
  return POSTCODES[country].test(postcode)
    ? ok({ name, street, city, postcode, country })
    : err({ kind: "bad-address", field: "postcode", reason: `does not fit ${country}` });
}

/**
 * The letters or digits a postcode starts with, which name a district.
 * @example
 * district({ postcode: "LS1 4AP" }) // => "LS1"
 * district({ postcode: "75011" }) // => "75"
 */
export function district(address: Pick<Address, "postcode">): string {
  const [head = "", tail] = address.postcode.split(" ");
  return tail === undefined ? head.slice(0, 2) : head;
}
