/**
 * Classes of words, as sources of patterns, that tables of deeds are put together from: verbs in all of their forms, things, persons and places.
 * A table names classes instead of phrasings, so that a deed is known by who does what to what, in whatever words.
 */
const words = (...list: readonly string[]): string => String.raw`\b(?:${list.join("|")})\b`;

/** To carry something off. */
export const SEND = words(
  "send(?:s|ing)?|sent|upload(?:s|ed|ing)?|post(?:s|ed|ing)?|transmit(?:s|ted|ting)?|forward(?:s|ed|ing)?|submit(?:s|ted|ting)?|deliver(?:s|ed|ing)?",
  "relay(?:s|ed|ing)?|push(?:es|ed|ing)?|e-?mail(?:s|ed|ing)?|mail(?:s|ed|ing)?|ship(?:s|ped|ping)?|export(?:s|ed|ing)?|mirror(?:s|ed|ing)?|share(?:s|d)?|sync(?:s|ed|ing)?",
  "report(?:s|ed|ing)?|publish(?:es|ed|ing)?|stream(?:s|ed|ing)?|cop(?:y|ies|ied)|pass(?:es|ed|ing)? (?:it |them )?(?:along|on)|hand(?:s|ed|ing)? over|attach(?:es|ed|ing)?|replicate[sd]?",
);
/** To come by something. */
export const GATHER = words(
  "read(?:s|ing)?|collect(?:s|ed|ing)?|gather(?:s|ed|ing)?|harvest(?:s|ed|ing)?|locate[sd]?|find(?:s|ing)?|found|search(?:es|ed|ing)?|look(?:s|ing)? (?:through|up|for)|extract(?:s|ed|ing)?",
  "dump(?:s|ed|ing)?|export(?:s|ed|ing)? (?:the|all|every|each|any|their|its|these|those|saved|stored)|look(?:s|ing)? in|compress(?:es|ed)?|capture[sd]?|enumerate[sd]?|list(?:s|ed|ing)?|grab(?:s|bed)?|scan(?:s|ned)?|retrieve[sd]?|copy|copies|bundle[sd]?|archive[sd]?|zip|pack|concatenate[sd]?|encode[sd]?|snapshot",
);
/** To let somebody know, whatever the words stand in. */
export const INFORM = words(
  "tell(?:s|ing)?|told|inform(?:s|ed|ing)?|mention(?:s|ed|ing)?|notif(?:y|ies|ied|ying)|disclos(?:e|es|ed|ing)|reveal(?:s|ed|ing)?|announc(?:e|es|ed|ing)|acknowledg(?:e|es|ed|ing)",
  "point(?:s|ed|ing)? (?:it |this |that )?out|bring(?:s|ing)? up|draw attention to|comment(?:s|ed|ing)? on|explain(?:s|ed|ing)?|discuss(?:es|ed|ing)?|talk(?:s|ing)? about|alert(?:s|ed|ing)?",
);
/** The same, and verbs that let somebody know only where they stand with what is read. */
export const TELL = words(
  "tell(?:s|ing)?|told|inform(?:s|ed|ing)?|mention(?:s|ed|ing)?|notif(?:y|ies|ied|ying)|report(?:s|ed|ing)?|disclose[sd]?|disclosing|reveal(?:s|ed|ing)?|surface[sd]?|announce[sd]?|announcing",
  "acknowledge[sd]?|note[sd]?|noting|list(?:s|ed|ing)?|show(?:s|n|ing)?|record(?:s|ed|ing)?|log(?:s|ged|ging)?|name[sd]?|point(?:s|ed|ing)? (?:it |this |that )?out|bring(?:s|ing)? up|draw attention to|comment(?:s|ed|ing)? on|describe[sd]?|describing|explain(?:s|ed|ing)?|include[sd]?|including|state[sd]?|stating|flag(?:s|ged|ging)?|raise[sd]?|raising|document(?:s|ed|ing)?|document",
);
/** To say something that somebody asked for. */
export const SAY = words(
  "say|reply|respond|answer|claim|state|tell (?:them|him|her|the user)|insist|assure (?:them|him|her|the user)|explain|pretend|maintain",
);
/** To leave words where they are read later. */
export const WRITE = words(
  "add(?:s|ed|ing)?|append(?:s|ed|ing)?|insert(?:s|ed|ing)?|put(?:s|ting)?|write(?:s)?|written|place[sd]?|include[sd]?|register(?:s|ed|ing)?|store[sd]?|save[sd]?|set(?:s|ting)?|update[sd]?",
  "make|edit(?:s|ed)?|change[sd]?|modif(?:y|ies|ied)|configure[sd]?|remember|memori[sz]e|note|keep|create[sd]?|install(?:s|ed)?|prepend|persist|record|replace[sd]?|rewrite|inject",
);
export const REMOVE = words(
  "delete[sd]?|deleting|remove[sd]?|removing|erase[sd]?|wipe[sd]?|purge[sd]?|clear(?:s|ed|ing)?|clean(?:s|ed|ing)? up|destroy(?:s|ed)?|shred|overwrite|truncate|scrub|drop|disable[sd]?|skip(?:s|ped)?|weaken",
);
/** To do what a text says. */
export const OBEY = words(
  "follow(?:s|ed|ing)?(?!-ups?\\b)|obey(?:s|ing)?|execut(?:e|es|ed|ing)|carr(?:y|ies|ied|ying) (?:it |them |each )?out|perform(?:s|ed|ing)?|act(?:s|ing)? (?:on|upon|according to|in accordance|accordingly)|compl(?:y|ies|ying)|appl(?:y|ies|ied)|adopt(?:s|ed)?|do(?:es)? (?:what(?:ever)?|as|so|exactly|everything|each|all|the next)|complete (?:them|it|each|those)|fulfil(?:l|s)? (?:them|it|each)|let (?:its|the|their) (?:text|contents?|answer|response|reply|words|output) (?:decide|determine|guide|tell|direct|control|set)|work(?:s|ing)? through|adhere[sd]? to|run each|run it|run them|keep going",
);
export const FETCH = words(
  "fetch(?:es|ed|ing)?|retrieve[sd]?|retrieving|download(?:s|ed|ing)?|open(?:s|ed|ing)?|load(?:s|ed|ing)?|quer(?:y|ies|ied|ying)|read(?:s|ing)?|get(?:s|ting)?|visit(?:s|ed|ing)?|poll(?:s|ed|ing)?|pull(?:s|ed|ing)?|refresh(?:es|ed|ing)?|check(?:s|ed|ing)?|consult(?:s|ed|ing)?|request(?:s|ed|ing)?|call(?:s|ed|ing)?|curl|wget|contact(?:s|ed|ing)?",
);

