import type { Report } from "../mark.ts";
import type { Run } from "../programs/runs.ts";
import { tidyPath } from "../permissions.ts";
import { shifted } from "../text/shift.ts";
import { settingsOr, textsIn, type Setting } from "./lines.ts";
import { COMMON_PROGRAMS } from "./npm.table.ts";
import { isForeignHost, isUnprotected } from "./origin.ts";

/** The index that everybody means when none is named. */
const INDEX = /^https:\/\/(?:[\w-]+\.)*(?:pypi\.org|pythonhosted\.org|pytorch\.org)(?:\/|$)/i;
/** Build backends in common use (their packages are fetched like any dependency). */
const BACKENDS =
  /^(?:setuptools\.build_meta(?::__legacy__)?|hatchling\.build|flit_core\.buildapi|flit_scm:buildapi|poetry\.core\.masonry\.api|poetry_dynamic_versioning\.backend|pdm\.backend|uv_build|maturin|mesonpy|scikit_build_core\.build|scikit_build_core\.setuptools\.build_meta|whey|trampolim|enscons\.api|jupyter_packaging\.build_api|sipbuild\.api|py_build_cmake\.build|pbr\.build|setuptools_rust\.build_meta)$/;
/** Groups whose entries other programs load by themselves, without being asked. */
const PASSIVE_GROUPS = /^(?:console_scripts|gui_scripts)$/;

/** Nobody writes a longer requirement; what is, is not looked at and not passed over. */
const LINE = 2_000;

const dependency = (report: Report, start: number, length: number, name: string, path: string): void =>
  report({
    rule: isUnprotected(path) || (name === "--trusted-host" && isForeignHost(path)) ? "package-origin" : "package-dependency",
    start,
    end: start + length,
    args: { name: name.slice(0, 60), path: path.slice(0, 80) },
  });
const build = (report: Report, at: number, length: number, what: string, text: string): void =>
  report({ rule: "package-build", start: at, end: at + Math.min(length, 200), args: { what, text: text.slice(0, 100) } });

/** Lines of a requirements file (pip documentation, "Requirements file format") -> marks for everything that does not come from the index by name. */
export function checkRequirements(text: string, report: Report, base = 0): void {
  let at = base;
  for (const raw of text.split("\n")) {
    const line = raw.replace(/(?:^|\s)#.*$/, "").trim();
    if (line !== "") checkRequirement(line, at, raw.length, report);
    at += raw.length + 1;
  }
}

/** One requirement -> marks. */
export function checkRequirement(line: string, at: number, length: number, report: Report): void {
  if (line.length > LINE) {
    dependency(report, at, LINE, "a line of this length", line);
    return;
  }
  const option = /^(--?[a-z][a-z-]*)(?:[ =]\s*|$)(.*)$/i.exec(line);
  if (option !== null) {
    checkOption(option[1] ?? "", (option[2] ?? "").trim(), at, length, report);
    return;
  }
  const name = /^[\w.-]+/.exec(line)?.[0] ?? line;
  const from =
    /^(?:[\w.-]+\s*(?:\[[^\]]{0,200}\])?\s*@\s*)?((?:(?:git|hg|svn|bzr)\+|https?:|file:|ftp:|ssh:)\S+|(?:\.{1,2}|~)?\/\S+|\S+\.(?:whl|tar\.gz|zip))/i.exec(
      line,
    )?.[1];
  if (from !== undefined) dependency(report, at, length, name, from);
  if (/\s--(?:config-settings|global-option|install-option|build-option)\b/.test(line)) build(report, at, length, "Options are handed to a build", line);
}

