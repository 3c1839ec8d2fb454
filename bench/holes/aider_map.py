"""Aider's own repository map at each of several holes.

Reads a JSON list of {"file", "text"} from standard input, lays each text over its file in the folder that is named by the
first argument, and prints a JSON list of maps, each of about as many tokens as the second argument says.

See Aider-AI/aider:aider/repomap.py, called as of 0.86.
"""

import contextlib
import json
import sys
from pathlib import Path

from aider.repomap import RepoMap

# Characters of a token of code, about: the map's own size is estimated from samples as well.
TOKEN_CHARACTERS = 3.5


class Model:
    def token_count(self, text):
        return len(text) / TOKEN_CHARACTERS


class Io:
    def read_text(self, path, **_):
        return Path(path).read_text(encoding="utf-8")

    def tool_output(self, *_, **__):
        pass

    tool_warning = tool_error = tool_output


def main():
    root, tokens = Path(sys.argv[1]), int(sys.argv[2])
    files = sorted(str(path) for path in root.glob("src/**/*.ts"))
    repo_map = RepoMap(map_tokens=tokens, root=str(root), main_model=Model(), io=Io(), refresh="always")
    maps = []
    for hole in json.load(sys.stdin):
        path = root / hole["file"]
        whole = path.read_text(encoding="utf-8")
        path.write_text(hole["text"], encoding="utf-8")
        with contextlib.redirect_stdout(sys.stderr):
            others = [file for file in files if file != str(path)]
            maps.append(repo_map.get_repo_map([str(path)], others) or "")
        path.write_text(whole, encoding="utf-8")
    print(json.dumps(maps))


main()
