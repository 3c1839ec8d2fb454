/**
 * Fills cuts as the product does: the kernel asks the plugins that `maze fill` loads. Nothing is kept on disk.
 *
 * @module
 */

import type { Draft } from "../../core/code/hole.ts";
import { applyEdits } from "../../core/code/text.ts";
import { Budget } from "../../core/fill/budget.ts";
import { DEFAULT_FILL, type FillContext, type FillOptions } from "../../core/fill/context.ts";
import { type Answer, decode } from "../../core/fill/decode/decode.ts";
import { Meter } from "../../core/fill/meter.ts";
import { Odds } from "../../core/fill/decode/odds.ts";
import { Providers } from "../../core/fill/providers.ts";
import { requestFor } from "../../core/fill/request.ts";
import { createKernel, type Kernel } from "../../core/kernel/kernel.ts";
import { asEntry, type PluginUse } from "../../core/maze.ts";
import { Workspace } from "../../core/write/workspace.ts";
import synth from "../../plugins/synth/mod.ts";
import typescript from "../../plugins/typescript/mod.ts";
import type { Cut } from "./project.ts";

/** What one fill gave. */
export interface Filled {
  /** Answers that type-check, likeliest first. */
  readonly answers: readonly Answer[];
  /** Milliseconds: looking at the place, then offering, searching and sifting. */
  readonly phases: readonly number[];
}

/** Who is asked besides `synth`, and how. */
export interface ProductOptions {
  readonly plugins?: readonly PluginUse[];
  readonly fetch?: typeof fetch;
  readonly fill?: Partial<FillOptions>;
}

/** Whole questions may take this long: a bench measures time, it does not bound it. */
const DEADLINE_MS = 600_000;

/** Codes of names and members that are not there. */
const UNDECLARED = new Set(
  [2304, 2305, 2339, 2503, 2551, 2552, 2663, 2693, 2724, 18004].map((code) => `TS${code}`),
);

/** Who is measured. */
const PROVIDER = "synth";

/** The product, opened on one project. */
export class Product implements AsyncDisposable {
  readonly #root: string;
  readonly #kernel: Kernel;
  readonly #context: FillContext;

  private constructor(root: string, kernel: Kernel, context: FillContext) {
    this.#root = root;
    this.#kernel = kernel;
    this.#context = context;
  }

  /**
   * Opens a folder that holds `tsconfig.json`.
   *
   * @param more Plugins that are asked before `synth`, how they reach servers, and bounds that differ.
   */
  static async open(root: string, more: ProductOptions = {}): Promise<Product> {
    const { plugins = [], fetch, fill = {} } = more;
    const workspace = await Workspace.open(root);
    const entries = [{ plugin: typescript, options: { cache: false } }, ...plugins, { plugin: synth }].map(
      asEntry,
    );
    const kernel = await createKernel({
      ...{ root: workspace.root, entries, deadlineMs: DEADLINE_MS },
      ...(fetch ? { fetch } : {}),
    });
    const { signal } = new AbortController();
    const options = { ...DEFAULT_FILL, ...fill };
    const context = {
      ...{ kernel, workspace, signal, options, held: new Set<string>() },
      ...{ providers: new Providers(kernel), run: new Meter({}), odds: new Odds() },
    };
    return new Product(root, kernel, context);
  }

  /** What the steps on the way of a hole are given. */
  get context(): FillContext {
    return this.#context;
  }

  /** The draft at a cut, whose text everybody takes for the file's own until it is disposed. */
  async draftAt(file: string, { text, draft: cut }: Cut): Promise<{ readonly draft: Draft } & Disposable> {
    const own = this.#relative(file);
    const files = [{ file: own, text }];
    await this.#kernel.ask("indexer.update", [files]);
    const undo = this.#context.workspace.accept({ edits: [], files });
    return { draft: { ...cut, hole: { ...cut.hole, file: own } }, [Symbol.dispose]: undo };
  }

  /** The product's answers at a cut. Index and counts know the cut text, and nothing of what stood there. */
  async fill(file: string, { text, draft: cut }: Cut): Promise<Filled> {
    await this.#kernel.ask("indexer.update", [[{ file: this.#relative(file), text }]]);
    const draft = { ...cut, hole: { ...cut.hole, file: this.#relative(file) } };
    const marks = [performance.now()];
    const budget = new Budget(DEFAULT_FILL);
    const scope = await this.#kernel.ask("indexer.scope", [draft]) ?? { bindings: [], isCapped: false };
    const place = { name: PROVIDER, capabilities: undefined, scope };
    const { request } = await requestFor(this.#context, draft, budget, place);
    marks.push(performance.now());
    const { answers } = await decode(this.#context, request, budget, { provider: PROVIDER });
    marks.push(performance.now());
    return { answers, phases: marks.slice(1).map((end, at) => end - (marks[at] ?? 0)) };
  }

  /** The first answer that all validators let pass, with the file's text as it then is. */
  async firstValid(
    file: string,
    { text, draft: cut }: Cut,
    answers: readonly Answer[],
  ): Promise<string | undefined> {
    const own = this.#relative(file);
    const hole = { ...cut.hole, file: own };
    await this.#kernel.ask("indexer.update", [[{ file: own, text }]]);
    for (const answer of answers) {
      const draft = { hole, text: answer.text, edits: [] };
      const edits = await this.#kernel.ask("indexer.edits", [draft, answer.needs]) ?? [];
      const whole = applyEdits(text, edits);
      const reports = await this.#kernel.ask("validator.validate", [
        { edits, files: [{ file: own, text: whole }] },
        hole,
      ]);
      if (reports.every(({ state }) => state === "valid")) return whole;
    }
    return undefined;
  }

  /** True where a text in a draft reads a name or a member that nothing declares. */
  async invents(draft: Draft, text: string, needs: Answer["needs"]): Promise<boolean> {
    const edits = await this.#kernel.ask("indexer.edits", [{ ...draft, text }, needs]) ?? [];
    const change = await this.#context.workspace.change(edits);
    const reports = await this.#kernel.ask("validator.validate", [change, draft.hole]);
    return reports.some(({ diagnostics }) => diagnostics.some(({ code }) => UNDECLARED.has(code)));
  }

  /** Takes a file's own text again. */
  async restore(file: string, text: string): Promise<void> {
    await this.#kernel.ask("indexer.update", [[{ file: this.#relative(file), text }]]);
  }

  #relative(file: string): string {
    return file.slice(this.#root.length + 1);
  }

  /** Ends the plugins. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#kernel[Symbol.asyncDispose]();
  }
}
