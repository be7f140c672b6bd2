import type { Gene, Step } from "#kernel/gene";
import { hasHidden } from "#kernel/visible";
import { isCommand } from "./act.ts";

/** More hosts or addresses than this are no narrow permission and no one report. */
const MOST_HOSTS = 4;
const MOST_ADDRESSES = 6;
/** https, a host of plain letters that ends in no figure, and nothing that a shell, a URL parser or a person could read in two ways. */
const ADDRESS =
  /^https:\/\/((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z](?:[a-z0-9-]*[a-z0-9])?)(?:[/?](?:[A-Za-z0-9._~:/?@!,;=&%+*()-]|\{[a-z][a-z0-9_]*\})*)?$/;
/** Options of curl that change neither what is asked for nor where; each as one word. */
const HARMLESS = /^(-[sSfLg]+|--(silent|show-error|fail|location|compressed|globoff))$/;

/** Hosts that a script of the skill is to reach, and the addresses it gets, with `{name}` for inputs. Both empty when the genes get nothing, or from too many hosts. */
export type Addresses = Readonly<{ hosts: readonly string[]; addresses: readonly string[] }>;

/** Genes, with the names of their inputs joined -> what their GET steps ask for. Only hosts that are the same every time count. */
export function addressesOf(genes: readonly Pick<Gene, "steps" | "slots">[]): Addresses {
  const found = genes.flatMap((gene) => gene.steps.flatMap((step) => gotBy(step, gene.slots)));
  const hosts = [...new Set(found.flatMap((one) => one.hosts))].sort();
  const addresses = [...new Set(found.map((one) => one.address))];
  return hosts.length > MOST_HOSTS || addresses.length > MOST_ADDRESSES ? { hosts: [], addresses: [] } : { hosts, addresses };
}

/** Is every step of the gene a GET of a host that is the same every time? */
export function isAllGets(gene: Gene): boolean {
  return gene.steps.length > 0 && gene.steps.every((step) => gotBy(step, gene.slots).length > 0) && addressesOf([gene]).hosts.length > 0;
}

function gotBy(step: Step, slots: Gene["slots"]): readonly Readonly<{ address: string; hosts: readonly string[] }>[] {
  const address = addressIn(step);
  if (address === null || hasHidden(address)) return [];
  const host = ADDRESS.exec(address)?.[1];
  if (host !== undefined) return [{ address, hosts: [host] }];
  // the whole address changes from request to request: its hosts count when the person typed them
  const slot = slots.find((one) => address === `{${one.name}}` && one.type === "url" && one.trusted);
  const hosts = (slot?.examples ?? []).map((example) => ADDRESS.exec(example)?.[1]);
  return hosts.length > 0 && hosts.every((one) => one !== undefined) ? [{ address, hosts }] : [];
}

/** Step -> the address it gets; null for what does more than to get. */
function addressIn(step: Step): string | null {
  if (step.kind !== "network") return null;
  const words = step.line.trim().split(/\s+/);
  if (!isCommand(step)) return step.verb === "web_fetch" ? (words.find((word) => /^(url=)?(https:|\{)/.test(word))?.replace(/^url=/, "") ?? null) : null;
  if (words[0] !== "curl") return null;
  const rest = words.slice(1).filter((word) => !HARMLESS.test(word));
  const [only = "", ...others] = rest.map((word) => word.replace(/^(["'])(.*)\1$/, "$2"));
  return others.length === 0 ? only : null;
}
