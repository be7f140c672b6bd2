/**
 * Words that carry little by themselves, in many languages. Not a stop list: they stay in every comparison, and their weight comes from the
 * data as soon as there is enough of it. The table only decides what cannot be the shared action or object of a pattern.
 */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those there here it its he she they them their his her him we us our you your yours i me my mine myself
  and or but if then else so because as of at by for from in into on onto off out over under up down to with without about after before between during through per via within across until till since
  is are was were be been being am do does did doing done have has had having can could will would shall should may might must need needs want wants like let lets going gonna wanna
  what which who whom whose when where why how whats hows wheres not no nor only just also too very really more most less least any some all each every both few many much other another same such own again still already yet ever never always
  please pls plz hey hi hello dear thanks thank ok okay yes now quick quickly kindly help able possible whether maybe perhaps actually simply one ones thing things stuff something anything everything way lot bit than
  don't doesn't didn't can't couldn't won't i'm i'd i'll i've it's what's that's there's let's how's isn't aren't wasn't tell give me know knows knew think thinks believe'
  der die das den dem des ein eine einen einem einer eines und oder aber wenn dann weil als von vom zu zum zur mit ohne für über nach vor bei beim aus in im an am auf um durch bis seit ist sind war waren sein bin hat habe haben hatte kann kannst können könntest soll sollte will möchte würde würdest wird werden muss mir mich mein meine meinen meiner meinem dich dir dein deine du sie er es wir uns unser ihr euch man was wer wie wo wann warum welche welcher welches nicht kein keine nur auch noch schon mal bitte danke so sehr alle alles jetzt hier dort dies diese dieser dieses gib sag weiß weißt wissen denke denkst glaube glaubst meinst
  le la les l un une des du de d et ou mais si que qui quoi dont où quand comment pourquoi quel quelle quels quelles je j tu il elle on nous vous ils elles me moi te toi se mon ma mes ton ta tes son sa ses notre nos votre vos leur ce cet cette ces ça à au aux en dans par pour sur sous avec sans entre est sont était être ai as avons avez ont avoir peux peut pouvez pourrais veux ne pas plus tout tous toute toutes s'il plaît merci sais sait savez savoir pense penses pensez crois croyez
  el los las lo unos unas y o pero que quien cual cuales cuando donde como por para con sin sobre entre hasta desde es son era ser estar está están he ha hay tengo tiene puede puedes podrías quiero mi mis tu tus su sus nuestro me te se le les yo él ella ellos esto esta este estos estas eso esa ese no sí muy más menos todo todos toda todas favor gracias qué cuál cómo cuándo dónde del al sé sabes sabe saber piensas piensa crees cree
  il gli i uno della dello degli delle dei nel nella nei sul sulla e ed o ma se che chi cui quando dove come perché di da in con su per tra fra è sono era essere ho hai ha abbiamo hanno posso puoi potresti voglio mio mia miei mie tuo tua suo sua mi ti si ci non più tutto tutti tutte questo questa questi queste quello quella favore grazie so sai sapete penso pensi pensate credo credi
  os as um uma uns umas do da dos das no na nos nas ao aos pelo pela em com sem até é são foi ser estou pode você eu meu minha seu sua não mais isso este esta por favor obrigado qual quais quando onde sei sabe sabes acho acha achas penso
  de het een en of maar als dat die dit deze van voor met zonder naar bij uit op in aan om door tot is zijn was waren heb hebt heeft kan kun kunt wil zou ik jij je u hij zij wij mij mijn jouw zijn haar ons niet geen ook nog al alstublieft graag wat wie waar wanneer hoe welke er weet weten denk denkt
  och eller men om att som den det de en ett i på av för med utan till från är var vara har kan vill jag du han hon vi mig min mitt mina din ditt dina inte vad hur när var vilken kan snälla og ikke jeg er til på av fra med vet tror tycker synes
  i w z na do od po za o u się jest są być mam ma mi mój moja moje nie tak co kto jak gdzie kiedy który która proszę że to ten ta te wiem wiesz myślę myślisz sądzisz
  a v s z na do od po za o u je jsou být mám mi můj moje ne co kdo jak kde kdy který prosím že to ten ta vím víš myslíš myslím
  ve ile bir bu şu o için de da mi mı mu mü ne nasıl neden nerede lütfen bana benim biliyor biliyorsun sence
  и в во на с со к ко у о об от до из за по для не что кто как где когда какой какая какие это этот эта эти мне мой моя мои меня ты я он она мы вы они пожалуйста все всё есть был была знаю знаешь знаете думаю думаешь думаете
  và của cho với trong là có không một các những này đó tôi bạn hãy yang di ke dari untuk dengan ini itu dan saya tolong
  في من على إلى عن مع هذا هذه ما هو هي لا يا أن و लो के का की को में से है हैं और यह मुझे कृपया
  的 了 在 是 我 你 他 她 们 这 那 和 与 把 被 给 请 吗 呢 吧 个 一 有 不 就 都 也 很 到 从 对 为 用 里 上 下 中 帮 帮我 请帮 我的 一下 的 は が を に で と も の へ や か ね よ て た し い す ま る さ れ な り う だ こ そ お ん け く げ ど ら ろ せ え ち ょ っ 그 이 저 을 를 은 는 에 에서 의 와 과 도 로 으로 좀 해 주세요`
    .split(/\s+/)
    .filter((word) => word !== ""),
);
