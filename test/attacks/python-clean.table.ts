/** Programs that look like something forbidden and are not: no finding above a note. */
export const PYTHON_CLEAN: readonly (readonly [what: string, code: string, path?: string])[] = [
  ["a compiled pattern", "import re\nP = re.compile(r'eval\\(')\nprint(P.findall('x'))"],
  ["a cursor that executes", "def rows(cursor):\n    cursor.execute('select 1')\n    return cursor.fetchall()"],
  ["a model in evaluation mode", "def score(model, x):\n    model.eval()\n    return model(x)"],
  ["a literal that is parsed", "import ast\nprint(ast.literal_eval('[1, 2]'))"],
  ["a method called exec", "class Job:\n    def exec(self):\n        return 1\n\nprint(Job().exec())"],
  ["an own function called compile", "def compile(parts):\n    return ' '.join(parts)\n\nprint(compile(['a', 'b']))"],
  ["names in comments and strings", "# eval(x), exec(y), os.system(z), __import__('os')\nTEXT = 'eval(exec(os.system))'\nprint(TEXT)"],
  ["a docstring about eval", 'def f():\n    """Never use eval() or pickle.loads() here."""\n    return 1\n'],
  ["the usual last lines", "def main():\n    print('hi')\n\nif __name__ == '__main__':\n    main()"],
  [
    "arguments of a command line",
    "import argparse\np = argparse.ArgumentParser()\np.add_argument('--n', type=int, default=1)\nargs = p.parse_args()\nprint(vars(args), args.n)",
  ],
  [
    "a data class",
    "from dataclasses import dataclass, field, asdict\n\n@dataclass\nclass A:\n    x: int = 0\n    tags: list[str] = field(default_factory=list)\n\nprint(asdict(A()))",
  ],
  ["plain data formats", "import json, csv, io\nprint(json.loads('{}'))\nprint(list(csv.reader(io.StringIO('a,b'))))"],
  [
    "type annotations",
    "from typing import Callable, Optional\nimport types\n\ndef f(g: Callable[[int], str], t: Optional[types.FunctionType] = None) -> str:\n    return g(1) if not isinstance(g, types.ModuleType) else ''",
  ],
  ["attributes by computed names", "class C:\n    a = 1\n\ndef get(obj, name):\n    return getattr(obj, name, None)\n\nprint(get(C(), 'a'))"],
  [
    "a dispatcher of its own methods",
    "class App:\n    def do_list(self):\n        return []\n    def run(self, name):\n        handler = getattr(self, f'do_{name}', None)\n        return handler() if handler else None\n\nprint(App().run('list'))",
  ],
  ["a level of logging by name", "import logging\nlevel = getattr(logging, 'info'.upper(), logging.INFO)\nlogging.basicConfig(level=level)"],
  ["own classes in a registry", "class Base:\n    pass\n\nclass A(Base):\n    pass\n\nprint([c.__name__ for c in Base.__subclasses__()])"],
  ["a module of the skill", "import sys\nfrom pathlib import Path\nsys.path.insert(0, str(Path(__file__).parent))\nfrom helper import go\nprint(go())"],
  ["its own data", "import json\nfrom pathlib import Path\nHERE = Path(__file__).resolve().parent\nprint(json.loads((HERE / 'data.json').read_text()))"],
  [
    "decorators and generators",
    "import functools\n\n@functools.lru_cache(maxsize=None)\ndef f(n):\n    return n\n\ndef g():\n    yield from range(3)\n\nprint(f(1), list(g()))",
  ],
  ["names of classes and functions", "def f():\n    pass\n\nprint(f.__name__, type(f).__name__, f.__code__.co_varnames, f.__doc__)"],
  ["templates with known fields", "TEMPLATE = 'Dear {name}, {0}'\nprint(TEMPLATE.format('x', name='y'))\nprint('{:>10}'.format(3))"],
  ["base64 of a picture", "import base64\nprint(base64.b64encode(base64.b64decode('aGVsbG8=')).decode())"],
  ["letters of columns", "def column(n):\n    return chr(ord('A') + n)\n\nprint(''.join(chr(c) for c in range(65, 70)))"],
  [
    "dates, numbers and sorting",
    "from datetime import datetime, timedelta\nfrom collections import Counter\nfrom operator import itemgetter, attrgetter\nrows = [{'a': 1}]\nrows.sort(key=itemgetter('a'))\nprint(Counter('abc').most_common(1), datetime.now() + timedelta(days=1))",
  ],
  ["a plain variable", "import os\nprint(os.environ.get('HOME'), os.environ.get('NO_COLOR'), os.getcwd(), os.path.join('a', 'b'))"],
  ["standard streams", "import sys\nfor line in sys.stdin:\n    sys.stdout.write(line.upper())\nsys.exit(0)"],
  [
    "threads of its own functions",
    "from concurrent.futures import ThreadPoolExecutor\n\ndef work(n):\n    return n * 2\n\nwith ThreadPoolExecutor() as pool:\n    print(list(pool.map(work, [1, 2])))",
  ],
  [
    "async functions",
    "import asyncio\n\nasync def main():\n    await asyncio.sleep(0)\n    await asyncio.gather(*[asyncio.sleep(0) for _ in range(3)])\n\nasyncio.run(main())",
  ],
  ["a latin-1 cookie on plain text", "# -*- coding: latin-1 -*-\nprint('a')"],
  ["form feeds between sections", "import re\n\f\ndef f():\n    return re.escape('x')\n"],
  ["modules asked for by name", "import importlib.util\nprint(importlib.util.find_spec('json') is not None, 'x' in __import__('sys').modules)"],
  ["a star import of harmless names", "from math import *\nprint(sqrt(4))"],
  [
    "walrus, match and new syntax",
    "import re\nif (m := re.match('a', 'a')):\n    print(m[0])\nmatch [1, 2]:\n    case [a, b] if a < b:\n        print(a, b)\n    case {'k': v, **rest}:\n        print(v, rest)\n    case _:\n        pass\n",
  ],
];

