/**
 * Where programs keep the keys that a person gave them, beside the best known places: mail, databases, clouds, registries of packages, tunnels, messengers,
 * password stores, histories of what was typed. Slashes of both kinds; a path by its end or by a folder in it.
 */
const FURTHER =
  /(?:^|[/\\])(?:\.(?:authinfo(?:\.gpg)?|msmtprc|mbsyncrc|offlineimaprc|fetchmailrc|mylogin\.cnf|terraformrc|vault-token|databrickscfg|htpasswd|(?:python|psql|mysql|sqlite|node_repl|rediscli|irb)_?history)$|\.config[/\\](?:hub$|(?:heroku|doctl|filezilla|remmina|ngrok|Bitwarden|1Password)[/\\]|(?:containers|composer)[/\\]auth\.json$)|\.composer[/\\]auth\.json$|\.fly[/\\]config\.yml$|\.railway[/\\]config\.json$|\.netlify[/\\]config\.json$|(?:\.vercel|com\.vercel\.cli)[/\\]auth\.json$|huggingface[/\\](?:token|stored_tokens)$|\.kaggle[/\\]kaggle\.json$|\.m2[/\\]settings(?:-security)?\.xml$|\.gradle[/\\]gradle\.properties$|\.snowflake[/\\](?:config|connections)\.toml$|\.snowsql[/\\]config$|\.dbt[/\\]profiles\.yml$|\.(?:oci|cloudflared|ngrok2|thunderbird|putty)[/\\]|\.wrangler[/\\]config[/\\]|Signal[/\\](?:config\.json|sql[/\\]db\.sqlite)$|Telegram ?Desktop[/\\]tdata|wp-config\.php$|[^/\\]{1,80}\.(?:kdbx?|ppk|keychain-db|ovpn)$)/i;

/** Path, known as a whole or to its end -> do other programs keep keys there? */
export function isFurtherKeyFile(path: string): boolean {
  return FURTHER.test(path);
}

/** Pieces of words one of which stands in every such path: most programs name none. */
export const KEY_FILE_WORDS =
  /authinfo|msmtp|mbsync|offlineimap|fetchmail|mylogin|terraformrc|vault-token|databricks|htpasswd|history|\.config|composer|\.fly|railway|netlify|vercel|huggingface|kaggle|\.m2|gradle|snow|\.dbt|\.oci|cloudflared|ngrok|thunderbird|putty|wrangler|signal|telegram|wp-config|\.kdbx?|\.ppk|keychain|\.ovpn/i;
