// A plugin that does nothing but answer: what it costs to ask it is the cost of asking.

export default {
  options: {
    "~standard": { version: 1, vendor: "bench", validate: (value: unknown): object => ({ value }) },
  },
  setup: (): object => ({
    validator: {
      stage: "static",
      validate: () => Promise.resolve({ validator: "echo", state: "valid", diagnostics: [], notes: [] }),
    },
    provider: {
      async *complete({ answers }: { readonly answers: number }) {
        for (let answer = 0; answer < answers; answer++) yield { kind: "text", answer, text: "a" };
        yield { kind: "usage", usage: { inputTokens: 0, outputTokens: 0 }, notes: [] };
      },
    },
  }),
};
