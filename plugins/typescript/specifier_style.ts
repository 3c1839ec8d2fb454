/**
 * How a project writes the way to its own modules: as it does where it does, else as its compiler asks for it.
 *
 * @module
 */

import { posix } from "node:path";
import type { Import } from "./index/answers.ts";
import type { ConfigOptions } from "./project/config_file.ts";
import type { Project } from "./project/project.ts";

/** What a relative specifier ends in: the file's own ending, that of its output, or nothing. */
type Ending = "same" | "js" | "none";

/** Counted over the imports of a project. */
export class SpecifierStyle {
  readonly #asked: (file: string) => Ending;
  /** Specifiers that are no relative path, by target, with how often they are written. */
  readonly #aliases = new Map<string, Map<string, number>>();
  readonly #relative = new Map<string, number>();
  /** Parts of one project may be compiled apart: by what the compiler asks of the file that imports. */
  readonly #endings = new Map<Ending, Map<Ending, number>>();
  /** By file: one may differ from its project. */
  readonly #own = new Map<string, Map<Ending, number>>();

  /** @param imports By file, relative to the root. */
  constructor(imports: ReadonlyMap<string, readonly Import[]>, project: Project) {
    this.#asked = endingsAsked(project);
    for (const [file, own] of imports) {
      const asked = this.#asked(file);
      for (const { specifier, target, isExternal, kind } of own) {
        if (target === undefined || isExternal || kind === "require") continue;
        if (!specifier.startsWith(".")) {
          add(rowOf(this.#aliases, target), specifier);
          continue;
        }
        add(this.#relative, target);
        // Without its ending such a file is found by nobody: it says nothing of the others.
        if (OWN_FORMAT.test(target)) continue;
        for (const counts of [rowOf(this.#endings, asked), rowOf(this.#own, file)]) {
          add(counts, endingOf(specifier, target));
        }
      }
    }
  }

  /** What a file writes to import from another one of the project. */
  specifier(from: string, target: string): string {
    const aliases = this.#aliases.get(target);
    const alias = commonest(aliases);
    if (alias !== undefined && (aliases?.get(alias) ?? 0) > (this.#relative.get(target) ?? 0)) return alias;
    const path = posix.relative(posix.dirname(from), target);
    const relative = path.startsWith(".") ? path : `./${path}`;
    const ending = this.#ending(from);
    if (ending === "same") return relative;
    if (ending === "js" || OWN_FORMAT.test(target)) {
      return relative.replace(/(?:\.d)?\.([cm]?)tsx?$/, ".$1js");
    }
    return relative.replace(/(?:\.d)?\.[jt]sx?$/, "").replace(/(?<=.)\/index$/, "");
  }

  #ending(from: string): Ending {
    const asked = this.#asked(from);
    const written = commonest(this.#own.get(from)) ?? commonest(this.#endings.get(asked));
    if (written) return written;
    // Who runs JavaScript as it is may have no bundler.
    return asked === "none" && /\.[cm]?jsx?$/.test(from) ? "js" : asked;
  }
}

/** Files whose ending says by which module system they run. */
const OWN_FORMAT = /\.[cm][jt]s$/;

/** What the compiler of a file asks of its relative specifiers; `none` where it takes any. */
function endingsAsked({ root, parts, deno }: Project): (file: string) => Ending {
  const named = new Map(parts.toReversed().flatMap(({ config, files }) => files.map((one) => [one, config])));
  const nearest = parts.map(({ config }) => config).sort((a, b) => b.dir.length - a.dir.length);
  return (file) => {
    const path = `${root}/${file}`;
    const own = named.get(path);
    if (!own && deno) return "same";
    const config = own ?? nearest.find(({ dir }) => path.startsWith(`${dir}/`));
    return config ? endingUnder(config.options) : "none";
  };
}

function endingUnder(options: ConfigOptions): Ending {
  const { module, moduleResolution } = options;
  const isNode = /^node(?:\d\d|next)$/.test(moduleResolution ?? module ?? "");
  // A bundler takes both; who asks for imports as they stand writes the files as they are called.
  const isSame = options.allowImportingTsExtensions && (isNode || options.verbatimModuleSyntax);
  if (isSame || options.rewriteRelativeImportExtensions) return "same";
  return isNode ? "js" : "none";
}

function commonest<Key>(counts: ReadonlyMap<Key, number> = new Map()): Key | undefined {
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function rowOf<Outer, Key>(table: Map<Outer, Map<Key, number>>, key: Outer): Map<Key, number> {
  const row = table.get(key) ?? new Map<Key, number>();
  table.set(key, row);
  return row;
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function endingOf(specifier: string, target: string): Ending {
  const ending = /\.[cm]?[jt]sx?$/.exec(specifier)?.[0];
  if (ending === undefined) return "none";
  return target.endsWith(ending) ? "same" : "js";
}
