/**
 * Runs beside Maze: which files a change can reach, and the faults in them.
 *
 * @module
 */

import type { Api, ApiDiagnostic, Program, SourceFile } from "./api.ts";
import { type Service, serviceOf, type Shop } from "./service.ts";

/** What the child is asked: one line of JSON. Paths are absolute. */
export interface Order {
  readonly id: number;
  /** The files that a change touches. */
  readonly files: readonly string[];
  readonly before: readonly (readonly [string, string])[];
  readonly after: readonly (readonly [string, string])[];
  /** Every config that may have a say. */
  readonly configs: readonly string[];
  readonly isAsItStands: boolean;
}

/** What the child answers. */
export interface Reply {
  readonly id: number;
  readonly before: readonly ReplyFault[];
  readonly after: readonly ReplyFault[];
  /** Files that were looked at; 0 when no config knows the files. */
  readonly checked: number;
  /** Faults of the configs, in words. */
  readonly notes: readonly string[];
}

/** One error. */
export interface ReplyFault {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly code: number;
  readonly message: string;
}

/** A change with its texts by path. */
export interface Laid extends Pick<Order, "files" | "configs"> {
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
}

/** What the program of one config says. */
export interface Look extends Pick<Reply, "before" | "after" | "checked"> {
  /** True when files elsewhere may have got faults too. */
  readonly isSeen: boolean;
}

/** Answers an order. */
export function judge(shop: Shop, order: Order): Reply {
  const configs = withReferences(shop, order.configs);
  const laid = { ...order, configs, before: new Map(order.before), after: new Map(order.after) };
  const looks = order.isAsItStands ? standing(shop, laid) : changed(shop, laid);
  const services = configs.map((config) => ({ config, service: shop.services.get(config) }));
  return {
    id: order.id,
    before: looks.flatMap((look) => look.before),
    after: looks.flatMap((look) => look.after),
    checked: looks.reduce((sum, look) => sum + look.checked, 0),
    notes: services.flatMap(({ config, service }) =>
      (service?.parsed.errors ?? []).map((fault) => `${config}: ${words(shop.ts, fault)}`)
    ),
  };
}

/** Configs with those that they refer to, however far. */
export function withReferences(shop: Shop, configs: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (config: string) => {
    if (found.has(config)) return;
    found.add(config);
    for (const reference of serviceOf(shop, config)?.parsed.projectReferences ?? []) {
      visit(shop.ts.resolveProjectReferencePath(reference));
    }
  };
  configs.forEach(visit);
  return [...found];
}

/**
 * A change, by every config whose program has one of its files. The configs that name a file come first: only when it
 * shows others something new, or none names it, are more programs opened.
 */
export function changed(shop: Shop, laid: Laid): Look[] {
  const owners = ownersOf(shop, laid);
  const looks = owners.map((config) => lookBy(shop, config, laid));
  if (owners.length > 0 && !looks.some(({ isSeen }) => isSeen)) return looks;
  const others = laid.configs.filter((config) => !owners.includes(config));
  return [...looks, ...others.map((config) => lookBy(shop, config, laid))];
}

/** Files as they stand, each by the first config that has it. */
export function standing(shop: Shop, laid: Laid): Look[] {
  shop.texts = laid.after;
  let left = laid.files;
  const owners = ownersOf(shop, laid);
  const others = laid.configs.filter((config) => !owners.includes(config));
  return [...owners, ...others].flatMap((config) => {
    const service = left.length > 0 ? serviceOf(shop, config) : undefined;
    const program = service?.language.getProgram();
    const own = left.filter((file) => program?.getSourceFile(file));
    left = left.filter((file) => !own.includes(file));
    if (!service || own.length === 0) return [];
    return [{ before: [], after: faults(shop.ts, service, own), checked: own.length, isSeen: false }];
  });
}

/** The configs that name one of the files. */
export function ownersOf(shop: Shop, { configs, files }: Laid): string[] {
  return configs.filter((config) => {
    const names = new Set(serviceOf(shop, config)?.parsed.fileNames);
    return files.some((file) => names.has(file));
  });
}

