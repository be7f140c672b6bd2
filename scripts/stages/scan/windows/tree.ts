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

export type Word = Readonly<{ kind: "word"; node: Node }> | Readonly<{ kind: "parameter"; name: string; written: string; value: Node | null }>;
export type Redirect = Readonly<{ to: Node; append: boolean }>;
/** `[Name(value, Key = value)]`: what stands in its brackets may be blocks that run. */
export type Attribute = Readonly<{ name: string; args: readonly Node[] }>;
export type Param = Readonly<{ name: string; types: readonly string[]; attributes: readonly Attribute[]; value: Node | null }>;
export type Block = Readonly<{ attributes: readonly Attribute[]; params: readonly Param[]; body: readonly Statement[] }>;

export type Element =
  | Readonly<{ kind: "command"; call: "" | "&" | "."; name: Node; words: readonly Word[]; redirects: readonly Redirect[] }>
  | Readonly<{ kind: "expression"; node: Node; redirects: readonly Redirect[] }>;

export type Place = Readonly<{ start: number; end: number }>;
export type Statement =
  | (Place & Readonly<{ kind: "pipeline"; elements: readonly Element[] }>)
  | (Place & Readonly<{ kind: "assign"; target: Node; op: string; value: readonly Statement[] }>)
  | (Place &
      Readonly<{ kind: "branch"; word: string; heads: readonly (readonly Statement[])[]; bodies: readonly (readonly Statement[])[]; each: string | null }>)
  | (Place & Readonly<{ kind: "function"; name: string; block: Block }>)
  | (Place & Readonly<{ kind: "params"; attributes: readonly Attribute[]; params: readonly Param[] }>)
  | (Place &
      Readonly<{ kind: "class"; name: string; bases: readonly string[]; methods: readonly string[]; members: readonly Block[]; fields: readonly Param[] }>)
  | (Place & Readonly<{ kind: "using"; what: string; name: string }>);

/** The letters of a word, with a question mark for each part of it that is no plain text; "" for any other node. */
export function lettersOf(node: Node): string {
  return node.kind === "text" ? node.parts.map((part) => (typeof part === "string" ? part : "?")).join("") : "";
}

/** A word that is nothing but plain text; null for any other. */
export function plainText(node: Node): string | null {
  return node.kind === "text" && node.parts.every((part) => typeof part === "string") ? lettersOf(node) : null;
}
