import assert from "node:assert/strict";
import { modelPlaces } from "../../../cli/models/places.ts";

function placesOf(environment: Readonly<Record<string, string>>, os = "linux"): readonly string[] {
  return modelPlaces({ os, environment }).map(({ owner, folder }) => `${owner}: ${folder}`);
}

Deno.test("modelPlaces() knows where Maze and other programs keep models", () => {
  assert.deepEqual(placesOf({ HOME: "/home/me" }), [
    "Maze: /home/me/.cache/maze-models",
    "LM Studio: /home/me/.lmstudio/models",
    "LM Studio: /home/me/.cache/lm-studio/models",
    "llama.cpp: /home/me/.cache/llama.cpp",
    "Hugging Face: /home/me/.cache/huggingface/hub",
    "node-llama-cpp: /home/me/.node-llama-cpp/models",
  ]);
});

Deno.test("modelPlaces() believes the variables that other programs believe", () => {
  const places = placesOf({
    ...{ HOME: "/home/me", MAZE_MODELS: "/models", LLAMA_CACHE: "/llama" },
    ...{ HF_HOME: "/hf", XDG_CACHE_HOME: "/cache" },
  });
  assert.deepEqual([places[0], places[3], places[4]], [
    ...["Maze: /models", "llama.cpp: /llama", "Hugging Face: /hf/hub"],
  ]);
  assert.equal(placesOf({ HOME: "/home/me", HF_HUB_CACHE: "/hub" })[4], "Hugging Face: /hub");
  assert.equal(placesOf({ HOME: "/home/me", XDG_CACHE_HOME: "/cache" })[0], "Maze: /cache/maze-models");
});

Deno.test("modelPlaces() knows llama.cpp's folder on each system", () => {
  const llama = (os: string, environment: Readonly<Record<string, string>>) => placesOf(environment, os)[3];
  assert.equal(llama("darwin", { HOME: "/Users/me" }), "llama.cpp: /Users/me/Library/Caches/llama.cpp");
  assert.equal(
    llama("windows", { USERPROFILE: "/me", LOCALAPPDATA: "/local" }),
    "llama.cpp: /local/llama.cpp",
  );
});

Deno.test("modelPlaces() knows no folder without a home, but for the one that is named", () => {
  assert.deepEqual(placesOf({}), []);
  assert.deepEqual(placesOf({ MAZE_MODELS: "/models" }), ["Maze: /models"]);
});
