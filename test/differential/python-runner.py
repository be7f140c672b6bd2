"""Runs programs and tells what each gave its probe: a line of JSON with their texts in, one with what was seen out."""

import ast
import contextlib
import io
import json
import pathlib
import resource
import signal
import sys
import types

SECONDS = 0.4
MEMORY = 1 << 30


class Late(BaseException):
    pass


def told(value, depth=0):
    if depth > 4:
        return {"kind": "other"}
    if value is None or value is True or value is False:
        return {"kind": "plain", "value": value}
    if type(value) is str:
        return {"kind": "text", "value": value}
    if type(value) in (int, float):
        return {"kind": "number", "value": repr(value)}
    if type(value) is bytes:
        return {"kind": "bytes", "value": value.decode("latin-1")}
    if type(value) in (list, tuple):
        return {"kind": "list", "value": [told(one, depth + 1) for one in value[:200]]}
    if isinstance(value, dict):
        return {"kind": "dict", "value": [[told(key, depth + 1), told(one, depth + 1)] for key, one in value.items()]}
    return {"kind": "other"}


def run(text):
    calls = []

    def probe(number, *given, **named):
        if len(calls) < 400:
            calls.append({"number": number, "by": [told(one) for one in given], "named": {key: told(one) for key, one in named.items()}})

    sys.modules["probes"] = types.ModuleType("probes")
    sys.modules["probes"].probe = probe
    space = {"__name__": "__main__"}
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        # Each statement on its own, as if it stood in a try: what one of them raises ends no program.
        for one in ast.parse(text).body:
            with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
                exec(compile(ast.Module([one], []), "program", "exec"), space)
    except (SyntaxError, Late):
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return calls


def late(*_):
    raise Late


resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
signal.signal(signal.SIGALRM, late)
# A program that is stopped in the middle may leave its own standard output behind.
sys.__stdout__.write(json.dumps([run(text) for text in json.loads(sys.stdin.read())]) + "\n")
