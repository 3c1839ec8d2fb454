// An integration that reads a variable to decide: what it does while it decides is not decided in turn.

export default {
  options: { "~standard": { version: 1, vendor: "test", validate: (value: unknown): object => ({ value }) } },
  setup: (_options: unknown, context: { env(name: string): Promise<string | undefined> }): object => ({
    integration: {
      async authorize({ kind, target }: { kind: string; target: string }) {
        return { permit: kind !== await context.env("MAZE_TEST_DENIED"), reason: `no ${target}` };
      },
    },
  }),
};
