declare module "eslint-plugin-security" {
  const plugin: { configs: { recommended: { rules: Record<string, "warn" | "error"> } } };
  export default plugin;
}

declare module "eslint-plugin-no-unsanitized" {
  const plugin: { configs: { recommended: { rules: Record<string, "warn" | "error"> } } };
  export default plugin;
}
