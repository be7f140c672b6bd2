/** What PowerShell text is taken apart into: as much of its grammar as says which commands run with which words. */
export type Node =
  | Readonly<{ kind: "text"; parts: readonly (string | Node)[]; odd: boolean; bare: boolean }>
  | Readonly<{ kind: "variable"; name: string; splat: boolean }>
  | Readonly<{ kind: "list"; items: readonly Node[] }>
  | Readonly<{ kind: "hash"; entries: readonly (readonly [Node, Node])[] }>
  | Readonly<{ kind: "block"; block: Block }>
  | Readonly<{ kind: "sub"; body: readonly Statement[] }>
  | Readonly<{ kind: "member"; of: Node; name: Node; args: readonly Node[] | null; isStatic: boolean }>
  | Readonly<{ kind: "index"; of: Node; at: Node }>
  | Readonly<{ kind: "type"; name: string }>
  | Readonly<{ kind: "cast"; type: string; of: Node }>
  | Readonly<{ kind: "unary"; op: string; of: Node }>
  | Readonly<{ kind: "binary"; op: string; left: Node; right: Node }>;

export type Word = Readonly<{ kind: "word"; node: Node }> | Readonly<{ kind: "parameter"; name: string; value: Node | null }>;
export type Redirect = Readonly<{ to: Node; append: boolean }>;
export type Block = Readonly<{ params: readonly Readonly<{ name: string; value: Node | null }>[]; body: readonly Statement[] }>;

export type Element =
  | Readonly<{ kind: "command"; call: "" | "&" | "."; name: Node; words: readonly Word[]; redirects: readonly Redirect[] }>
  | Readonly<{ kind: "expression"; node: Node; redirects: readonly Redirect[] }>;

type At = Readonly<{ start: number; end: number }>;
export type Statement =
  | (At & Readonly<{ kind: "pipeline"; elements: readonly Element[] }>)
  | (At & Readonly<{ kind: "assign"; target: Node; op: string; value: readonly Statement[] }>)
  | (At & Readonly<{ kind: "branch"; heads: readonly (readonly Statement[])[]; bodies: readonly (readonly Statement[])[]; each: string | null }>)
  | (At & Readonly<{ kind: "function"; name: string; block: Block }>);
