/**
 * The part of TypeScript's own API that is used, as every version from 4.5 to 6 has it. Written by hand: which version
 * a project has is known only when it runs.
 *
 * @see microsoft/TypeScript:src/services/types.ts, read at 4.9, 5.9 and 6.0
 * @module
 */

/** The module `typescript`. */
export interface Api {
  readonly version: string;
  readonly sys: System;
  readonly ScriptSnapshot: { fromString(text: string): unknown };
  getDefaultLibFilePath(options: Options): string;
  getParsedCommandLineOfConfigFile(
    path: string,
    options: Options,
    host: unknown,
  ): ParsedConfig | undefined;
  createDocumentRegistry(isCaseSensitive: boolean, cwd: string): unknown;
  createLanguageService(host: unknown, registry: unknown): LanguageService;
  createSemanticDiagnosticsBuilderProgram(program: Program, host: unknown): BuilderProgram;
  resolveProjectReferencePath(reference: { readonly path: string }): string;
  isExternalModule(file: SourceFile): boolean;
  flattenDiagnosticMessageText(text: unknown, newline: string): string;
}

/** Access to files. */
export interface System {
  readonly useCaseSensitiveFileNames: boolean;
  getCurrentDirectory(): string;
  fileExists(path: string): boolean;
  readFile(path: string, encoding?: string): string | undefined;
  directoryExists(path: string): boolean;
  getDirectories(path: string): string[];
  readDirectory(...args: unknown[]): string[];
  realpath?(path: string): string;
  getModifiedTime?(path: string): Date | undefined;
}

/** Compiler options as the version reads them. */
export type Options = Readonly<Record<string, unknown>>;

/** A config that was read. */
export interface ParsedConfig {
  readonly options: Options;
  readonly fileNames: readonly string[];
  readonly projectReferences?: readonly { readonly path: string }[];
  readonly errors: readonly ApiDiagnostic[];
}

/** A program that is kept up with its host. */
export interface LanguageService {
  getProgram(): Program | undefined;
  getEmitOutput(
    file: string,
    emitOnlyDtsFiles: boolean,
    forceDtsEmit: boolean,
  ): { readonly outputFiles: readonly { readonly text: string }[] };
}

/** One state of a project. */
export interface Program {
  getSourceFile(path: string): SourceFile | undefined;
  getSourceFiles(): readonly SourceFile[];
  isSourceFileFromExternalLibrary(file: SourceFile): boolean;
  isSourceFileDefaultLibrary(file: SourceFile): boolean;
  getSyntacticDiagnostics(file: SourceFile): readonly ApiDiagnostic[];
  getSemanticDiagnostics(file: SourceFile): readonly ApiDiagnostic[];
  getDeclarationDiagnostics(file: SourceFile): readonly ApiDiagnostic[];
}

/** Knows who needs whom. */
export interface BuilderProgram {
  getAllDependencies(file: SourceFile): readonly string[];
}

/** A file of a program. */
export interface SourceFile {
  readonly fileName: string;
  readonly text: string;
}

/** What the compiler has to say. */
export interface ApiDiagnostic {
  readonly file?: SourceFile;
  readonly start?: number;
  readonly length?: number;
  readonly code: number;
  /** 1 is an error. */
  readonly category: number;
  readonly messageText: unknown;
}
