"""Opening words and set phrases that give a paragraph's function away, by language.

Compiled by hand from how resolutions, reports and letters are written. They are matched
all together, whatever language a document is held to be in: a report quotes others.
Regular expressions, matched without regard to case.
"""

import re

_PREAMBLE = {
    "en": r"recalling|reaffirming|reiterating|noting|recogni[sz]ing|acknowledging|expressing|"
    r"welcoming|considering|bearing in mind|having|taking (?:note|into account|into consideration)|"
    r"guided by|mindful|convinced|concerned|deploring|condemning|emphasi[sz]ing|stressing|"
    r"underlin(?:ing|ed)|underscoring|observing|conscious|aware|desir(?:ing|ous)|determined|"
    r"commending|appreciating|encouraged|alarmed|affirming|believing|acting under|whereas|"
    r"cogni[sz]ant|regretting|highlighting|paying tribute|profoundly|calling upon",
    "fr": r"rappelant|réaffirmant|réitérant|notant|prenant (?:note|acte)|considérant|"
    r"reconnaissant|se félicitant|consciente?s?|ayant|soulignant|exprimant|convaincue?s?|"
    r"préoccupée?s?|gardant à l[’']esprit|guidée?s?|se déclarant|tenant compte|vu(?= l)|"
    r"attendu que|saluant|condamnant|déplorant|insistant|estimant|désireu(?:x|se)|constatant|"
    r"accueillant|affirmant|sachant",
    "es": r"recordando|reafirmando|reiterando|observando|tomando nota|reconociendo|"
    r"teniendo (?:presente|en cuenta)|habiendo|considerando|acogiendo|expresando|consciente|"
    r"convencid[oa]s?|preocupad[oa]s?|profundamente|guiad[oa]s?|subrayando|destacando|"
    r"poniendo de relieve|condenando|deplorando|lamentando|encomiando|vist[oa]s?(?= )",
    "de": r"in bekräftigung|unter hinweis|in anerkennung|in anbetracht|im bewusstsein|eingedenk|"
    r"feststellend|mit genugtuung|mit befriedigung|in (?:der )?erwägung|nach behandlung|"
    r"unter berücksichtigung|überzeugt|besorgt|erneut erklärend|betonend|hervorhebend|"
    r"gestützt auf|geleitet von|kenntnis nehmend|unter begrüßung|mit dem ausdruck|"
    r"mit (?:großer|tiefer|ernster) (?:sorge|besorgnis)",
    "ru": r"(?:вновь )?(?:ссылаясь|подтверждая|отмечая|признавая|выражая|приветствуя|учитывая|"
    r"принимая (?:во внимание|к сведению)|будучи|сознавая|подч[её]ркивая|рассмотрев|напоминая|"
    r"осуждая|памятуя|руководствуясь|считая|стремясь|заявляя)",
    "ar": r"و?إذ|وقد نظرت?|وقد نظر",
    "zh": r"(?:又|还|并|深切|严重)?(?:回顾|重申|注意到|认识到|考虑到|铭记|欢迎|深信|关切|表示|确认|"
    r"意识到|强调|审议了|赞赏|谴责|鉴于)",
    "pt": r"recordando|considerando|reconhecendo|tendo em conta|reafirmando",
    "it": r"ricordando|considerat[oa]|premesso che|vist[oai] (?:il|la|l[’']|gli|le)|riconoscendo",
}
_ADVERB_BEFORE = (
    r"(?:(?:also|further|again|deeply|gravely|seriously|strongly|fully|once more|particularly|"
    r"profondément|gravement|vivement|également|además|también|profundamente|gravemente|"
    r"ferner|tief|zutiefst|sowie|auch|также|далее|глубоко|с удовлетворением)\s+)?"
)
_OPERATIVE = {
    "en": r"decides|requests|calls (?:up)?on|calls for|urges|encourages|invites|takes note|notes|"
    r"welcomes|reaffirms|recalls|reiterates|affirms|stresses|emphasi[sz]es|underlines|underscores|"
    r"expresses|recogni[sz]es|acknowledges|condemns|demands|authori[sz]es|approves|adopts|endorses|"
    r"recommends|proclaims|declares|appeals|commends|deplores|determines|directs|establishes|"
    r"instructs|supports|reminds|appreciates|regrets|looks forward|highlights|extends|confirms|"
    r"designates|appoints|considers|resolves|remains|insists|pays tribute|reconfirms",
    "fr": r"décide|prie|demande|engage|encourage|invite|prend (?:note|acte)|note|se félicite|"
    r"accueille|réaffirme|rappelle|réitère|affirme|souligne|exprime|reconnaît|condamne|exige|"
    r"autorise|approuve|adopte|fait siennes?|recommande|proclame|déclare|exhorte|déplore|charge|"
    r"appuie|salue|regrette|insiste|lance un appel|constate|considère|demeure saisie?|"
    r"reste saisie?",
    "es": r"decide|solicita|pide|exhorta|insta|alienta|invita|toma nota|observa|acoge|reafirma|"
    r"recuerda|reitera|afirma|subraya|destaca|expresa|reconoce|condena|exige|autoriza|aprueba|"
    r"hace suy[oa]s?|recomienda|proclama|declara|deplora|encomia|apoya|lamenta|pone de relieve|"
    r"resuelve|encarga",
    "de": r"beschließt|ersucht|fordert|legt|bittet|nimmt|begrüßt|bekräftigt|erinnert|betont|"
    r"unterstreicht|erkennt|verurteilt|verlangt|ermächtigt|billigt|verabschiedet|empfiehlt|"
    r"erklärt|ermutigt|würdigt|bestätigt|stellt fest|hebt|dankt|verkündet|bedauert",
    "ru": r"постановляет|просит|(?:настоятельно )?призывает|рекомендует|предлагает|"
    r"принимает к сведению|отмечает|приветствует|(?:вновь )?подтверждает|напоминает|"
    r"подч[её]ркивает|выражает|призна[её]т|осуждает|требует|уполномочивает|одобряет|утверждает|"
    r"провозглашает|заявляет|поручает|поощряет|ссылается",
    "ar": r"[تي](?:قرر|طلب|دعو|حث|شجع|حيط علما|رحب|ؤكد|عيد تأكيد|شدد|عرب|سلم|دين|طالب|أذن|وافق|"
    r"عتمد|وصي|علن|هيب|لاحظ|شير|ثني)",
    "zh": r"(?:又|还|并)?(?:决定|请|吁请|促请|敦促|鼓励|邀请|注意到|欢迎|重申|回顾|强调|表示|确认|"
    r"谴责|要求|授权|核准|批准|通过|赞同|建议|宣布|呼吁|申明)",
}
_RECOMMENDING = {
    "en": r"recommend(?:s|ed)? (?:that|to)|recommends|urges?|calls? (?:up)?on|"
    r"should(?! not be construed)|ought to|(?:is|are) encouraged to",
    "fr": r"recommande(?:nt)?|devrai(?:t|ent)|exhorte(?:nt)?|engage(?:nt)?",
    "es": r"recomienda[n]?|debería[n]?|exhorta[n]?|insta[n]?",
    "de": r"empfiehlt|empfehlen|sollten?|legt .{3,60} nahe",
    "ru": r"рекомендует|рекомендуют|следует|должн[ыо]|призывает|настоятельно",
    "ar": r"ينبغي|يتعين|[تي]وصي|[تي]حث",
    "zh": r"应当|应|建议|敦促|呼吁",
}
_ADVISING = {
    "en": r"should|ought to",
    "fr": r"devrai(?:t|ent)",
    "es": r"debería[n]?",
    "de": r"sollten?",
    "ru": r"следует|должн[ыо]",
    "ar": r"ينبغي",
    "zh": r"应当|应该",
}
_REPORTING = (
    r"said|stated|noted|asked|stressed|reported|felt|believed|argued|explained|added|agreed|indicated|"
    r"recommended|recalled|highlighted|emphasi[sz]ed|responding|was|were|had|"
    r"déclaré|indiqué|était|dijo|señaló|era|sagte|erklärte|war|заявил[аи]?|отметил[аи]?|был[аио]?|"
    r"قال|ذكر|表示|指出"
)
_DECIDING = {
    "en": r"decides|requests|adopts|approves|authori[sz]es|demands",
    "fr": r"décide|prie|adopte|approuve|autorise|exige",
    "es": r"decide|solicita|pide|aprueba|autoriza|exige",
    "de": r"beschließt|ersucht|billigt|ermächtigt|verlangt",
    "ru": r"постановляет|просит|одобряет|уполномочивает|требует",
}
_BODIES = {
    "en": r"Assembly|Council|Committee|Conference|Commission|Meeting|Board|Forum|Parliament|"
    r"Congress|Parties",
    "fr": r"Assemblée|Conseil|Comité|Conférence|Commission|Réunion|Parlement",
    "es": r"Asamblea|Consejo|Comité|Conferencia|Comisión|Junta|Parlamento",
    "de": r"\w*[Vv]ersammlung|\w*[Rr]at|\w*[Aa]usschuss|Konferenz|Kommission",
    "ru": r"Ассамблея|Совет|Комитет|Конференция|Комиссия",
}
_NOTICE = {
    "en": r"reissued (?:for technical reasons|as received)|without formal editing|circulated as "
    r"received|reproduced as received|(?:has|have|was|were) not (?:been )?(?:formally )?edited|"
    r"circulated in the language of submission|publish the present document after|"
    r"submitted (?:late|after the deadline)|symbols of united nations documents|"
    r"designations employed and the presentation|expression of any opinion whatsoever|"
    r"all rights reserved|left blank\)?$|confidential treatment (?:has been )?requested|"
    r"certain information .{0,40}omitted|corrections should be submitted|subject to correction|"
    r"(?:is|be) available in electronic format|please recycle|"
    r"^\W*(?:interpretation from|spoke in|original version) \w+\W*$",
    "fr": r"(?:nouveau tirage|republiée?) pour raisons? techniques?|"
    r"tel(?:le)?s? qu[’']\w+ .{0,20}reçu|"
    r"pas été (?:revu|édité)|les cotes des documents|tous droits réservés",
    "es": r"por razones técnicas|tal como se recibi|revisión editorial|las signaturas de los "
    r"documentos|todos los derechos reservados",
    "de": r"aus technischen gründen|alle rechte vorbehalten|ohne redaktionelle überarbeitung",
    "ru": r"по техническим причинам|условные обозначения документов|"
    r"в том виде, в (?:каком|котором)|официального редактирования|все права защищены",
    "ar": r"لأسباب (?:فنية|تقنية)|بالصيغة التي ورد|رموز وثائق الأمم المتحدة|جميع الحقوق محفوظة",
    "zh": r"技术原因|按收到的?原(?:文|样)|未经正式编辑|联合国文件(?:都用|编号)|版权所有",
}
_NAVIGATION = {
    "en": r"(?:jump|skip) to (?:main )?content|edit links|from wikipedia.*|hidden categories:?|"
    r"retrieved from .*|\d+ languages|main menu|toggle .*|click here.*|quicklinks.*|"
    r"(?:last )?(?:updated|modified|edited)\b.{0,40}|print this page|share this|log ?in|sign in|"
    r"back to top|cookie settings|accept (?:all )?cookies|main article.*|"
    r"add languages|view history|create account|categories:?|privacy policy|terms of use|"
    r"contact us|site ?map",
    "fr": r"aller au contenu.*|haut de (?:la )?page|"
    r"accepter (?:les|tous les) cookies|mentions légales",
    "es": r"(?:ir|saltar) al contenido.*|aviso legal|aceptar (?:las )?cookies",
    "de": r"zum inhalt springen|nach oben|impressum|datenschutz(?:erklärung)?|cookies akzeptieren",
    "ru": r"перейти к (?:содержанию|навигации)|политика конфиденциальности",
    "ar": r"انتقل إلى المحتوى|تسجيل الدخول",
    "zh": r"跳转到内容|返回顶部|隐私政策",
}
_MASTHEAD = {
    "en": r"distr\.?(?:$|:|\s)|original\s*:|(?:english|french|spanish|russian|arabic|chinese)"
    r"(?:,? \w+)* only|agenda items? \d|items? \d+ .{0,20}of the .{0,20}agenda|"
    r"official records|supplement no|issn|isbn|united nations •|sales no\.|advance version|"
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ]?)?(?:first|second|third|"
    r"fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|twelfth|eleventh|\w+tieth|"
    r"\d+(?:st|nd|rd|th)) (?:\w+ )?session\b",
    "fr": r"points? \d+ .{0,30}de l[’']ordre du jour|documents officiels|\S+ session(?:\W|$)",
    "es": r"temas? \d+ .{0,20}del programa|documentos oficiales|\S+ período de sesiones",
    "de": r"tagesordnungspunkt|offizielles protokoll|\S+ tagung(?:\W|$)|bundestag.{0,20}drucksache|"
    r"drucksache",
    "ru": r"пункты? .{0,30}повестки дня|официальные отч[её]ты|язык оригинала|\S+ сессия",
    "ar": r"البند .{0,30}جدول الأعمال|الوثائق الرسمية|الأصل\s*:|الدورة",
    "zh": r"议程项目|正式记录|原文\s*[:：]|第.{1,6}届会议",
}
_SIGNATURE = {
    "en": r"\(signed\)|/s/|in witness whereof|signed (?:by|for)\b|yours (?:sincerely|faithfully|"
    r"truly)|(?:best|kind|warm) regards|sincerely,|by:|its:|name:|title:|duly authori[sz]ed|"
    r"(?:printed name|signature|authori[sz]ed signat)|"
    r"(?:accepted|agreed|executed) (?:and \w+ )?as of|"
    r"please accept.{0,60}assurances",
    "fr": r"\(signée?\)|fait à .{2,40}le \d|veuillez agréer|cordialement|signature",
    "es": r"\(firmado\)|atentamente|hecho en .{2,40}el \d|firma\b",
    "de": r"\(gezeichnet\)|gez\.|mit freundlichen grüßen|hochachtungsvoll|unterschrift",
    "ru": r"\(подпись\)|с уважением|подпись\b",
    "ar": r"\(توقيع\)|وتفضلوا بقبول|التوقيع",
    "zh": r"[（(]签名[）)]|此致|签字",
}
_CAPTION = (
    r"figures?|fig\.|tables?|charts?|box|map|graph|plate|tableau|graphique|carte|encadré|"
    r"figuras?|cuadro|tabla|gráfico|mapa|recuadro|abbildung|abb\.|tabelle|tab\.|schaubild|"
    r"рисунок|рис\.|таблица|диаграмма|карта|الشكل|الجدول|图|表|圖|図"
)
_SOURCE = r"sources?|fuentes?|quellen?|источники?|المصدر|资料来源"
_DIVISION = (
    r"annex|appendix|exhibit|schedule|chapter|part|section|article|attachment|addendum|annexe|"
    r"appendice|chapitre|partie|anexo|apéndice|capítulo|parte|sección|anhang|anlage|kapitel|teil|"
    r"приложение|глава|раздел|часть|المرفق|الفصل|الجزء|附件|附录|第.{1,3}[章节節部]"
)
_VOTE = {
    "en": r"(?:voting )?(?:in favou?r|against|abstain(?:ing|ed)|abstentions?|not voting|absent)",
    "fr": r"pour|ont voté (?:pour|contre)|contre|se sont abstenus|abstentions?",
    "es": r"votos? (?:a favor|en contra)|a favor|en contra|abstenciones",
    "de": r"dafür|dagegen|enthaltungen|ja-stimmen|nein-stimmen",
    "ru": r"голосовали за|голосовали против|за|против|воздержались",
    "ar": r"المؤيدون|المعارضون|الممتنعون",
    "zh": r"赞成|反对|弃权",
}
_PROCEDURE = {
    "en": r"present (?:report|document|note) (?:is|was|has been) (?:submitted|prepared|issued)|"
    r"held (?:\w+ )?(?:formal |informal |plenary )?meetings|had before it|adopted (?:its|the) "
    r"(?:provisional )?agenda|(?:was|were) elected by acclamation|adopted the draft report",
    "fr": r"présent rapport est (?:soumis|établi)|a tenu .{1,30}séances|était saisie?|a adopté son "
    r"ordre du jour",
    "es": r"presente informe se (?:presenta|somete)|celebró .{1,30}sesiones|tuvo ante sí|aprobó su "
    r"programa",
    "de": r"dieser bericht wird .{0,40}vorgelegt|hielt .{1,30}sitzungen ab|lagen .{0,30}vor",
    "ru": r"настоящий доклад (?:представляется|представлен)|провела? .{1,30}заседани|имел[аио]? в "
    r"своем распоряжении",
    "ar": r"يقدم هذا التقرير|عقدت .{1,30}جلسات|كان معروضا",
    "zh": r"本报告(?:是)?根据|举行了.{1,12}次会议|面前有",
}


