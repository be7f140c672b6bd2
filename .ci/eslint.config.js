import tseslint from "typescript-eslint";

/** Rooms that receive their powers: the clock, chance, the terminal and the network are arguments there. */
const handedIn = [
  { name: "process", message: "Take HostFacts from the powers." },
  { name: "console", message: "Return data; cli prints it." },
  { name: "fetch", message: "No network: a model endpoint is the `ask` power." },
  { name: "setTimeout", message: "Time is a power." },
  { name: "setInterval", message: "Time is a power." },
];
const noClock = [
  { object: "Date", property: "now", message: "Take the time from the clock power." },
  { object: "Math", property: "random", message: "Take ids from the ids power." },
];

export default tseslint.config(
  { ignores: ["scripts/generated/**", "dist/**", "**/*.mjs", "test/fixtures/**"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: "./tsconfig.json", tsconfigRootDir: new URL("..", import.meta.url).pathname } },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports", disallowTypeAnnotations: false }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      // spreading a string into code points is meant: a column or a stem is counted in them
      "@typescript-eslint/no-misused-spread": "off",
      // parsers of our own state files name the type they checked for
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/unified-signatures": "off",
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "Use a union of literals." },
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
      ],
      "max-lines-per-function": ["error", { max: 80, skipBlankLines: true, skipComments: true }],
      complexity: ["error", { max: 25, variant: "modified" }],
    },
  },
  {
    files: ["scripts/{kernel,stages,adapters,assist,audit,store,pipeline}/**/*.ts"],
    rules: {
      "no-restricted-globals": ["error", ...handedIn],
      "no-restricted-properties": ["error", ...noClock],
      "no-restricted-syntax": [
        "error",
        { selector: "TSEnumDeclaration", message: "Use a union of literals." },
        { selector: "ExportDefaultDeclaration", message: "Named exports only." },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: "Take the time from the clock power." },
        { selector: "CallExpression[callee.property.name='localeCompare']", message: "Order by code unit: the result must not depend on the locale." },
      ],
    },
  },
  {
    files: ["test/**/*.ts", ".ci/**/*.ts"],
    rules: { "max-lines-per-function": "off", "no-restricted-syntax": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
);
