/** By name and not by import() of the package: a bundler gives a package written for CommonJS nothing but `default` there, and the parser would be missing from the built program. */
export { parse } from "@typescript-eslint/typescript-estree";