/** A change by one config: faults before are looked for only where there are some after. */
export function lookBy(shop: Shop, config: string, laid: Laid): Look {
  const service = serviceOf(shop, config);
  const reached = service ? reach(shop, service, laid) : { files: [], isSeen: false };
  if (!service || reached.files.length === 0) return { before: [], after: [], checked: 0, isSeen: false };
  shop.texts = laid.after;
  const after = faults(shop.ts, service, reached.files);
  shop.texts = laid.before;
  const before = after.length > 0 ? faults(shop.ts, service, reached.files) : [];
  return { before, after, checked: reached.files.length, isSeen: reached.isSeen };
}

/** The files of a program in which a change may make a fault, and whether files elsewhere may have some too. */
export function reach(
  shop: Shop,
  service: Service,
  { files, before, after }: Laid,
): { readonly files: readonly string[]; readonly isSeen: boolean } {
  shop.texts = after;
  const program = service.language.getProgram();
  const own = files.filter((file) => program?.getSourceFile(file));
  if (!program || own.length === 0) return { files: [], isSeen: false };
  const isGlobal = own.some((file) => isEverywhere(shop.ts, program.getSourceFile(file)));
  const later = own.map((file) => shown(service, file));
  shop.texts = before;
  const earlier = own.map((file) => shownBefore(service, file, before));
  if (!isGlobal && own.every((_, at) => later[at] !== "" && later[at] === earlier[at])) {
    return { files: own, isSeen: false };
  }
  shop.texts = after;
  return {
    files: dependents(shop.ts, service.language.getProgram() ?? program, own, isGlobal),
    isSeen: true,
  };
}

/** What a file showed before: most changes that are judged one after another start from the same state. */
export function shownBefore(service: Service, file: string, before: ReadonlyMap<string, string>): string {
  const key = JSON.stringify([file, ...before]);
  const known = service.shown.get(key);
  if (known !== undefined) return known;
  if (service.shown.size > 16) service.shown.clear();
  const found = shown(service, file);
  service.shown.set(key, found);
  return found;
}

/** True for a file whose names are everyone's: no module, or one that adds to other modules or to the globals. */
export function isEverywhere(ts: Api, file: SourceFile | undefined): boolean {
  if (!file) return false;
  return !ts.isExternalModule(file) || /\bdeclare\s+(?:global|module)\b/.test(file.text);
}

/** What a file shows to others, as its declarations; empty when they can not be made. */
export function shown({ language }: Service, file: string): string {
  if (!language.getProgram()?.getSourceFile(file)) return "";
  return language.getEmitOutput(file, true, true).outputFiles.map(({ text }) => text).join("\n");
}

/** The files, and all of the project's own that import them, however far; all of them where names are everyone's. */
export function dependents(ts: Api, program: Program, files: readonly string[], isAll: boolean): string[] {
  const own = program.getSourceFiles().filter((file) =>
    !program.isSourceFileFromExternalLibrary(file) && !program.isSourceFileDefaultLibrary(file)
  );
  if (isAll) return own.map(({ fileName }) => fileName);
  const builder = ts.createSemanticDiagnosticsBuilderProgram(program, ts.sys);
  return own.filter((file) => {
    if (files.includes(file.fileName)) return true;
    const needed = new Set(builder.getAllDependencies(file));
    return files.some((one) => needed.has(one));
  }).map(({ fileName }) => fileName);
}

/** The errors in files, as `tsc` would report them. */
export function faults(ts: Api, { language, parsed }: Service, files: readonly string[]): ReplyFault[] {
  const program = language.getProgram();
  const { declaration, composite } = parsed.options;
  return files.flatMap((name) => {
    const file = program?.getSourceFile(name);
    if (!program || !file) return [];
    const found = [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
      ...(declaration === true || composite === true ? program.getDeclarationDiagnostics(file) : []),
    ];
    return found.filter(({ category }) => category === 1).map((fault) => faultOf(ts, fault, name));
  });
}

/** An error as data. */
export function faultOf(ts: Api, fault: ApiDiagnostic, file: string): ReplyFault {
  const { start = 0, length = 0, code } = fault;
  return { file: fault.file?.fileName ?? file, start, end: start + length, code, message: words(ts, fault) };
}

/** What an error says. */
export function words(ts: Api, { messageText }: ApiDiagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, "\n");
}
