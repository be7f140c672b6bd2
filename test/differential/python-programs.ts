import { type Random, randomOf } from "../fuzz/random.ts";

type Swarm = Random & Readonly<{ forms: Map<string, readonly string[]> }>;

const TEXTS = [
  "x",
  "one two",
  "k=v",
  "a.tar.gz",
  "p/q/r.txt",
  "AbC",
  "0",
  "7",
  "  pad ",
  "a:b:c",
  "-n",
  "it's",
  "1,2,3",
  "",
  "é",
  "t\\tb",
  "/abs",
  "xx",
  "🐍z",
] as const;
const KEYS = ["k", "x", "q"] as const;
const NAMES = ["a", "b", "c"] as const;
const LISTS = ["l", "m"] as const;
const DICTS = ["d", "e"] as const;

/** Alternatives with `T` text, `L` list of texts, `D` dictionary of texts, `N` number, `C` condition, `K` key, `S` short text, between angle brackets, filled in at chance. */
const TEXT_FORMS =
  `<S>|<S>|<S>|<a>|<a>|<a>|<a>|<T> + <T>|<T> * <N>|f"{<a>}-{<b>!s}"|f"{<a>!r}"|f"{<a>:>6}|"|f"{<n>:03d}"|f"{{{<a>}}}"|f"{<a>=}"|f"{<n>}{<a>}"|"%s-%s" % (<T>, <T>)|"%s" % <a>|"%d.%s" % (<N>, <T>)|"%-5s|" % (<T>,)|"%(k)s" % {"k": <T>}|"%x%%" % <N>|"%r" % (<T>,)|"{}-{}".format(<T>, <T>)|"{0}{1}{0}".format(<T>, <T>)|"{k}".format(k=<T>)|"{:>5}".format(<T>)|"{!r}{{}}".format(<T>)|"{0[0]}".format(<L>)|"{}".format(*<L>)|(<T>).upper()|(<T>).lower()|(<T>).title()|(<T>).capitalize()|(<T>).swapcase()|(<T>).strip()|(<T>).lstrip("x ")|(<T>).rstrip(<S>)|(<T>).replace(<S>, <T>)|(<T>).replace("x", <S>, 1)|(<T>).zfill(5)|(<T>).center(9, "*")|(<T>).ljust(4) + "."|(<T>).rjust(4, "0")|(<T>).removeprefix(<S>)|(<T>).removesuffix(<S>)|(<T>).translate(str.maketrans("abx", "xyz"))|(<T>).translate({97: "b", ord("x"): None})|(<T>).translate(str.maketrans("ab", "ba", "x"))|(<T>).expandtabs(4)|(<T>).encode().decode()|(<T>).encode("latin-1", "ignore").decode("latin-1")|(<T>).casefold()|(<T>).join(<L>)|"".join(<L>)|", ".join(<L>)|(<T>).partition(":")[<0>]|(<T>).rpartition("/")[2]|(<L>)[0]|(<L>)[-1]|(<L>)[<N>]|<l>[0]|<l>[1]|<l>[-1]|(<T>)[1:]|(<T>)[::-1]|(<T>)[:2]|(<T>)[-2:]|(<T>)[<N>:]|<d>["k"]|<d>["k"]|<d>.get("x", <T>)|<d>.get("zz", <T>)|<d>.pop("x", <T>)|<d>.setdefault("q", <T>)|(<D>)["k"]|str(<N>)|str(<N> / 2)|str(2 ** <N>)|str(<N> * 1.5)|str(<N> // 2)|str(<N> - 3.0)|str(True)|str(None)|chr(97 + <N>)|repr(<T>)|hex(<N>)|bin(<N>)|oct(<N>)|<T> if <C> else <T>|<T> or <T>|<T> and <T>|<T> or <S> and <T>|(<a> := <T>)|(lambda p, q=<S>: p + q)(<T>)|(lambda *p: p[-1])(<T>, <T>)|(lambda **p: p["k"])(k=<T>)|next(iter(<L>))|next((z for z in <L> if z != "x"), <T>)|max(<L>)|min(<L>)|sorted(<L>)[0]|sorted(<L>, key=len, reverse=True)[0]|<l>.pop()|<l>.pop(0)|functools.reduce(lambda p, q: p + q, <L>)|functools.reduce(operator.add, <L>, <S>)|functools.partial(operator.add, <S>)(<T>)|operator.add(<T>, <T>)|operator.itemgetter(0)(<L>)|operator.itemgetter("k")(<D>)|operator.methodcaller("upper")(<T>)|os.path.join(<T>, <T>)|os.path.basename(<T>)|os.path.dirname(<T>)|os.path.splitext(<T>)[<0>]|os.path.split(<T>)[1]|os.path.normpath(<T>)|str(pathlib.PurePosixPath(<T>) / <S>)|pathlib.PurePosixPath(<T>).name|pathlib.PurePosixPath(<T>).stem|pathlib.PurePosixPath(<T>).suffix|str(pathlib.PurePosixPath(<T>).parent)|pathlib.PurePosixPath(<T>).with_suffix(".x").as_posix()|pathlib.PurePosixPath(<T>).parts[0]|bytes([97, 98 + <N>]).decode()|bytes.fromhex("6162").decode()|b"ab\\x63".decode() + <S>|"".join(chr(ord(z) + 1) for z in <T>)|"".join(reversed(<T>))|"".join(map(str, [<N>, <N>]))|"".join(z for z in <T> if z.isalpha())|"".join(sorted(<T>))|base64.b64decode(base64.b64encode((<T>).encode())).decode()|base64.b64decode("YWI=").decode()|codecs.encode(<T>, "rot13")|codecs.decode("no", "rot_13")|json.loads(json.dumps(<T>))|json.loads('{"k": "j"}')["k"]|textwrap.dedent("  " + <T>)|string.ascii_lowercase[:3]|string.Template("$x-y").substitute(x=<T>)|<F>|<F>|<O>|<O>|list(enumerate(<L>))[0][1]|dict(zip(("k",), (<T>,)))["k"]|{**<d>, "k": <T>}["k"]|list(<d>)[0]|list(<d>.values())[-1]|[<T>, <T>][<N> % 2]|(<T>, <T>)[<C>]|(<T>, <T>)[-1]|{True: <T>, False: <T>}[<C>]|type(<a>)(<T>)|str.upper(<T>)|str.join(",", <L>)|getattr(<a>, "upper")()|re.sub("[a-m]", <S>, <T>)|re.split("[:/]", <T>)[0]|shlex.quote(<T>)|shlex.split("p 'q r'")[1]|copy.copy(<l>)[0]|copy.deepcopy(<d>)["k"]|itertools.chain(<L>, <L>).__next__()|list(itertools.chain.from_iterable([<L>, <L>]))[0]`.split(
    /(?<!")\|(?!")/,
  );
