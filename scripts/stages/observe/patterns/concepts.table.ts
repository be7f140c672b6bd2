/**
 * Words that ask for the same kind of work, in several languages: a small thesaurus of what people ask agents to do and of
 * what they call the things. A shared concept is weaker than a shared word; a word may stand in one group only.
 */
const GROUPS: Readonly<Record<string, string>> = {
  list: "list show display print enumerate view see fetch get retrieve pull zeig zeige zeigen liste auflisten anzeigen affiche afficher montre montrer lister muestra muéstrame mostrar lista listar muestrame mostra mostrami elenca mostre toon laat visa pokaż wyświetl göster listele покажи список перечисли zeigst",
  summarize:
    "summarize summary summarise summaries recap digest tldr overview outline condense brief gist zusammenfassen zusammenfassung fasse zusammen résume résumer résumé synthèse resume resumen resumir resúmeme riassumi riassunto riassumere resuma resumo samenvatten samenvatting sammanfatta sammanfattning podsumuj podsumowanie özetle özet резюмируй кратко summarization",
  convert:
    "convert transform export change turn conversion konvertiere konvertieren umwandeln wandle wandel umgewandelt konvertier convertis convertir convierte transforma convierta converti convertire trasforma converta converter converteer omzetten konvertera omvandla przekonwertuj konwertuj dönüştür конвертируй преобразуй",
  extract:
    "extract scrape parse ocr extraction extrahiere extrahieren auslesen lies extrais extraire extrae extraer estrai estrarre extraia extrair haal извлеки",
  translate:
    "translate translation translating übersetze übersetzen übersetzung traduis traduire traduction traduce traducir traduzca traduci tradurre traduza traduzir vertaal översätt przetłumacz çevir переведи",
  send: "send email mail message text forward schick schicke sende senden envoie envoyer envía enviar manda invia inviare mandar envie enviar stuur skicka wyślij gönder отправь пошли",
  remind:
    "remind reminder erinnere erinnern erinnerung rappelle rappeler recuérdame recordar recuerda ricordami ricordare lembre lembrar herinner påminn przypomnij hatırlat напомни",
  book: "book reserve reservation booking buche buchen reserviere reservieren réserve réserver reserva reservar prenota prenotare reserve boek boka zarezerwuj ayırt забронируй",
  schedule:
    "schedule plan appointment calendar agenda termin kalender terminplan rendez-vous calendrier cita calendario appuntamento agendar afspraak möte spotkanie takvim встреча календарь",
  fix: "fix repair debug resolve solve patch behebe beheben repariere reparieren korrigiere corrige corriger répare arregla arreglar corregir correggi correggere conserte corrija repareer laga napraw düzelt исправь почини",
  write:
    "write draft compose author schreib schreibe schreiben verfasse écris écrire rédige rédiger escribe escribir redacta scrivi scrivere escreva escrever schrijf skriv napisz yaz напиши составь",
  create:
    "create make generate add build produce setup erstelle erstellen erzeuge anlegen hinzufügen crée créer génère ajoute crea crear genera generar añade agrega creare aggiungi crie criar adicione maak aanmaken skapa utwórz stwórz oluştur создай добавь",
  delete:
    "delete remove erase clean cleanup purge clear lösche löschen entferne entfernen supprime supprimer efface borra borrar elimina eliminar cancella elimina apague remova verwijder ta radera usuń sil удали очисти",
  rename: "rename umbenennen benenne renomme renommer renombra renombrar rinomina renomeie hernoem döp przemianuj переименуй",
  run: "run execute launch invoke starte ausführen führe lance exécute ejecuta ejecutar corre esegui lancia execute rode voer kör uruchom çalıştır запусти",
  check:
    "check verify validate inspect test prüfe prüfen überprüfe kontrolliere vérifie vérifier contrôle comprueba verifica revisar revisa controlla verifique controleer kontrollera sprawdź kontrol проверь",
  search:
    "search find lookup locate look google suche suchen finde such cherche chercher trouve busca buscar encuentra cerca cercare trova procure zoek hitta sök znajdź szukaj ara bul найди поищи",
  compare: "compare comparison diff difference vergleiche vergleichen compare comparer compara comparar confronta vergelijk jämför porównaj karşılaştır сравни",
  explain:
    "explain describe explanation erkläre erklären beschreibe explique expliquer explica explicar spiega spiegare explain uitleg förklara wyjaśnij açıkla объясни расскажи",
  backup: "backup back-up sichern sicherung sauvegarde sauvegarder respalda respaldo copia резервную",
  download: "download herunterladen télécharge télécharger descarga descargar scarica scaricare baixe pobierz indir скачай",
  deploy: "deploy release publish ship rollout deployment veröffentliche déploie publie despliega publica pubblica implante wdróż yayınla опубликуй",
  resize:
    "resize scale shrink compress optimize crop verkleinere skaliere komprimiere redimensionne compresse redimensiona comprime ridimensiona comprimi изменить сожми",
  merge: "merge combine join concatenate zusammenführen verbinde fusionne combiner combina unir unisci junte połącz birleştir объедини",
  count:
    "count tally zähle zählen anzahl compte compter combien cuenta contar cuántos conta contare quanti quante conte quantos tel räkna policz say посчитай сколько",
  total: "total sum amount summe gesamt somme totale suma totale soma totaal summa razem toplam сумма итого",
  pr: "pr prs mr mrs pull-request pullrequest pullrequests",
  issue: "issue issues ticket tickets bug bugs",
  mail: "inbox mailbox emails mails posteingang courriel courriels correo correos bandeja mensajes posta письма почта",
  weather:
    "weather forecast temperature wetter wettervorhersage vorhersage météo tiempo clima pronóstico meteo previsioni tempo previsão weer väder pogoda hava погода погоду",
  meeting: "meeting meetings besprechung réunion reunión riunione reunião vergadering möte spotkanie toplantı встречи",
  invoice:
    "invoice invoices bill bills receipt receipts rechnung rechnungen beleg belege facture factures reçu factura facturas recibo fattura fatture ricevuta fatura faturas factuur facturen faktura faktury fatura счёт счета",
  expense:
    "expense expenses spending costs cost ausgaben kosten dépenses coûts gastos costos spese costi despesas uitgaven utgifter wydatki giderler расходы траты",
  photo:
    "photo photos picture pictures image images pic pics screenshot screenshots bild bilder foto fotos image images imagen imágenes immagine immagini imagem imagens afbeelding afbeeldingen zdjęcie zdjęcia resim фото картинку",
  report: "report reports bericht berichte rapport rapports informe informes reporte rapporto relazione relatório rapporten raport rapor отчёт отчет",
  file: "file files document documents doc docs datei dateien dokument dokumente fichier fichiers archivo archivos documento documentos arquivo bestand bestanden fil filer plik pliki dosya файл файлы документ",
  folder:
    "folder folders directory directories dir ordner verzeichnis dossier répertoire carpeta directorio cartella pasta map mapp katalog klasör папка папку",
  price: "price prices quote rate preis preise kurs prix cours precio precios cotización prezzo prezzi quotazione preço preços prijs pris cena fiyat цена курс",
  table: "spreadsheet sheet excel xlsx tabelle tableau hoja planilha foglio arkusz tablo таблица таблицу",
  todo: "todo todos task tasks aufgabe aufgaben tâche tâches tarea tareas compito compiti tarefa tarefas taak taken uppgift uppgifter zadanie zadania görev задача задачи",
  note: "note notes notiz notizen nota notas appunti notatka notatki not заметка заметку",
  database: "database databases db dbs datenbank datenbanken database databank databas veritabanı база базу данных bbdd",
  branch: "branch branches",
  commit: "commit commits",
  server: "server servers serveur servidor сервер",
  playlist: "playlist playlists",
  newsletter: "newsletter newsletters",
  log: "log logs protokoll protokolle journal journaux registro registros registri лог логи",
};

/** Compounds of several words that are one thing. */
export const COMPOUNDS: Readonly<Record<string, string>> = {
  "pull request": "pr",
  "merge request": "pr",
  "pull requests": "pr",
  "merge requests": "pr",
  "to do": "todo",
  "back up": "backup",
  "set up": "create",
  "look up": "search",
  "clean up": "delete",
  "sum up": "summarize",
  "tl dr": "summarize",
  "fasse zusammen": "summarize",
};

/** Stem of a word -> its concept. Filled by `conceptsBy`, because the stems depend on the stemmer in use. */
export function conceptsBy(stem: (word: string) => string): ReadonlyMap<string, string> {
  const concepts = new Map<string, string>();
  for (const [concept, words] of Object.entries(GROUPS)) {
    for (const word of words.split(" ")) if (word !== "" && !concepts.has(stem(word))) concepts.set(stem(word), concept);
  }
  return concepts;
}
