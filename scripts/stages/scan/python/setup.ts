import { mark, type Reading } from "./context.ts";
import { usageOf } from "./usage.ts";

/** Set-up scripts that have code run at installation: own commands, extensions, and requirements fetched for the build itself. */
export function findSetup({ resolver, report, things }: Reading): void {
  for (const { node, name } of things) {
    if (!/^(?:setuptools|distutils\.core|skbuild|numpy\.distutils\.core)\.setup$/.test(name)) continue;
    const usage = usageOf(resolver.tree, node);
    if (usage.kind !== "called") continue;
    const given = resolver.givenTo(usage.call);
    for (const key of ["cmdclass", "ext_modules", "setup_requires", "distclass", "dependency_links", "use_2to3"])
      if (given.named.has(key)) report(mark(usage.call, "package-config", { what: `Runs code of its own when it is installed (${key})` }));
    if (given.open) report(mark(usage.call, "package-config", { what: "May run code of its own when it is installed (its arguments cannot be told)" }));
  }
}
