"""Reads JSON lines `{server, endpoint, body}` and prints, for each, `{ok, errors, ignored}`.

usage: python check.py WHEELS < bodies
`errors`: why the server would refuse the body. `ignored`: paths of keys that it would pass over in silence.
"""

import copy
import json
import sys

from declared import ignored
from models import load
from pydantic import ValidationError


def verdict(model, body):
    errors = _errors(model, body)
    unread = ignored(model.annotation, body)
    return {"ok": not errors and not unread, "errors": errors, "ignored": unread}


def _errors(model, body):
    try:
        model.judge(copy.deepcopy(body))  # Some validators move keys about in what they are given.
    except ValidationError as refused:
        return [f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in refused.errors()]
    except Exception as refused:  # The models' own validators raise errors of many classes.
        return [str(refused)]
    return []


def main():
    wheels, answers = sys.argv[1], sys.stdout
    sys.stdout = sys.stderr  # The servers' loggers write to standard output.
    loaded = {}
    for line in sys.stdin:
        request = json.loads(line)
        server, endpoint = request["server"], request["endpoint"]
        if server not in loaded:
            loaded[server] = load(server, wheels)
        model = loaded[server].get(endpoint)
        unknown = {"ok": False, "errors": [f"No request model of {server} for {endpoint} is known"], "ignored": []}
        print(json.dumps(verdict(model, request["body"]) if model else unknown), file=answers)


main()