function checkOption(option: string, value: string, at: number, length: number, report: Report): void {
  if (/^(?:-i|--index-url|--extra-index-url|-f|--find-links|--pypi-url)$/.test(option)) {
    // with a second index whoever registers the name there decides (dependency confusion)
    if (option === "--extra-index-url" || !INDEX.test(value)) dependency(report, at, length, option, value);
  } else if (option === "--trusted-host" || option === "--no-verify-ssl") dependency(report, at, length, option, value);
  else if (/^(?:-e|--editable)$/.test(option)) {
    if (!/^["']?\.(?:\/[\w./-]*)?(?:\[[\w,-]+\])?["']?$/.test(value) || value.includes("..")) dependency(report, at, length, option, value);
  } else if (/^(?:-r|-c|--requirement|--constraint)$/.test(option)) {
    if (/^(?:[a-z]+:|\/|~)|\.\./i.test(value)) dependency(report, at, length, option, value);
  } else if (/^--(?:config-settings|global-option|install-option|build-option)$/.test(option))
    build(report, at, length, "Options are handed to a build", value);
}

/** pyproject.toml (PEP 517, 518, 621 and the tables of common tools), Pipfile, uv.toml, poetry.toml -> marks, and the skill's own files that a build runs. */
export function checkPyproject(path: string, text: string, report: Report): readonly Run[] {
  const settings = settingsOr(text, "toml", report);
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
  const runs: Run[] = [];
  for (const one of settings) {
    checkBuild(one, folder, runs, report);
    checkScripts(one, report);
    checkSources(one, report);
  }
  return runs;
}

/** Metadata in a script (PEP 723), which runners fetch the packages of -> the marks of a pyproject.toml. */
export function checkInlineMetadata(text: string, report: Report): void {
  for (const block of text.matchAll(/^# \/\/\/ script[ \t]*\r?\n((?:#(?: .*)?\r?\n){1,500}?)# \/\/\/[ \t]*$/gm)) {
    const lines = block[1] ?? "";
    const inside: Report = (mark) => report(shifted(mark, block.index + block[0].indexOf(lines), null));
    for (const one of settingsOr(lines.replace(/^#/gm, " "), "toml", inside)) {
      if (one.section === "" && one.key === "dependencies") for (const each of textsIn(one.value)) checkRequirement(each, one.at, one.value.length, inside);
      checkSources(one, inside);
    }
  }
}

function checkBuild(one: Setting, folder: string, runs: Run[], report: Report): void {
  const { section, key, value, at } = one;
  const [first = ""] = textsIn(value);
  if (section === "build-system") {
    if (key === "build-backend" && !BACKENDS.test(first)) build(report, at, value.length, "A build backend that is not a common one", first);
    if (key === "backend-path") build(report, at, value.length, "A build backend that lies in the project", textsIn(value).join(", "));
    if (key === "requires") for (const text of textsIn(value)) checkRequirement(text, at, value.length, report);
    return;
  }
  const isHook =
    /^tool\.(?:hatch\.(?:build|metadata)(?:\.targets\.[\w-]+)?\.hooks\.custom|poetry\.build|pdm\.build)$/.test(section) ||
    (section === "tool.poetry" && key === "build");
  if (isHook || (section.startsWith("tool.setuptools") && /cmdclass|cmake|dynamic\.attr/.test(`${section}.${key}`))) {
    build(report, at, value.length, "A build runs code of the project", value);
    for (const text of textsIn(value)) if (text.endsWith(".py")) runs.push({ path: tidyPath(`${folder}/${text}`), language: "Python" });
  }
  if (/^tool\.pytest/.test(section) && key === "addopts" && /(?:^|\s)-p\s*\w/.test(value)) build(report, at, value.length, "A plugin that tests load", value);
  if (section === "tool.mypy" && key === "plugins") build(report, at, value.length, "A plugin that a type checker loads", value);
}

function checkScripts({ section, key, value, at }: Setting, report: Report): void {
  if (/^(?:project\.(?:gui-)?scripts|tool\.poetry\.scripts|tool\.flit\.scripts)$/.test(section)) {
    if (COMMON_PROGRAMS.has(key.toLowerCase())) build(report, at, value.length, `Installs a program under the name of another one`, key);
    return;
  }
  const group = /^(?:project\.entry-points|tool\.poetry\.plugins)\.(.+)$/.exec(section)?.[1];
  if (group !== undefined && !PASSIVE_GROUPS.test(group))
    build(report, at, value.length, `An entry that other programs load by themselves (${group})`, `${key} = ${value}`);
}

function checkSources({ section, key, value, at }: Setting, report: Report): void {
  const isSource = /^(?:tool\.(?:poetry\.source|uv\.(?:index|sources)|pdm\.source|rye\.sources|uv|uv\.pip)|source|index|pip)$/.test(section) || section === "";
  if (isSource && /^(?:url|index-url|extra-index-url|index|default-index|find-links)$/.test(key))
    for (const url of textsIn(value))
      if (/^[a-z]+:/i.test(url) && !INDEX.test(url)) dependency(report, at, value.length, `${section === "" ? "" : `${section}.`}${key}`, url);
  const isList = (section === "project" && key === "dependencies") || /^(?:project\.optional-dependencies|dependency-groups|tool\.uv)$/.test(section);
  if (isList) for (const text of textsIn(value)) checkRequirement(text, at, value.length, report);
  if (/^(?:tool\.poetry(?:\.[\w-]+)*\.dependencies|tool\.uv\.sources|(?:dev-)?packages)$/.test(section) && /\b(?:git|url|path|file|hg|svn)\s*=/.test(value))
    dependency(report, at, value.length, key, value);
}

/** setup.cfg, tox.ini, .pylintrc, .flake8 -> marks for what runs code of the project. */
export function checkIni(text: string, report: Report): void {
  for (const { section, key, value, at } of settingsOr(text, "ini", report)) {
    if (/^init-hook$/.test(key))
      report({ rule: "package-config", start: at, end: at + 9, args: { what: "Runs code whenever the checker starts (init-hook)" } });
    if (/^(?:cmdclass|load-plugins|local-plugins|plugins)$/.test(key) || /:local-plugins$/.test(section))
      build(report, at, value.length, "A tool loads code of the project", `${key} = ${value}`);
    if (section === "options.entry_points" && !PASSIVE_GROUPS.test(key))
      build(report, at, value.length, `An entry that other programs load by themselves (${key})`, value);
    if (/^(?:index_url|index-url|extra-index-url|find_links|find-links|dependency_links)$/.test(key)) dependency(report, at, value.length, key, value);
  }
}

/** environment.yml of conda -> marks for channels that anybody can open and for its pip lines. */
export function checkConda(text: string, report: Report): void {
  let at = 0;
  let block = "";
  for (const whole of text.split("\n")) {
    const raw = whole.slice(0, LINE);
    const key = /^\s*(?:-\s*)?(channels|dependencies|pip|variables|prefix)\s*:/.exec(raw)?.[1];
    const item = /^\s{0,80}-\s{0,20}["']?([^\s"'#][^"'#]{0,300})/.exec(raw)?.[1]?.trim();
    if (key !== undefined) block = key;
    else if (item !== undefined && block === "channels" && !/^(?:defaults|conda-forge|nodefaults|bioconda|pytorch|nvidia)$/.test(item))
      dependency(report, at, raw.length, "channel", item);
    else if (item !== undefined && block === "pip") checkRequirement(item, at, raw.length, report);
    at += whole.length + 1;
  }
}
