import type { SkillFile } from "#kernel/tree";
import type { ArchiveLimits } from "../archive/collect.ts";
import { readZip } from "../archive/zip.ts";

/** Parts of a document that say nothing but how it looks; everything else in the package is refused by name. */
const PART =
  /^(?:\[Content_Types\]\.xml|(?:[\w. -]+\/)*_rels\/[\w. -]*\.rels|docProps\/[\w. -]+\.xml|docMetadata\/LabelInfo\.xml|docProps\/thumbnail\.(?:jpe?g|png|emf|wmf)|(?:word|ppt|xl|visio|customXml)\/(?:[\w -]+\/)*[\w. -]+\.xml|(?:word|ppt|xl)\/media\/[\w. -]+\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|svg)|word\/fonts\/[\w. -]+\.odttf|(?:word|ppt|xl)\/printerSettings\/[\w. -]+\.bin)$/i;
const OPEN_PART =
  /^(?:mimetype|META-INF\/manifest\.xml|(?:content|styles|meta|settings)\.xml|manifest\.rdf|Thumbnails\/thumbnail\.png|Pictures\/[\w. -]+\.(?:png|jpe?g|gif|svg)|Configurations2\/(?:[\w-]+\/)*[\w.-]*)$/i;
const ACTIVE_PART = /vbaProject|vbaData|activeX|macrosheets|embeddings|externalLinks|customUI|webextensions|attachedToolbars|Basic\/|Scripts\//i;

/** Bytes of an office document (ISO/IEC 29500-2 package, or OpenDocument 1.3) -> why it is no document without program, null when it is one. */
export function problemOfOffice(bytes: Uint8Array, limits: ArchiveLimits): string | null {
  const { files, problems } = readZip(bytes, { ...limits, fileBytes: limits.totalBytes });
  const [first] = problems;
  if (first !== undefined) return `${first.path === "" ? "the package" : first.path}: ${first.reason}`;
  const names = new Set(files.map((file) => file.path));
  const isOpen = names.has("mimetype") && names.has("content.xml");
  if (!isOpen && !names.has("[Content_Types].xml")) return "it is no office document";
  for (const file of files) {
    if (ACTIVE_PART.test(file.path)) return `it holds ${file.path}`;
    if (!(isOpen ? OPEN_PART : PART).test(file.path)) return `its part ${file.path} is not read`;
    if (/\.(?:xml|rels|rdf|svg)$/i.test(file.path)) {
      const why = problemOfXml(file);
      if (why !== null) return `${file.path} ${why}`;
    }
  }
  return null;
}

function problemOfXml(file: SkillFile): string | null {
  let text: string;
  try {
    // every other encoding would hide what is looked for
    text = new TextDecoder("utf-8", { fatal: true }).decode(file.bytes);
  } catch {
    return "is no UTF-8";
  }
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return "declares entities";
  if (/^<\?xml[^>]{0,200}encoding\s*=\s*["'](?!utf-?8|us-ascii)/i.test(text)) return "states another encoding";
  if (/<script\b|\bon(?:load|click)\s*=\s*["']|\b(?:java|vb)script:/i.test(text)) return "holds script";
  if (file.path.endsWith(".rels")) return problemOfRelations(text);
  // fields that fetch or start something when the document is opened or refreshed (ISO/IEC 29500-1, 17.16.5)
  if (/(?:instrText|fldSimple|<f>|ddeLink|ddeService)[^]{0,240}?\b(?:DDE(?:AUTO)?|INCLUDETEXT|INCLUDEPICTURE|IMPORT|DATABASE)\b\s/i.test(text))
    return "holds a field that fetches or starts something";
  return /\bmacro:|\bvbaProject|application\/vnd\.ms-[a-z]+\.(?:[a-z.]*macroEnabled|vbaProject)/i.test(text) ? "names a macro" : null;
}

/** Relations to the outside are followed when the document is opened, all but hyperlinks. */
function problemOfRelations(text: string): string | null {
  for (const [relation] of text.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    if (!/TargetMode\s*=\s*["']\s*External/i.test(relation)) continue;
    if (!/Type\s*=\s*["'][^"']{0,200}\/hyperlink["']/i.test(relation)) return "refers to something outside";
    if (!/Target\s*=\s*["'](?:https?:|mailto:|#)/i.test(relation)) return "holds a link that is no web address";
  }
  return null;
}
