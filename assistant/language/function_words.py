"""The most frequent small words of each language: they open sentences and give a language away.

Compiled by hand from grammar (articles, pronouns, conjunctions, prepositions,
auxiliaries), lower case, most telling first. Scripts that tell the language by
themselves are in `detection.py`. Most of them are stop words too
(`stop_words.py`): in a language with a bar, those before it.
"""


def word_set(*lists: str) -> frozenset[str]:
    """The words of lists written as text."""
    return frozenset(word for words in lists for word in words.split())


_TABLE = {
    "en": "the of and to in is that was for as with by on are be at from this which it an or "
    "have "
    "has were their its they been these had would all also but who will there when his he she we "
    "you can than such into what about if no some my do how our your did could should does i me "
    "us where why | not more one other only each both here let know while however although after "
    "before during most many another since under",
    "de": "der die und das den von mit dem ist des im für nicht ein eine auf auch sich als wird "
    "an werden es sie aus bei dass einer er zu wurde oder nach sind durch zum zur hat über einem "
    "einen eines war ich wir aber wie nur noch vor um man kann haben so bis diese welche welcher "
    "welches wann wer warum dieser dieses unter wenn was ihre ihr sein seine am wo | mehr viele "
    "wieviele wohin woher zwischen seit keine sowie jedoch",
    "fr": "le la les des et du en une un est dans que pour qui par sur au pas avec sont aux "
    "ce il "
    "elle ne se cette ont été son sa ses ou mais nous vous ils elles leur leurs on être ces je a "
    "où quand | plus comme fait d'une qu'il c'est l'on était même sous entre après depuis très "
    "aussi tout tous dont sans si bien peut selon lors",
    "es": "el la los de en y las del que se una un por con para es su al como lo fue no o sus "
    "este esta ha son también pero era sobre cuando muy sin ser donde ya nos está estos le uno "
    "qué cuál quién él ella ellos porque cuántos cuántas cuánto cuándo cómo dónde cuáles hay me "
    "mi | más entre desde hasta dos años han todo había estas durante quiénes parte según yo "
    "tras otros",
    "pt": "o a os as de do da em que e um uma para com por não no na dos das ao foi é se mais "
    "como sua seu pelo pela são ou ser mas quando nos nas está à às ele ela este esta foram onde "
    "qual quem | entre também até muito já seus suas eu eles isso você após sobre",
    "it": "il di la e che in un una del della per è con non le dei si i da al sono delle nel "
    "come "
    "alla gli più anche dal ha lo ma nella o dalla sul era hanno sulla ai io mi ci perché quando "
    "dove tra | questo questa suo sua stato degli essere loro dopo fra cui tutti nei dell'",
    "nl": "de het van een en in is dat op te zijn met voor die aan er hoeveel niet door als "
    "ook om bij "
    "naar uit worden tot hij deze ze maar dit of was zich ik je we waar wat wie hoe wanneer "
    "waarom | wordt dan over "
    "hebben nog meer heeft kan onder tussen geen veel toen haar hun",
    "sv": "och i att det som en på är av för med den till ett de har inte om var han kan eller "
    "vid men sig så under också efter hon vi jag blev mot där när ut man sin ska denna detta "
    "mellan skulle över finns vem vad vilka vilken hur många |",
    "da": "og i at det er en til af på for den med der som de et har ikke var om fra han blev "
    "kan men eller også ved sig efter hun vi jeg være så under mod hvor når ud man sin skal "
    "denne dette mellem blive over havde nogle af hvem hvad hvilke hvornår mange |",
    "no": "og i å det er en til av på for den med som de et har ikke var om fra han ble kan men "
    "eller også ved seg etter hun vi jeg være så under mot hvor når ut man sin skal denne "
    "dette mellom bli over hadde noen hvem hva hvilke mange |",
    "fi": "ja on että ei oli se hän joka mutta myös kun niin kuin tai sekä ovat ole mukaan "
    "vuonna "
    "sen jos hänen ne olivat he minä sinä me te jotka tämä tämän vain voi ollut kanssa siitä "
    "mitä kuka missä milloin miten ennen jälkeen aikana koska olla nyt näin",
    "et": "ja on ei et see oli ta ka kui mis kes aga või oma nii selle need ning tema mida siis "
    "olid pole veel kuid ma sa me te nad võib pärast kus miks",
    "pl": "i w na z się nie do to że jest o jak od po przez za ale co dla są był była ma "
    "oraz tym "
    "jego które który która tego był było jej ich być także lub może przy pod tylko jako już "
    "tak czy ze u ja on ona oni my wy kiedy gdzie kto ile ilu jak jakie | między roku bardzo",
    "cs": "a v se na je že s z o do i to ve pro k za by jako od po ale jsou byl byla jeho které "
    "který která podle bylo jsem nebo však také tak být až co při u ze si či jen již více "
    "ke já ty on ona my vy oni když kde kdy kdo kolik jak tento tato toto aby | mezi roce přes",
    "sk": "a v sa na je že s z o do i to vo pre k za by ako od po ale sú bol bola jeho ktoré "
    "ktorý ktorá podľa bolo som alebo však aj tak byť až čo pri u zo si či len už viac ku "
    "ja ty on ona my vy oni keď kde kedy kto koľko ako tento táto toto aby | medzi roku cez",
    "sl": "in je v na se za da so ki z s pa ne bil bila kot tudi po od iz do ali še bi ter pri "
    "ni o lahko biti ima njegov kjer ko jaz ti on ona mi vi oni bilo ta to tega kdo kaj kdaj "
    "kje koliko kako kateri katera katere bili bile | med leta",
    "hr": "i je u na se za da su koji koja od s a kao ne iz ili te do o nije bio bila što biti "
    "po kako ali sve samo ima ja ti on ona mi vi oni kada gdje ovo ovaj tko koliko već bi li "
    "njegov | nakon godine između",
    "ro": "și de în la a cu care pe din o să un nu mai este sunt pentru că ca au fost prin "
    "se lui "
    "sau al ai ale cel cea dar după fi era său sa între până iar acest această ei el ea noi voi "
    "eu ce când unde despre le lor într dintre fost doar foarte",
    "hu": "a az és hogy nem is egy volt van meg ez de mint csak még már vagy azt ki mely amely "
    "majd ha el után között ezt lehet ők ő én te mi ti akkor itt ott amikor ahol kell pedig "
    "valamint által minden szerint",
    "tr": "ve bir bu için ile da de olarak olan en çok daha ne gibi kadar sonra ise veya o ya "
    "ki mi her ancak tarafından olduğu var yok değil ben sen biz siz onlar göre arasında "
    "nasıl nerede kim kaç | zaman şey",
    "id": "yang dan di dari dengan untuk pada ini itu dalam adalah tidak akan oleh sebagai atau "
    "ke juga karena ada mereka telah bahwa dapat tersebut saya kami kita dia anda apa siapa "
    "setelah antara seperti",
    "vi": "và của là các có được trong cho một những với không đã này người để khi từ ở như "
    "về đến vào cũng ra còn thì do tôi bạn chúng nhiều trên sau",
    "sw": "na ya wa kwa ni katika la za cha kama hii huo hiyo lakini au pia kuwa alikuwa yake "
    "watu ambayo baada wao sisi mimi wewe yeye bila",
    "ca": "el la els les de i en que un una per amb del és al no va com més dels són també però "
    "seva seu entre ha aquest aquesta o ser fou des on quan molt sense fins jo",
    "lt": "ir yra kad į iš su buvo kaip bet ne tai po nuo per jis ji jie ar už dėl taip pat "
    "kuris "
    "kuri apie arba tik bei mes aš jūs kai kur metais",
    "lv": "un ir ka no ar uz par kā bet ne tas pēc bija viņš viņa vai arī kas lai tika kurš gan "
    "mēs es jūs kad kur gadā šo",
    "ru": "и в на не что с по как из к от для это был его она он они за так у но же или о было "
    "были при была который которые до во со то этот мы вы я ее их если когда где кто под | также "
    "только которая эта эти чтобы после между все может однако более года",
    "uk": "і в на не що з як та до від для це був його вона він вони за так у але же або про "
    "було були при була також тільки який яка які є із цей ця ці ми ви я її їх якщо коли де "
    "щоб після між хто все може під року й",
    "be": "і ў у на не што з як да ад для гэта быў яго яна ён яны за так але ж або пра было "
    "былі пры была таксама толькі які якая якія ёсць мы вы я калі дзе пасля паміж хто",
    "bg": "на и в да се е за от с по не са че като които който която това към до или бе той тя "
    "те при след през най също но ще има беше още как между ние вие аз го му си един",
    "mk": "на и во да се е за од со по не се дека како кои кој која ова кон до или беше тој таа "
    "тие при после преку исто но ќе има уште меѓу ние вие јас го му си еден",
    "sr": "и је у на се за да су који која од са а као не из или те до о није био била што бити "
    "по како али све само након има године ја ти он она ми ви они када где између ово",
    "kk": "және бұл мен бен үшін болып де да осы бір оның ол деп болды туралы бар жоқ емес "
    "бойынша кейін сол олар біз сіз сондай ақ қазақстан жылы қарай дейін арқылы немесе "
    "бірақ пен не кім қалай туған",
    "el": "και το να του η της με την από που για τα στο ο είναι οι δεν τον στην σε των θα ως "
    "ότι αλλά ή αυτό μια ένα πως ποιος ποια ποιο ποιοι πόσοι πόσες πόσα πότε πού τι | κατά",
    "ar": "في من على أن إلى التي الذي عن مع هذا هذه كان كانت ما لا لم ذلك بين قد بعد أو هو هي هم "
    "ثم عند كل قبل إن أي هل | كما وقد وفي حيث غير لكن وهو وهي تم خلال لقد وكان",
    "fa": "و در به از که این را با است برای آن یک خود تا شد بر هم بود نیز اما شده می های ها "
    "او ما شما آنها یا اگر هر پس کرد دارد بین",
    "ur": "اور کے میں کی ہے کا سے کو نے پر یہ کہ ہیں اس تھا وہ بھی ایک جو گیا لیے تھی ان کر "
    "ہو تو نہیں تھے ہوا ہم آپ لیکن یا جب",
    "hi": "के में की है और से का को पर यह ने एक हैं कि इस भी था जो वह हो लिए तो नहीं थे थी गया "
    "द्वारा ही वे या | किया अपने हम आप लेकिन जब बाद उन्होंने",
    "mr": "आहे आणि या च्या मध्ये हे ते होते तो ती आहेत होता होती येथे मी आम्ही तुम्ही पण किंवा असे केले त्यांनी",
    "ne": "छ र को मा ले हो पनि यो छन् थियो भएको गरेको लागि तथा हुन् उनी तर वा गर्ने",
}

FUNCTION_WORDS = {language: word_set(words.replace("|", "")) for language, words in _TABLE.items()}
"""Lower-case function words by ISO 639-1 code."""

STOPPING = {
    language: word_set(words.partition("|")[0])
    for language, words in _TABLE.items()
    if "|" in words
}
"""Those of them that are stop words, in the languages that have stop words here."""
