import type { Report } from "../mark.ts";

/** Elements that are shown as pictures, with their attributes as written: a quoted value may hold any sign. */
const ELEMENT = /<(?:img|image|input|picture|source|amp-img|amp-pixel|v:image|video)\b(?:[^>"'<]|"[^"]{0,2000}"|'[^']{0,2000}'){0,600}/gi;
const SOURCE = /\b(?:src|srcset|data-src|poster|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
/** Pictures by other means: Markdown in a block, a background of a table or of a style. */
const OTHERS =
  /!\[[^\]\n]{0,200}\]\(\s*<?((?:https?:)?\/\/[^)\n]{1,600})|\burl\(\s*["']?((?:https?:)?\/\/[^)"'\n]{1,600})|\bbackground\s*=\s*["']((?:https?:)?\/\/[^"'\n]{1,600})/gi;
const REMOTE = /^\s*(?:https?:)?\/\/(?!(?:localhost|127\.|0\.0\.0\.0|\[::1\]))/i;

/** No larger than a point, or out of sight. */
const UNSEEN =
  /\b(?:width|height)\s*=\s*["']?[01](?:px)?(?=["'\s/]|$)|\b(?:max-)?(?:width|height)\s*:\s*[01](?:px|pt)?\s*(?:[;"'!]|$)|\bdisplay\s*:\s*none|\bvisibility\s*:\s*hidden|\bopacity\s*:\s*0(?:\.0\d*)?(?![.\d])|\shidden(?=[\s/]|$|=["'](?:hidden|true)?["'])|^<amp-pixel/i;

/** Blanks that are filled in when the picture is shown, as the usual kinds of templates write them. */
const FIELD =
  /\{[{%]?[#&=-]?\s{0,8}([^{}]{1,80}?)\s{0,8}[}%]|<%[=-]?([^%]{1,80})%>|\$([A-Za-z_]\w{0,60})|<([^<>]{1,60})>|\[\[?([A-Za-z_][^[\]]{0,60})\]|%%?([A-Za-z_]\w{1,40})%|\*\|([^|]{1,40})\|\*|(?:%7[Bb]){1,3}(?:%20)?([^%]{1,60})(?:%20)?%7[Dd]|«([^»]{1,60})»|__([A-Za-z]\w{1,40}?)__|\/:([A-Za-z_]{3,40})(?=[/.?&]|$)|=([A-Z][A-Z_]{2,40})(?=&|$)/g;
/** What of a person is nobody else's business, by the names that forms and tables give it. */
const PERSONAL = new RegExp(
  `(?:^|[^a-z0-9])(?:${[
    "cpf|cnpj|ssn|social_?security(?:_?(?:number|no))?|nif|dni|curp|bsn|pesel|nino|aadhaar|snils|codice_?fiscale|national_?id|id_?(?:number|card(?:_?\\w+)?)|tax_?(?:id|number)|steuer_?(?:id|nr|nummer|identifikation\\w*)|personal_?(?:id|number)|sozialversicherung\\w*",
    "e_?mails?|mail|e_?mail_?(?:address|adresse)|mail_?(?:address|adresse)|correo|courriel|phone|phone_?\\w+|tel|telefone?|telefon_?\\w*|telefono|telephone|tel_?(?:nr|no|number)|mobile_?(?:phone|number|no|nr)|cell_?(?:phone|number)|handy_?\\w*|whatsapp|celular",
    "card_?(?:no|num|number|last\\w*|digits|holder|suffix|cvv|cvc|exp\\w*)|last_?(?:4|four)|cvv|cvc|cartao_?\\w*|tarjeta_?\\w*|numero_?carte|karten_?(?:nr|nummer|ende)|iban|konto_?(?:nr|nummer|stand)?|account_?(?:number|no|nr)|bank_?account|cuenta_?bancaria|conta_?bancaria|saldo|balance|salary|gehalt|salario|salaire",
    "passport(?:_?(?:number|no))?|passaporte|pasaporte|reisepass\\w*|dob|date_?of_?birth|birth_?(?:date|day)|data_?(?:de_?)?nascimento|nascimento|fecha_?(?:de_?)?nacimiento|date_?(?:de_?)?naissance|geburts_?(?:datum|tag)|full_?name|nome_?completo|nombre_?completo|home_?address|street_?address|endereco|direccion|wohnort|anschrift",
    "diagnos\\w+|patient\\w*|medical_?\\w+|insurance_?(?:number|no|id)|versicherten_?\\w+|passwords?|passwort|senha|contrasena|mot_?de_?passe|otp|pin_?code|answers?|conversation|transcript|prompt|chat_?history|user_?(?:message|question|input)|last_?(?:message|question|answer)",
  ].join(
    "|",
  )})(?:$|[^a-z0-9])|身份证|身分證|手机|電話|电话|邮箱|信箱|银行卡|卡号|生日|住址|メール|生年月日|口座|カード番号|住所|マイナンバー|이메일|전화|주민|계좌|카드번호|생년월일|телефон|почт|паспорт|снилс|(?:^|[^а-я])инн(?:$|[^а-я])|номер_?карт|дата_?рожд`,
);
/** Told of nobody: numbers of the page's own, what keeps a picture from being cached, and digests that services of pictures ask for. */
const IMPERSONAL =
  /(?:^|[^a-z])(?:pixel|site|property|measurement|container|tracking|tracker|partner|account|workspace|project|app|tag|client|advertiser|campaign|conversion|gtm|ga|fb|meta)_?(?:ids?|key|code|label|url|host|domain|base)?(?:$|[^a-z])|\b(?:your|base|host|domain|server|url|width|height|size|color|format|ext|nonce|random|rand|timestamp|time|cache_?buster|cb|version|theme|lang|locale)\b|hash|md5|sha\d|digest/;

/** Text with markup or templates in it -> marks for pictures at an address that is filled with what is somebody's own, or that nobody sees and is filled with anything. */
export function checkPictures(text: string, start: number, report: Report): void {
  if (!/(?:https?:)?\/\//i.test(text)) return;
  const say = (at: number, length: number, address: string, isUnseen: boolean): void => {
    if (REMOTE.test(address) && carries(address, isUnseen))
      report({ rule: "image-exfiltrate", start: start + at, end: start + at + length, args: { text: address.trim().slice(0, 80) } });
  };
  for (const element of text.matchAll(ELEMENT)) {
    const isUnseen = UNSEEN.test(element[0].replace(SOURCE, ""));
    for (const source of element[0].matchAll(SOURCE)) say(element.index, element[0].length, source[1] ?? source[2] ?? source[3] ?? "", isUnseen);
  }
  for (const other of text.matchAll(OTHERS)) say(other.index, other[0].length, other[1] ?? other[2] ?? other[3] ?? "", false);
}

/** Does an address carry what is filled in, of a person, or (`isUnseen`) of anything that tells one showing from another? */
export function carries(address: string, isUnseen: boolean): boolean {
  if (address.length > LONGEST) return carries(address.slice(0, LONGEST), isUnseen);
  for (const field of address.matchAll(FIELD)) {
    const name = plain(field.slice(1).join(""));
    const key = plain(/[?&]([\w-]{1,40})=$/.exec(address.slice(0, field.index))?.[1] ?? "");
    if (/hash|md5|sha\d|digest/.test(name)) continue;
    if (PERSONAL.test(name) || PERSONAL.test(key)) return true;
    if (isUnseen && field.index > address.indexOf("//") + 1 && !IMPERSONAL.test(name)) return true;
  }
  return false;
}

/** No server takes a longer address. */
const LONGEST = 8_000;

/** A name of a field as words with `_` between them, in small letters, without accents. */
function plain(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[\s-]+/g, "_");
}
