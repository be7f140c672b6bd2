import type { Report } from "../mark.ts";

/** Descriptions of tools and interfaces: their fields are filled in by the agent. */
const DESCRIBES = /"(?:inputSchema|input_schema|parameters|properties|arguments|requestBody)"\s{0,20}:/;
const STORES = String.raw`(?:~\/\.(?:ssh|aws|gnupg|kube|config)|\.ssh\b|id_(?:rsa|ed25519)|\.aws\b|credentials\b|\.netrc|\.npmrc|\.env\b(?!\.(?:example|sample))|dot_?env\b|environment variables|mcp\.json|shell history)`;
/** A field that is to hold what lies in a store of keys: said of it, or its very name. */
const ASKS = [
  new RegExp(
    String.raw`"[^"\n]{0,40}\b(?:contents?|text|values?|body|dump|copy)\s(?:of|from|in)\s(?:the |all |any |every |user's |your )*(?:files? )?["'\x60]?${STORES}[^"\n]{0,120}"`,
    "gi",
  ),
  /"(?:contents?|text|values?|data|body|dump)_(?:of|from|in)_(?:\w{0,30}_)?(?:dot_?env|env(?:ironment)?|ssh\w*|id_rsa|aws\w*|credentials?|netrc|npmrc|mcp_json|shell_history)\w{0,20}"\s{0,20}:/gi,
  /"[^"\n]{0,60}\b(?:(?:full|entire|whole|complete) (?:chat|conversation|message)s?(?: history)?|(?:chat|conversation) history)[^"\n]{0,60}\b(?:system prompt|tool results?|other tools?)\b[^"\n]{0,80}"|"[^"\n]{0,60}\ball (?:earlier |previous )?messages of this (?:conversation|chat|session)\b[^"\n]{0,80}"/gi,
];
/** What is checked, masked or kept away from it is none of that. */
const KEPT =
  /\b(?:never|not|without|redact\w*|mask\w*|path|name|whether|number|which|exclud\w+|ignor\w+|blocks?|detect\w*|scan\w*|summari[sz]e\w*|lint|validate)\b/i;

/** Text of a JSON file -> marks for fields of tools that ask for what no tool needs. */
export function checkFields(text: string, report: Report): void {
  if (!DESCRIBES.test(text)) return;
  for (const pattern of ASKS)
    for (const hit of text.matchAll(pattern)) {
      if (KEPT.test(hit[0])) continue;
      report({
        rule: "prose-exfiltrate",
        start: hit.index,
        end: hit.index + hit[0].length,
        args: { text: hit[0].slice(0, 100) },
        evidence: ["a field that asks for what is private"],
      });
      break;
    }
}