def _any_of(table: dict[str, str]) -> str:
    return "|".join(table.values())


def _opening(table: dict[str, str]) -> re.Pattern[str]:
    """At the beginning, as whole words; Chinese has no space after a word."""
    spaced = "|".join(phrases for language, phrases in table.items() if language != "zh")
    chinese = f"|{table['zh']}" if "zh" in table else ""
    return re.compile(rf"{_ADVERB_BEFORE}(?:(?:{spaced})\b{chinese})", re.IGNORECASE)


PREAMBLE = _opening(_PREAMBLE)
"""How a clause of a preamble begins."""
RECITAL = re.compile(r"whereas\b|attendu que\b|premesso che\b|in erwägung\b", re.IGNORECASE)
"""How what was agreed or decided is accounted for, sentence by sentence."""
OPERATIVE = _opening(_OPERATIVE)
"""How a clause of what is decided begins: a verb whose subject stands above the list."""
RECOMMENDING = re.compile(
    r"\b(?:" + _any_of({k: v for k, v in _RECOMMENDING.items() if k != "zh"}) + r")(?!\w)|"
    f"{_RECOMMENDING['zh']}",
    re.IGNORECASE,
)
"""What recommends, anywhere in a sentence."""
ADVISING = re.compile(
    rf"(?:(?!\b(?i:{_REPORTING})\b)[^.;?!]){{3,200}}?"
    rf"\b(?:{_any_of(_ADVISING)})\b(?! not be construed)"
)
"""A subject that ought to do something, and nobody who is said to have said so."""
DECIDING = re.compile(
    "|".join(
        rf"[^.,;:]{{0,60}}\b(?:{body})\b[^.,;:]{{0,50}}?(?<!\bthe)(?<!\btheir)(?<!\bof)"
        rf"\s(?:{_DECIDING[language]})\b"
        for language, body in _BODIES.items()
    )
    + r"|(?:[تي]قرر|[تي]طلب|[تي]وافق|[تي]أذن)\s+(?:الجمعية|المجلس|اللجنة|مجلس|المؤتمر)|"
    r".{0,12}(?:大会|理事会|委员会|会议)(?:决定|核准|授权|请)"
)
"""A body that decides, as the subject of the first sentence."""
SIGNED = re.compile(r"/s/|\bBy:|\bName:|\bTitle:|\bIts:", re.IGNORECASE)
"""The parts of a block of signatures."""
NOTICE = re.compile(_any_of(_NOTICE), re.IGNORECASE)
"""Notes on how a document was issued, edited or circulated."""
NAVIGATION = re.compile(rf"\W*(?:{_any_of(_NAVIGATION)})\W*$", re.IGNORECASE)
"""What a web page says of itself, as a whole line."""
MASTHEAD = re.compile(rf"\W*(?:{_any_of(_MASTHEAD)})", re.IGNORECASE)
"""How a line of a masthead begins."""
SIGNATURE = re.compile(rf"\W*(?:{_any_of(_SIGNATURE)})", re.IGNORECASE)
"""How a line of a signature begins."""
CAPTION = re.compile(
    rf"\W*(?:{_CAPTION})\s*(?:[A-Z]{{0,2}}\d+(?:[.-]\d+)*|[IVX]+|[０-９]+)\b\s*"
    r"(?:$|[.:：)】]|(?-i:(?=[^\W\d_a-zа-я])))|"
    rf"\W*(?:{_SOURCE})\s*[:：].{{1,80}}$",
    re.IGNORECASE,
)
"""A figure's or a table's number, and its name where there is one; or where it is from."""
DIVISION = re.compile(rf"\W*(?:{_DIVISION})\b[\s\dIVXLA-Z().–-]{{0,12}}$", re.IGNORECASE)
"""The name of a part of a document, alone."""
BODY = re.compile(rf"\b(?:{_any_of(_BODIES)})\b")
"""What kind of body decides."""
VOTE = re.compile(rf"\W*(?:{_any_of(_VOTE)})\s*(?:[:：|—–-]|$)", re.IGNORECASE)
"""How the votes of one side begin."""
PROCEDURE = re.compile(_any_of(_PROCEDURE), re.IGNORECASE)
"""What a report says of how it came about."""
