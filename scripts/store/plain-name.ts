/** One folder name: nothing that a path could be made of, and nothing that hides it. */
export function isPlainName(name: string): boolean {
  return name !== "" && !name.startsWith(".") && !/[/\\\0]/.test(name) && name.isWellFormed();
}