const LIST_FORMS =
  `[<T>, <T>]|[<T>, <T>]|<l>|<l>|[*<l>, <T>]|[<T>, *<L>, <S>]|[z.upper() for z in <L>]|[z for z in <L> if z != "x"]|[p + q for p in <L> for q in <l>]|[p + q for p, q in zip(<L>, <L>)]|(<T>).split()|(<T>).split(",")|(<T>).split(" ", 1)|(<T>).rsplit("/", 1)|(<T>).split("x")|"a\\nb\\r\\nc".splitlines()|<L> + <L>|<L> * 2|(<L>)[1:]|(<L>)[::-1]|(<L>)[:2]|(<L>)[-1:]|sorted(<L>)|sorted(<L>, reverse=True)|list(reversed(<L>))|list(map(lambda z: z + "x", <L>))|list(map(str.upper, <L>))|list(filter(None, <L>))|list(filter(lambda z: len(z) > 1, <L>))|[f"{p}={q}" for p, q in <d>.items()]|list(<D>)|list(<D>.values())|list(<D>.keys())|tuple(<L>)|<l>.copy()|list(<l>)|list("abc")|list(<T> + "z")|sorted(set(<L>))|list(dict.fromkeys(<L>))|[f"{p}{q}" for p, q in enumerate(<L>)]|[str(p) for p in range(<N> + 1)]|<L> or <L>|[<T>] if <C> else <L>|list(gen(<T>))|[*gen(<T>)]|[<T> for _ in range(2)]|<l>[:]|operator.add(<l>, [<T>])|sum([<L>, <L>], [])|list(map(operator.add, <L>, <L>))|shlex.split(<T> + " w")|[*<L>, *<L>]|list(itertools.chain(<L>, <L>))|list(itertools.islice(<L>, 1, 3)) or ["z"]|[q for p in [<L>, <L>] for q in p]|<l>.__add__([<T>])|re.findall("[a-z]+", <T>) or ["f"]|(<D>)["k"].split("/")`.split(
    /(?<!")\|(?!")/,
  );