export const PERSON = words(
  "users?|persons?|people|humans?|operators?|owners?|customers?|clients?|developers?|reviewers?|readers?|anyone|anybody|everyone|someone|somebody|them",
);
/** This skill, what it says and what it does. */
export const SELF = String.raw`\b(?:this|these|our|the skill's|its own) (?:\w+ )?(?:skills?|plugins?|tools?|extensions?|steps?|sections?|guidelines?|instructions?|rules?|directives?|workflows?|process(?:es)?|procedures?|documents?|guides?|playbooks?|policies|helpers?|packages?|operations?|behaviou?rs?|parts?|paragraphs?|protocols?)\b`;
/** Something done with what belongs to the person. */
export const DOING = words(
  "uploads?|transfers?|sync(?:s|hroni[sz]ations?)?|backups?|(?<!\\b(?:introductory|marketing|advertising|landing page|sales|ui|ux|product|body|web|page|button) )cop(?:y|ies)|network (?:calls?|requests?|activity|traffic)|(?:outgoing|outbound|external|extra|additional|remote) (?:calls?|requests?|connections?)|telemetry|(?:data )?collection|exports?|payments?|purchases?|fees?|commissions?|paid placements?|sponsor\\w*|affiliat\\w*|downloads?|installations?|deletions?|exfiltration|forwarding|existence of (?:this|these|the)",
);

/** Keys and what opens doors. */
export const SECRET = String.raw`(?:\b(?:(?:api|access|private|ssh|signing|secret|gpg|deploy|encryption|bot|auth\w*|session|bearer|refresh|github|npm|cloud|stored|saved) (?:keys?|tokens?|secrets?|cookies?|credentials?|passwords?|logins?)|credentials?|passwords?|passphrases?|secrets|saved logins?|cookies?|key ?chain|wallet (?:files?|keys?)|key ?stores?|seed phrases?|recovery phrases?|mnemonics?|browser profiles?|environment variables|env vars|env files?|dotenv|kubeconfig|keychains?|password stores?|login data|git credentials|whole environment|full environment|(?:entire|the|process) environment(?! (?:variable )?(?:name|file|is|for|of|and set))|shell history|signing keys?|service accounts?)\b|(?<![\w])\.(?:env|ssh|aws|npmrc|netrc|pypirc|gnupg|kube|git-credentials|vault-token|password-store|docker\/config|config\/(?:gh|gcloud|op|hub)|cargo\/credentials|mozilla)\b|\blibrary\/keychains\b|\bid_(?:rsa|ed25519)\b|\b[a-z][a-z0-9_]{1,30}_(?:key|token|secret|password)\b)`;
/** What belongs to the person and to nobody else. */
export const PRIVATE = words(
  "conversations?|transcripts?|chat (?:history|logs?)|contacts?|address books?|inbox|e-?mails|messages|calendar|photos?|screenshots?|clipboard|location|prompts?|questions?|documents?|workspace|home (?:folder|directory)|working directory|source code|codebase|hostname|host name|serial number|user ?name|machine id|customer (?:data|records|list)|customers|browser history|files",
);
/** An address on the network that is not this machine. */
export const ELSEWHERE = String.raw`(?:\b(?:https?|s3|gs|ftp|wss?):\/\/(?!(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])\b)|[\w.+-]{1,64}@[a-z0-9-]{1,63}\.[a-z]{2})`;
/** Each time, or as a part of every run; nobody asks for it. */
export const EACH_TIME = String.raw`\b(?:(?:after|before|upon|with|at the end of|at the start of|on|in|for) (?:each|every|any|all)|each time|every time|whenever|always|afterwards|from now on|automatically|at start-?up|on start-?up|at the end of|before (?:responding|answering|replying|doing anything|you (?:begin|start|respond|answer)|anything else|each|every)|after (?:each|every|the|any) (?:run|task|answer|reply|session|request|conversation)|once (?:done|finished|complete)|on each run|every (?:minute|hour|day|\w+ minutes)|daily|periodically)\b`;
/** The person has a say in it. */
export const ASKED = String.raw`\b(?:if|when|once|after|unless|until) (?:the |your )?(?:user|person|customer|owner|client)s? (?:explicitly )?(?:asks?|asked|wants?|requests?|requested|agrees?|confirms?|approves?|chooses|opts?|says so|names?|consents?|has (?:agreed|confirmed|approved|asked|consented))|\b(?:user|person|customer)(?:'s)? (?:named|chose|chosen|selected|configured|listed|gave|asked for|requested|consent|confirmation|approval|own|specified)|\bask (?:the user|first|before|for confirmation|whether)|\bwith (?:the user's )?(?:consent|permission|approval)\b|\bon request\b|\bopt(?:s|ed)?[- ]in\b|\bplaceholders?\b|\bpublic keys?\b|\byour own\b`;