/** Programs that need permissions and nothing more; with them they pass. */
export const PYTHON_GRANTED: readonly (readonly [what: string, code: string, permissions: readonly string[]])[] = [
  [
    "a known program",
    "import subprocess\nresult = subprocess.run(['git', 'log', '-1'], capture_output=True, text=True, check=True)\nprint(result.stdout)",
    ["process:git"],
  ],
  [
    "a program in a list that grows",
    "import subprocess\ncmd = ['ffmpeg', '-i', name]\nif fast:\n    cmd += ['-preset', 'fast']\ncmd.append(out)\nsubprocess.check_call(cmd)",
    ["process:ffmpeg"],
  ],
  ["a helper around one program", "import subprocess\n\ndef git(*args):\n    return subprocess.run(['git', *args])\n\ngit('status')", ["process:git"]],
  [
    "a helper with known callers",
    "import subprocess\n\ndef run(cmd):\n    return subprocess.run(cmd)\n\nrun(['git', 'status'])\nrun(['pandoc', '--version'])",
    ["process:git", "process:pandoc"],
  ],
  ["a program looked up first", "import shutil, subprocess\nexe = shutil.which('pandoc')\nif exe:\n    subprocess.run([exe, '--version'])", ["process:pandoc"]],
  ["one host", "import requests\nBASE = 'https://api.example.com/v1'\nprint(requests.get(f'{BASE}/items', timeout=5).json())", ["network:api.example.com"]],
  [
    "one secret for one host",
    "import os, requests\nkey = os.environ['EXAMPLE_KEY']\nrequests.get('https://api.example.com/', headers={'Authorization': f'Bearer {key}'})",
    ["network:api.example.com", "secrets:EXAMPLE_KEY"],
  ],
  ["one file", "with open('out/report.csv', 'w') as f:\n    f.write('a,b')", ["filesystem.write:out/report.csv"]],
  [
    "an environment handed on",
    "import os, subprocess\nenv = os.environ.copy()\nenv['LANG'] = 'C'\nsubprocess.run(['git', 'status'], env=env)",
    ["process:git"],
  ],
  ["a port of this machine", "import socket\nwith socket.create_connection(('localhost', port), timeout=1):\n    pass", ["network:localhost"]],
];