const DICT_FORMS =
  `{"k": <T>, "x": <T>}|{"k": <T>, <T>: <T>}|dict(k=<T>, x=<T>)|{**<d>, "k": <T>}|{"k": <T>, **<d>}|dict(zip(["k", "x"], [<T>, <T>]))|{**{z: <T> for z in <L>}, "k": <S>}|{z: z.upper() for z in ["k", <S>]}|<d> \\| {"k": <T>}|{"k": <T>} \\| <d>|dict(<d>)|dict(<d>, k=<T>)|dict([("k", <T>), ("x", <T>)])|dict.fromkeys(["k", "x"], <T>)|<d>.copy()|<d>|collections.OrderedDict(k=<T>)|collections.defaultdict(str, k=<T>)|{p: q for p, q in <d>.items() if q} or {"k": <T>}`
    .split(/(?<!["\\])\|(?!")/)
    .map((one) => one.replaceAll("\\|", "|"));
const CONDITIONS = [
  "<a> == <T>",
  "<T> in <L>",
  "'x' in <T>",
  "<N> > 1",
  "<T>.startswith('a')",
  "True",
  "False",
  "not <C>",
  "len(<l>) > 1",
  "<a> != <b>",
  "<a>",
  "'k' in <d>",
  "isinstance(<a>, str)",
  "<n> % 2",
] as const;

/** Simple statements. */
const SIMPLE =
  `<a> = <T>|<a> = <T>|<a> = <T>|<a> = <T>|<a> += <T>|<a> = <b> = <T>|<a>, <b> = <T>, <T>|<a>, <b> = <b>, <a>|<a>, *<l> = <L>|*<l>, <a> = <L>|(<a>, (<b>, <c>)) = (<T>, (<T>, <T>))|[<a>, *_] = <L>|<a>: str = <T>|<l> = <L>|<l> = <L>|<l> += <L>|<l> = <m>|<l>.append(<T>)|<l>.append(<T>)|<l>.extend(<L>)|<l>.insert(0, <T>)|<l>.insert(<N>, <T>)|<l>.sort()|<l>.sort(key=len, reverse=True)|<l>.reverse()|<l>.remove(<l>[0])|<l>[0] = <T>|<l>[-1] = <T>|<l>[0:1] = <L>|<l>[:] = <L>|<l>[len(<l>):] = [<T>]|del <l>[0]|<l>[0] += <S>|<l> *= 2|<l> = [<l>, <L>][<N> % 2]|<l>.clear(); <l>.extend(<L>)|<l>[0], <a> = <T>, <T>|for <l>[0] in <L>: pass|<d> = <D>|<d> = <D>|<d>["k"] = <T>|<d>[<T>] = <T>|<d>.update(<D>)|<d>.update(k=<T>)|<d>.update({"k": <T>})|<d> = <e>|<d> \\|= {"k": <T>}|<d>.setdefault("k", <T>)|<d>["k"] += <S>|del <d>["k"]; <d>["k"] = <T>|<d>.pop("k"); <d>["k"] = <T>|<d>["w"] = <l>; <d>["w"].append(<T>); <d>.pop("w")|w = [<l>, <m>]; w[0].append(<T>)|w = [<l>, <m>]; w[1][0] = <T>|w = {"k": <d>}; w["k"]["k"] = <T>|add = <l>.append; add(<T>)|n = <N>|n += 1|i = n|mix(<l>, <d>, <T>)|change(<l>, <T>)|list(map(<l>.append, <L>))|[<l>.append(z) for z in <L>]|o.p = <T>|o = C(<T>)|o = D(<T>)|C.s = <T>|o.s = <T>|o.put(<T>)|setattr(o, "p", <T>)|o.l.append(<T>)|C.shared.append(<T>)|<a> = o.shared[-1] if C.shared else <T>|u = v = <L>; v.append(<T>); <l> = u|<l>, <m> = <m>, <l>|<a> = <l>.pop() if <l> else <T>|total(<T>)|globals_set(<T>)|del <a>; <a> = <T>|<PROBE>|<PROBE>|<PROBE>|<PROBE>|<PROBE>|<PROBE>|<PROBE>|<PROBE>`
    .split(/(?<!["\\])\|(?!")/)
    .map((one) => one.replaceAll("\\|", "|"));

/** Functions and classes that every program has: what they do is what generated statements lean on. */
const HEAD = (random: Swarm): string => `from probes import probe
import base64, codecs, collections, contextlib, copy, functools, itertools, json, operator, os, pathlib, re, shlex, string, textwrap
a, b, c = ${text(random, 0)}, ${text(random, 0)}, ${text(random, 0)}
l, m = ["x", ${text(random, 0)}], [${text(random, 0)}, "y", "z"]
d, e = {"k": ${text(random, 0)}, "x": "dx"}, {"k": "ek"}
n = ${String(random.below(4))}
i = 0
def gen(p):
    yield p
    yield from ["g", p + "h"]
def change(p, q):
    ${random.pick(["p.append(q)", "p[0] = q", "p.insert(0, q)", "p[:] = [q]", "p += [q]", "p = [q]"])}
def mix(p, q, r):
    p, o = q, p
    ${random.pick(['p["k"] = r', "p.update(k=r)", "o.append(r)", "o.reverse()", 'p.setdefault("k", r)', "o[-1] = r"])}
def total(p):
    global ${random.pick(NAMES)}, n
    ${random.pick(["a = p", "b = p", "n = len(p) % 4", "l.append(p)", 'd["k"] = p'])}
def globals_set(p):
    def inner():
        global c
        c = p
    inner()
def f(p, q=${text(random, 0)}, *r, k=${text(random, 0)}, **o):
    ${random.pick(["p = p + k", "q = p", "pass", "p, q = q, p", 'k = o.get("k2", k)', "p = r[0] if r else p"])}
    ${random.pick(["return p + q", "return p", "return q or k", "return r[-1] if r else p", "return (p, q)[1]", 'return o.get("z", q)'])}
def g(p):
    s = p
    def h(t):
        nonlocal s
        s = s + t
        return s
    h("1")
    return ${random.pick(["h", "lambda t: s + t", "lambda t, u=p: u + s + t"])}
def t(p):
    try:
        ${random.pick(["return p + 'r'", "raise ValueError(p)", "int(p)", "p = p[5]"])}
    except (ValueError, IndexError) as err:
        ${random.pick(["return 'caught'", "p = 'e' + p", "return str(err)", "p = 'E'"])}
    else:
        p = p + "else"
    finally:
        ${random.pick(["pass", "p = p + 'f'", "l.append(p)", "return 'fin'"])}
    return p
@contextlib.contextmanager
def ctx(p):
    yield p + "c"
def deco(fn):
    def wrapped(*p, **o):
        return ${random.pick(["fn(*p, **o) + '!'", "fn(*p, **o)", "fn('w')", "'deco'"])}
    return wrapped
@deco
def w1(p):
    return p
class C:
    s = ${text(random, 0)}
    shared = []
    def __init__(self, p="init"):
        self.p = p
        self.l = [p]
    def put(self, q):
        ${random.pick(["self.p = q", "self.l = [q]", "self.s = q", "C.s = q", "self.shared.append(q)"])}
    def m(self, q=""):
        return self.p + q
    def own(self):
        return self.s
    def hook(self):
        return "base"
    def call(self):
        return self.hook()
    @property
    def u(self):
        return self.p
    @classmethod
    def make(cls, q):
        return cls(q).m()
    @staticmethod
    def st(q):
        return q + "st"
    def __getitem__(self, q):
        return self.p + str(q)
    def __call__(self, q):
        return q + self.p
    def __str__(self):
        return "str" + self.p
    def __add__(self, q):
        return self.p + q
    def __iter__(self):
        return iter([self.p, "it"])
    def __enter__(self):
        return self.p
    def __exit__(self, *q):
        return True
class D(C):
    ${random.pick(["s = 'ds'", "pass", "t = 'dt'"])}
    def hook(self):
        return ${random.pick(["'derived'", "super().hook() + 'd'", "self.s"])}
    def __getattr__(self, q):
        return "attr" + q
o = C(${text(random, 0)})
`;
const OBJECT_FORMS = [
  "o.p",
  "o.m()",
  "o.m(<T>)",
  "o.own()",
  "o.call()",
  "o.u",
  "C.make(<T>)",
  "C.st(<T>)",
  "o.st(<T>)",
  "o[<N>]",
  "o(<T>)",
  "str(o)",
  'f"{o}"',
  "o + <T>",
  "list(o)[0]",
  "C.s",
  "D.s",
  "o.s",
  "o.l[0]",
  "o.l[-1]",
  "D(<T>).m()",
  "D(<T>).missing",
  "D(<T>).call()",
  "D(<T>).own()",
  'getattr(o, "p")',
  'getattr(o, "zz", <T>)',
  "C(<T>).p",
  "vars(o)['p']",
  "C.m(o, <T>)",
] as const;
const CALL_FORMS = [
  "f(<T>)",
  "f(<T>, <T>)",
  "f(<T>, q=<T>)",
  "f(*<L>)",
  "f(<T>, <T>, <T>, k=<T>)",
  "f(k=<T>, p=<T>)",
  'f(<T>, z=<T>, k2="k2")',
  'f(**{"p": <T>, "q": <T>})',
  "g(<T>)(<T>)",
  "t(<T>)",
  "w1(<T>)",
  "next(gen(<T>))",
  "list(gen(<T>))[-1]",
  "functools.partial(f, <T>)(<T>)",
  "functools.partial(f, q=<T>)(<T>)",
  "list(map(f, <L>))[0]",
  "(f if <C> else t)(<T>)",
  "[f, t][0](<T>)",
  '{"k": f}["k"](<T>)',
  "hh(<T>)",
] as const;

/** A few of many, and all of the plain ones: programs that each lean on few forms keep what is known of their values (Groce et al., Swarm Testing, 2012). */
function few(random: Random, forms: readonly string[], count: number): readonly string[] {
  return [...forms.slice(0, 4), ...Array.from({ length: count }, () => random.pick(forms))];
}

/** Seed -> a program of Python that ends by itself and tells the probe what it made, by the number of each probe. */
export function pythonProgram(seed: number): string {
  const random: Swarm = { ...randomOf(seed), forms: new Map() };
  for (const [kind, all, count] of FORMS) random.forms.set(kind, few(random, all, count));
  const parts = HEAD(random)
    .trimEnd()
    .split(/\n(?=\S)(?<!@.*\n)/);
  const lines = [
    ...parts.filter((part) => !/^(?:def|@|class D)/.test(part) || random.chance(0.4)),
    "def hh(p):",
    ...indent(block(random, 1)),
    `    return ${random.pick(["p", "a", "p + b", "l[-1]"])}`,
  ];
  const count = 4 + random.below(8);
  for (let at = 0; at < count; at++) lines.push(...statement(random, 2));
  lines.push("<PROBE>", "<PROBE>");
  let number = 0;
  return `${lines.map((line) => line.replace(/<PROBE>/g, () => probe(random, number++))).join("\n")}\n`;
}

const FORMS: readonly (readonly [string, readonly string[], number])[] = [
  ["T", TEXT_FORMS, 8],
  ["L", LIST_FORMS, 5],
  ["D", DICT_FORMS, 3],
  ["F", CALL_FORMS, 4],
  ["O", OBJECT_FORMS, 5],
  ["simple", SIMPLE, 7],
];

function formOf(random: Swarm, kind: string): string {
  if (kind === "simple" && random.chance(0.35)) return "<PROBE>";
  return random.pick(random.forms.get(kind) ?? []);
}

function probe(random: Swarm, number: number): string {
  const more = random.weighted<string>([
    [8, "<T>"],
    [2, "<T>, <T>"],
    [2, "<L>"],
    [1, "*<L>"],
    [1, "<D>"],
    [1, "k=<T>"],
    [1, '**{"k": <T>}'],
  ]);
  return filled(random, `probe(${String(number)}, ${more})`, 2);
}

function block(random: Swarm, depth: number): readonly string[] {
  return Array.from({ length: 1 + random.below(3) }, () => statement(random, depth)).flat();
}

const indent = (lines: readonly string[]): readonly string[] => lines.map((line) => `    ${line}`);

function statement(random: Swarm, depth: number): readonly string[] {
  const simple = filled(random, formOf(random, "simple"), 2);
  if (depth <= 0) return [simple];
  const inner = (head: string): readonly string[] => [filled(random, head, 1), ...indent(block(random, depth - 1))];
  const out = random.pick(["break", "continue", "pass", "pass"]);
  return random.weighted<() => readonly string[]>([
    [16, () => [simple]],
    [2, () => inner("if <C>:")],
    [2, () => [...inner("if <C>:"), ...inner("else:")]],
    [1, () => [...inner("if <C>:"), ...inner("elif <C>:")]],
    [2, () => inner("for <a> in <L>:")],
    [1, () => [...inner("for <a>, <b> in zip(<L>, <L>):"), `    if ${filled(random, "<C>", 1)}:`, `        ${out}`, ...inner("else:")]],
    [1, () => inner("for i, <a> in enumerate(<L>):")],
    [1, () => inner("for <a> in <d>.copy():")],
    [1, () => inner("for <a>, <b> in list(<d>.items()):")],
    [1, () => ["cnt = 0", "while cnt < 3:", "    cnt += 1", ...indent(block(random, depth - 1)), `    ${out}`]],
    [1, () => [...inner("try:"), ...inner(random.pick(["except Exception:", "finally:"]))]],
    [1, () => ["try:", ...indent(block(random, 0)), "    raise KeyError('zz')", ...inner("except KeyError as err:")]],
    [1, () => inner(random.pick(["with ctx(<T>) as <a>:", "with o as <a>:", "with contextlib.suppress(Exception):"]))],
    [
      1,
      () => [
        filled(random, random.pick(["match <T>:", "match <L>:", "match <d>:", "match (<T>, <T>):"]), 1),
        ...indent(inner(random.pick(["case [<a>, *_]:", "case str() as <a>:", 'case {"k": <a>}:', "case (<a>, <b>):", "case 'x' | 'xx':"]))),
        ...indent(inner("case _:")),
      ],
    ],
    [1, () => ["def hh(p):", ...indent(block(random, depth - 1)), `    return ${filled(random, "<T>", 1)}`]],
  ])();
}

function text(random: Swarm, depth: number): string {
  return filled(random, "<T>", depth);
}

/** Template -> the same with its places filled in. */
function filled(random: Swarm, template: string, depth: number): string {
  const simple = depth <= 0;
  const makers: Readonly<Record<string, () => string>> = {
    S: () => quoted(random),
    T: () => (simple ? quoted(random) : wrap(filled(random, formOf(random, "T"), depth - 1))),
    L: () => (simple ? `[${quoted(random)}, ${quoted(random)}]` : wrap(filled(random, formOf(random, "L"), depth - 1))),
    D: () => (simple ? `{"k": ${quoted(random)}}` : wrap(filled(random, formOf(random, "D"), depth - 1))),
    C: () => (simple ? random.pick(["True", "False", "n > 1", "a == b"]) : filled(random, random.pick(CONDITIONS), depth - 1)),
    F: () => (simple ? "f('s')" : filled(random, formOf(random, "F"), depth - 1)),
    O: () => (simple ? "o.p" : filled(random, formOf(random, "O"), depth - 1)),
    K: () => JSON.stringify(random.pick(KEYS)),
    N: () => random.pick(["n", "i", "0", "1", "2", "3", "len(l)"]),
    n: () => random.pick(["n", "i"]),
    0: () => random.pick(["0", "1", "-1"]),
    a: () => random.pick(NAMES),
    b: () => random.pick(NAMES),
    c: () => random.pick(NAMES),
    l: () => random.pick(LISTS),
    m: () => random.pick(LISTS),
    d: () => random.pick(DICTS),
    e: () => random.pick(DICTS),
  };
  return template.replace(/<([A-Za-z0])>/g, (_, kind: string) => makers[kind]?.() ?? "");
}

const wrap = (one: string): string => (/^[\w.]+$|^"[^"]*"$/.test(one) ? one : `(${one})`);

function quoted(random: Swarm): string {
  return `"${random.pick(TEXTS)}"`;
}
