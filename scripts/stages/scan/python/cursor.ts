import type { Tree } from "web-tree-sitter";

type Ask = (tree: number) => number;

/**
 * What the parser's runtime offers below its classes. Those copy the cursor into the runtime's memory and back for each question, which
 * takes longer than to parse; asked directly, it stays where it is.
 */
export type Runtime = Readonly<{
  /** The runtime's memory; another array after it grew. */
  HEAP32: Int32Array;
  /** Address of the place where a cursor lies between two questions. */
  _ts_init: () => number;
  _ts_tree_cursor_goto_first_child_wasm: Ask;
  _ts_tree_cursor_goto_next_sibling_wasm: Ask;
  _ts_tree_cursor_goto_parent_wasm: Ask;
  _ts_tree_cursor_current_node_type_id_wasm: Ask;
  _ts_tree_cursor_current_field_id_wasm: Ask;
  _ts_tree_cursor_start_index_wasm: Ask;
  _ts_tree_cursor_end_index_wasm: Ask;
}>;

const ASKED = [
  "_ts_init",
  "_ts_tree_cursor_goto_first_child_wasm",
  "_ts_tree_cursor_goto_next_sibling_wasm",
  "_ts_tree_cursor_goto_parent_wasm",
  "_ts_tree_cursor_current_node_type_id_wasm",
  "_ts_tree_cursor_current_field_id_wasm",
  "_ts_tree_cursor_start_index_wasm",
  "_ts_tree_cursor_end_index_wasm",
];

/** Is this the runtime, with everything that is asked of it? Another version of it may not be. */
export function isRuntime(module: object): module is Runtime {
  const parts = new Map<string, unknown>(Object.entries(module));
  return parts.get("HEAP32") instanceof Int32Array && ASKED.every((name) => typeof parts.get(name) === "function");
}

/** A walk over a parsed tree, which begins at its root. Steps say whether there was anything to step to. */
type Cursor = Readonly<{
  down(): boolean;
  next(): boolean;
  up(): boolean;
  type(): number;
  field(): number;
  start(): number;
  end(): number;
  /** Frees it. Between its making and this nothing else may be asked of the runtime. */
  close(): void;
}>;

/** Parsed tree -> cursor at its root; by the classes of the runtime where what lies below them is not known. */
export function cursorOf(runtime: Runtime | null, parsed: Tree): Cursor {
  const tree: unknown = Reflect.get(parsed, 0);
  return runtime === null || typeof tree !== "number" ? plainCursor(parsed) : directCursor(runtime, tree, parsed);
}

function directCursor(runtime: Runtime, tree: number, parsed: Tree): Cursor {
  // First, as it writes to the place it tells.
  const place = runtime._ts_init() / Int32Array.BYTES_PER_ELEMENT;
  const own = parsed.walk();
  return {
    down: () => runtime._ts_tree_cursor_goto_first_child_wasm(tree) === 1,
    next: () => runtime._ts_tree_cursor_goto_next_sibling_wasm(tree) === 1,
    up: () => runtime._ts_tree_cursor_goto_parent_wasm(tree) === 1,
    type: () => runtime._ts_tree_cursor_current_node_type_id_wasm(tree),
    field: () => runtime._ts_tree_cursor_current_field_id_wasm(tree),
    start: () => runtime._ts_tree_cursor_start_index_wasm(tree),
    end: () => runtime._ts_tree_cursor_end_index_wasm(tree),
    close() {
      // Its memory may have moved while it walked: the class that frees it must know where to.
      for (let word = 0; word < 4; word++) Reflect.set(own, word, runtime.HEAP32[place + word]);
      own.delete();
    },
  };
}

function plainCursor(parsed: Tree): Cursor {
  const own = parsed.walk();
  return {
    down: () => own.gotoFirstChild(),
    next: () => own.gotoNextSibling(),
    up: () => own.gotoParent(),
    type: () => own.nodeTypeId,
    field: () => own.currentFieldId,
    start: () => own.startIndex,
    end: () => own.endIndex,
    close() {
      own.delete();
    },
  };
}
