/**
 * Names of what tools leave behind and make again: caches, compiled files, logs, marks of a file manager. A cleaner that goes through a whole
 * home folder takes these and nothing else; whoever takes what is not named takes the person's work.
 */
const JUNK =
  /^[*./\\]*(?:node_modules|__pycache__|ds_store|appledouble|thumbs\.db|desktop\.ini|py[cod]|te?mp|log|cache|caches|sw[op]|bak|orig|old|dist|build|target|coverage|pytest_cache|mypy_cache|ruff_cache|ipynb_checkpoints|egg-info|part|crdownload|venv|next|turbo|gradle|parcel-cache|eslintcache|tsbuildinfo|class|o|obj)$|~$/i;

/** A pattern that begins with the words of a name: files of one kind that some program made, and not a folder of the person with a star behind it. */
const NAMED = /^(?:\*\*\/)?(?!\.?(?:ssh|gnupg|aws|config|documents?|desktop|pictures|photos|music|movies|projects?|library|users?)\*)\.?[A-Za-z][\w.-]{2,}\*/i;

/** Is this (a name, an ending, a pattern) only of what tools leave behind? */
export function isJunk(text: string): boolean {
  return JUNK.test(text) || NAMED.test(text);
}

/**
 * Folders in which everything is somebody's. Not those whose content is meant to go (downloads, the bin), and not those of one program.
 */
const SOMEBODYS =
  /^(?:~|\/|[A-Z]:[/\\]*(?:Users)?|\/(?:home|Users)(?:\/[^/*]+)?|\/(?:root|etc|usr|var|mnt|media|Volumes|srv)|~\/(?:Documents|Desktop|Pictures|Music|Movies|Videos|Projects|\.ssh))[/\\]*$/;

/** Is all that lies in this folder somebody's? */
export function isSomebodys(folder: string): boolean {
  return SOMEBODYS.test(folder);
}
