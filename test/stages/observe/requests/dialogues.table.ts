/**
 * One dialogue as it may stand in a log. Lines: `> ` words of the person (`Bo> ` of somebody in a group), `$ ` a command that went well, `! ` one that
 * failed with exit code 1, `? ` one whose end is not known, `= ` output of the command before, `< ` an answer. `expect`: text of each request and
 * its outcome. Written from how people speak, before the lists of the stage were looked up; a wording that was missed stays as it is.
 */
export type Dialogue = Readonly<{ language: string; lines: readonly string[]; expect: readonly (readonly [text: string, label: string])[] }>;

const d = (language: string, lines: string, ...expect: readonly (readonly [string, string])[]): Dialogue => ({
  language,
  lines: lines
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== ""),
  expect,
});

export const DIALOGUES: readonly Dialogue[] = [
  // affirmations and steering
  d(
    "en",
    "> resize the product photos to 800 px\n$ mogrify -resize 800 a.jpg\n< First three are done, shall I go on?\n> yep, the rest too\n$ mogrify -resize 800 b.jpg",
    ["resize the product photos to 800 px", "success"],
  ),
  d("en", "> rename config.load to config.read\n$ sed -i s/load/read/ src/config.ts\n> also in tests\n$ sed -i s/load/read/ test/config.test.ts", [
    "rename config.load to config.read",
    "success",
  ]),
  d("en", "> build the invoice for Meyer\n$ python3 invoice.py meyer\n> lovely, cheers", ["build the invoice for Meyer", "success"]),
  d("en", "> pull last week's visitor numbers\n! curl -sf https://stats.test/week\n> try once more\n$ curl -sf https://stats.test/week", [
    "pull last week's visitor numbers",
    "success",
  ]),
  d("en", "> draft a reply to the landlord\n$ cat mail.txt\n< Here is a draft.\n> keep going please\n< ...\n> that'll do, ta", [
    "draft a reply to the landlord",
    "success",
  ]),
  d("en", "> deploy the shop to staging\n< Ready. Proceed?\n> yes do it\n$ make deploy-staging", ["deploy the shop to staging", "success"]),
  d("en", "> add a footer to the home page\n$ npm run build\n> same for the about page\n$ npm run build", ["add a footer to the home page", "success"]),
  d("de", "> fasse die Sitzungsnotizen zusammen\n$ cat notizen.md\n> ja, mach ruhig weiter\n$ cat notizen2.md\n> super, danke dir!", [
    "fasse die Sitzungsnotizen zusammen",
    "success",
  ]),
  d("de", "> benenne die Funktion holen in lesen um\n$ sed -i s/holen/lesen/ a.py\n> auch in den Tests\n$ sed -i s/holen/lesen/ t.py", [
    "benenne die Funktion holen in lesen um",
    "success",
  ]),
  d("de", "> lade die Kontoauszüge herunter\n! curl -f https://bank.test\n> versuchs nochmal\n$ curl -f https://bank.test", [
    "lade die Kontoauszüge herunter",
    "success",
  ]),
  d("fr", "> traduis la notice en anglais\n$ cat notice.md\n> oui vas-y continue\n$ cat notice2.md\n> nickel, merci beaucoup", [
    "traduis la notice en anglais",
    "success",
  ]),
  d("fr", "> renomme la variable total\n$ sed -i s/total/somme/ a.js\n> aussi dans les tests\n$ sed -i s/total/somme/ t.js", [
    "renomme la variable total",
    "success",
  ]),
  d("es", "> ordena las fotos por fecha\n$ exiftool -d %Y fotos\n> sí, dale\n$ exiftool -d %Y fotos2\n> genial, muchas gracias", [
    "ordena las fotos por fecha",
    "success",
  ]),
  d("es", "> cambia el color del botón\n$ sed -i s/red/blue/ a.css\n> también en la versión móvil\n$ sed -i s/red/blue/ m.css", [
    "cambia el color del botón",
    "success",
  ]),
  d("it", "> prepara il riassunto della riunione\n$ cat riunione.md\n> sì, vai pure\n$ cat r2.md\n> perfetto, grazie mille", [
    "prepara il riassunto della riunione",
    "success",
  ]),
  d("it", "> aggiorna l'intestazione della pagina\n$ sed -i s/a/b/ a.html\n> anche nel piè di pagina\n$ sed -i s/a/b/ f.html", [
    "aggiorna l'intestazione della pagina",
    "success",
  ]),
  d("pt", "> organiza os recibos de maio\n$ ls recibos\n> sim, pode continuar\n$ mv recibos/a b\n> ficou ótimo, obrigada", [
    "organiza os recibos de maio",
    "success",
  ]),
  d("nl", "> maak een lijst van openstaande facturen\n$ grep -l open facturen\n> ja hoor, ga maar door\n$ sort facturen\n> top, dank je wel", [
    "maak een lijst van openstaande facturen",
    "success",
  ]),
  d("sv", "> sammanfatta protokollet från mötet\n$ cat protokoll.md\n> ja tack, fortsätt\n$ cat p2.md\n> toppen, tack så mycket", [
    "sammanfatta protokollet från mötet",
    "success",
  ]),
  d("pl", "> zrób kopię zapasową zdjęć\n$ rsync -a zdjecia kopia\n> tak, kontynuuj\n$ rsync -a z2 kopia\n> super, dziękuję bardzo", [
    "zrób kopię zapasową zdjęć",
    "success",
  ]),
  d("ru", "> собери отчёт за неделю\n$ cat log.txt\n> да, продолжай\n$ cat log2.txt\n> отлично, спасибо большое", ["собери отчёт за неделю", "success"]),
  d("tr", "> haftalık raporu hazırla\n$ cat rapor.txt\n> evet, devam et\n$ cat r2.txt\n> harika, çok teşekkürler", ["haftalık raporu hazırla", "success"]),
  d("ja", "> 議事録を要約して\n$ cat giji.md\n> はい、続けてください\n$ cat g2.md\n> ありがとう、完璧です", ["議事録を要約して", "success"]),
  d("zh", "> 把会议记录整理成表格\n$ cat huiyi.md\n> 好的，继续\n$ cat h2.md\n> 很好，谢谢", ["把会议记录整理成表格", "success"]),
  d("ko", "> 회의록을 요약해 줘\n$ cat hoeui.md\n> 네, 계속해 주세요\n$ cat h2.md\n> 좋아요, 감사합니다", ["회의록을 요약해 줘", "success"]),
  d(
    "en",
    "> which of these leases end this year?\n$ grep 2026 leases.csv\n> ok\n> and now list the open repairs\n$ grep open repairs.csv",
    ["which of these leases end this year?", "success"],
    ["and now list the open repairs", "success"],
  ),

  // complaints, rejections, corrections
  d("en", "> make a chart of the water levels\n$ python3 chart.py\n> nope, wrong river", ["make a chart of the water levels", "failure"]),
  d("en", "> make a chart of the water levels\n$ python3 chart.py\n> wrong river, I wanted the Aare\n$ python3 chart.py aare", [
    "make a chart of the water levels",
    "mixed",
  ]),
  d("en", "> make a chart of the water levels\n$ python3 chart.py\n> not the Rhine, the Aare\n$ python3 chart.py aare\n> now it's right, thank you", [
    "make a chart of the water levels",
    "success",
  ]),
  d("en", "> typeset the programme\n$ pdflatex programme.tex\n> looks good but the date is missing", ["typeset the programme", "mixed"]),
  d("en", "> install the chart package\n$ npm install chart\n> use pnpm, not npm\n$ pnpm add chart", ["install the chart package", "mixed"]),
  d("en", "> write to the plumber\n$ himalaya message send\n> I told you to write to Keller, not to Frei", ["write to the plumber", "failure"]),
  d("en", "> don't touch the archive, just list what is older than a year\n$ find archive -mtime +365", [
    "don't touch the archive, just list what is older than a year",
    "success",
  ]),
  d("en", "> never mind the layout, give me the plain text of flyer.pdf\n$ pdftotext flyer.pdf -", [
    "never mind the layout, give me the plain text of flyer.pdf",
    "success",
  ]),
  d("en", "> why does the heating fail at night?\n$ journalctl -u heating", ["why does the heating fail at night?", "success"]),
  d("en", "> clean the address list\n$ python3 clean.py\n> that deleted half of it. put everything back\n$ git checkout list.csv", [
    "clean the address list",
    "failure",
  ]),
  d("de", "> erstelle die Gehaltsliste für Mai\n$ python3 liste.py\n> stimmt nicht, da fehlen zwei Leute", ["erstelle die Gehaltsliste für Mai", "failure"]),
  d("de", "> installiere das Paket\n$ npm install x\n> nicht npm, nimm pnpm\n$ pnpm add x\n> passt", ["installiere das Paket", "success"]),
  d("de", "> exportiere die Kontakte\n$ python3 export.py\n> ich hatte CSV gesagt", ["exportiere die Kontakte", "failure"]),
  d("de", "> bitte keine Bilder verwenden, nur Text: Einladung zum Fest\n$ cat vorlage.md", [
    "bitte keine Bilder verwenden, nur Text: Einladung zum Fest",
    "success",
  ]),
  d("de", "> mach die Rechnung fertig\n$ python3 r.py\n> sieht gut aus, aber das Datum ist falsch", ["mach die Rechnung fertig", "mixed"]),
  d("fr", "> prépare la facture de juin\n$ python3 f.py\n> non, ce n'est pas le bon client", ["prépare la facture de juin", "failure"]),
  d("fr", "> installe la dépendance\n$ npm i x\n> pas npm, utilise pnpm\n$ pnpm add x\n> impeccable", ["installe la dépendance", "success"]),
  d("fr", "> exporte le tableau\n$ python3 e.py\n> ça ne marche toujours pas", ["exporte le tableau", "failure"]),
  d("es", "> genera el informe de gastos\n$ python3 g.py\n> no, te pedí el de abril", ["genera el informe de gastos", "failure"]),
  d("es", "> genera el informe de gastos\n$ python3 g.py\n> está bien pero falta el total", ["genera el informe de gastos", "mixed"]),
  d("es", "> no quiero imágenes, solo el texto del folleto\n$ pdftotext folleto.pdf -", ["no quiero imágenes, solo el texto del folleto", "success"]),
  d("it", "> crea la tabella delle presenze\n$ python3 t.py\n> no, hai sbagliato mese", ["crea la tabella delle presenze", "failure"]),
  d("pt", "> gera o relatório de vendas\n$ python3 v.py\n> não, isso está errado", ["gera o relatório de vendas", "failure"]),
  d("pt", "> instala o pacote\n$ npm i x\n> não npm, usa pnpm\n$ pnpm add x", ["instala o pacote", "mixed"]),
  d("nl", "> zet de foto's op volgorde\n$ exiftool f\n> nee, dat klopt niet", ["zet de foto's op volgorde", "failure"]),
  d("sv", "> gör en lista över gästerna\n$ sort gaster\n> nej, det blev fel", ["gör en lista över gästerna", "failure"]),
  d("pl", "> wygeneruj raport sprzedaży\n$ python3 r.py\n> nie, to nie ten miesiąc", ["wygeneruj raport sprzedaży", "failure"]),
  d("ru", "> сделай таблицу расходов\n$ python3 t.py\n> нет, не то", ["сделай таблицу расходов", "failure"]),
  d("tr", "> satış tablosunu hazırla\n$ python3 s.py\n> hayır, yanlış ay", ["satış tablosunu hazırla", "failure"]),
  d("ja", "> 売上表を作って\n$ python3 u.py\n> 違う、四月の分です", ["売上表を作って", "failure"]),
  d("zh", "> 生成四月的销售表\n$ python3 x.py\n> 不对，我要的是五月", ["生成四月的销售表", "failure"]),
  d("ko", "> 매출표를 만들어 줘\n$ python3 m.py\n> 아니, 틀렸어", ["매출표를 만들어 줘", "failure"]),

  // results that speak
  d("en", "> repair the date parser\n! npm test\n= 3 passed, 1 failed\n$ sed -i s/a/b/ parse.ts\n$ npm test\n= 4 passed, 0 failed", [
    "repair the date parser",
    "success",
  ]),
  d("en", "> repair the date parser\n$ sed -i s/a/b/ parse.ts\n$ npm test 2>&1 | tail -5\n= Tests  1 failed | 3 passed (4)", [
    "repair the date parser",
    "failure",
  ]),
  d("en", "> repair the date parser\n! npm test\n= 2 failed\n$ git commit -am wip", ["repair the date parser", "mixed"]),
  d("en", "> how many of the jobs failed tonight?\n$ cat jobs.log\n= 17 failed", ["how many of the jobs failed tonight?", "success"]),
  d("en", "> lint the theme\n$ npx eslint . || true\n= ✖ 12 problems (3 errors, 9 warnings)", ["lint the theme", "failure"]),
  d("en", "> lint the theme\n$ npx eslint .\n= ✖ 9 problems (0 errors, 9 warnings)", ["lint the theme", "success"]),
  d("en", "> check the crate\n$ cargo test | cat\n= test result: ok. 9 passed; 0 failed; 0 ignored", ["check the crate", "success"]),
  d("en", "> start the nightly import\n? ./import.sh", ["start the nightly import", "unknown"]),
  d("en", "> 0 failed, great, now tag it v2\n$ git tag v2", ["tag it v2", "success"]),

  // several people, other people's words
  d(
    "en",
    "Ana> list the open shifts\n$ grep open shifts.csv\nBo> no, that's wrong\nBo> book a table for six\n$ ./book.sh 6\nAna> thanks",
    ["list the open shifts", "success"],
    ["no, that's wrong", "unknown"],
    ["book a table for six", "success"],
  ),
  d("en", "> answer this mail:\\n> no, that is all wrong\\n> undo it\n$ himalaya reply", ["answer this mail:", "success"]),

  // further ones, written after the lists had been widened by what the dialogues above showed
  d("en", "> trim the podcast intro\n$ ffmpeg -i a.mp3 b.mp3\n> ooh nice, thanks a bunch", ["trim the podcast intro", "success"]),
  d("en", "> move the meeting to Thursday\n$ ./cal.sh move\n> hm, I asked for Friday", ["move the meeting to Thursday", "failure"]),
  d("en", "> crop the scans\n$ mogrify -crop a\n> what about the ones from 2019?\n$ mogrify -crop b", ["crop the scans", "success"]),
  d("en", "> add a licence header\n$ sed -i 1i a.c\n> the headers too please\n$ sed -i 1i a.h", ["add a licence header", "success"]),
  d("en", "> sync the calendars\n! vdirsyncer sync\n> and?\n$ vdirsyncer sync", ["sync the calendars", "success"]),
  d("en", "> write the abstract\n$ cat paper.tex\n> almost, but the second sentence is wrong", ["write the abstract", "failure"]),
  d("en", "> plot the tides\n$ python3 t.py\n> great job, except the axis is missing", ["plot the tides", "mixed"]),
  d(
    "en",
    "> archive the tickets\n$ ./arch.sh\n> sure, whatever\n> now list the bees in hive 3\n$ grep bee hive3",
    ["archive the tickets", "success"],
    ["now list the bees in hive 3", "success"],
  ),
  d("de", "> plane die Fahrt nach Ulm\n$ ./plan.sh\n> hm, ich wollte eigentlich Neu-Ulm", ["plane die Fahrt nach Ulm", "failure"]),
  d("de", "> sortiere die Belege\n$ sort b\n> jo läuft, dankeschön", ["sortiere die Belege", "success"]),
  d("de", "> schneide das Video\n$ ffmpeg a\n> und das zweite auch\n$ ffmpeg b", ["schneide das Video", "success"]),
  d("fr", "> classe les mails\n$ ./mail.sh\n> mouais, il manque ceux de mars", ["classe les mails", "failure"]),
  d("fr", "> corrige le script\n! ./s.sh\n> réessaie s'il te plaît\n$ ./s.sh", ["corrige le script", "success"]),
  d("es", "> arregla el guion\n$ ./g.sh\n> sigue sin funcionar", ["arregla el guion", "failure"]),
  d("es", "> haz la copia\n$ rsync a b\n> listo, mil gracias", ["haz la copia", "success"]),
  d("it", "> sistema le foto\n$ ./foto.sh\n> avevo chiesto quelle di agosto", ["sistema le foto", "failure"]),
  d("pt", "> corta o vídeo\n$ ffmpeg v\n> agora sim, valeu", ["corta o vídeo", "success"]),
  d("nl", "> knip de video\n$ ffmpeg v\n> nee, de andere bedoel ik", ["knip de video", "failure"]),
  d("da", "> ryd op i mappen\n$ ./ryd.sh\n> nej, ikke den mappe", ["ryd op i mappen", "failure"]),
  d("da", "> lav en oversigt\n$ ./o.sh\n> perfekt, tak for hjælpen", ["lav en oversigt", "success"]),
  d("fi", "> järjestä kuvat\n$ ./k.sh\n> kiitos paljon", ["järjestä kuvat", "success"]),
  d("cs", "> uprav tabulku\n$ ./t.sh\n> ne, to je špatně", ["uprav tabulku", "failure"]),
  d("hu", "> rendezd a képeket\n$ ./k.sh\n> nem jó, másik mappa", ["rendezd a képeket", "failure"]),
  d("uk", "> підготуй звіт\n$ ./z.sh\n> дуже дякую, чудово", ["підготуй звіт", "success"]),
  d("ar", "> رتب الصور\n$ ./s.sh\n> شكرا جزيلا", ["رتب الصور", "success"]),
  d("hi", "> तस्वीरें क्रम से लगाओ\n$ ./t.sh\n> बहुत धन्यवाद", ["तस्वीरें क्रम से लगाओ", "success"]),
  d("ja", "> 写真を整理して\n$ ./p.sh\n> それも同じようにお願いします\n$ ./q.sh", ["写真を整理して", "success"]),
  d("zh", "> 整理照片\n$ ./p.sh\n> 还缺三月的", ["整理照片", "failure"]),
  d("ko", "> 사진을 정리해 줘\n$ ./p.sh\n> 3월 게 빠졌어", ["사진을 정리해 줘", "failure"]),
];
