"""The words by which languages tell who says something: a table, each part a regular expression."""

from dataclasses import dataclass

ARTICLES = (
    r"[Tt]he|An?|Another|One|Several|Some|Many|Most|All|Other|Two|Three|Various|Certain"
    r"|[Ll]es?|[Ll]a|[LlDd]['’]|Une?|[Ee]l|[Ll]os|[Ll]as|Un[ao]s?|D(?:er|ie|as)|d(?:er|ie|as)|Eine?"
)
BODIES = (
    r"Committee|Subcommittee|Commission|Council|Assembly|Forum|Working Group|Board|Conference|Court"
    r"|Tribunal|Mechanism|Office|Secretariat|Ministry|Department|Agency|Panel|Parliament|Senate"
    r"|Congress|Government|Union|Bank|Fund|Team|Mission"
    r"|Comité|Conseil|Assemblée|Groupe de travail|Cour|Ministère|Gouvernement|Bureau|Instance"
    r"|Haut-Commissariat|Comisión|Consejo|Asamblea|Grupo de Trabajo|Corte|Ministerio|Gobierno"
    r"|Oficina|Foro|Secretaría"
    r"|(?:[A-ZÄÖÜ]\w*)?(?:[Aa]usschuss|[Kk]ommission|[Mm]inisterium|[Rr]egierung|[Gg]ericht(?:shof)?"
    r"|[Vv]ersammlung)|Rat|Arbeitsgruppe|Bundestag|Sekretariat"
    r"|Комитет|Подкомитет|Комиссия|Совет|Ассамблея|Рабочая группа|Суд|Министерство|Правительство"
    r"|Управление|Форум|Секретариат"
)
"""Heads of the names of bodies, as they are written there."""

OFFICES = (
    r"(?:Vice-|Co-|Deputy )?(?:President|Chair(?:man|woman|person)?)|Speaker|Moderator|Rapporteur"
    r"|High Commissioner|Commissioner|Secretary-General|Secretary|Independent Expert|Coordinator"
    r"|Facilitator|Director(?:-General)?|(?:Prime )?Minister|Ombuds(?:man|person)|Representative"
    r"|Envoy|Governor|Mayor|Chancellor|Prosecutor|Advocate|Administrator|Ambassador"
    r"|Présidente?|Rapporteuse|Secrétaire général|(?:Premi(?:er|ère) )?[Mm]inistre|Haut-Commissaire"
    r"|President[ae]|Relator(?:a)?(?: Especial)?|Secretari[oa] General|[Mm]inistr[oa]|Alt[oa] Comisionad[oa]"
    r"|Präsident(?:in)?|Vorsitzende[rn]?|(?:Sonderb|B)erichterstatter(?:in)?|(?:[A-Z]\w*)?[Mm]inister(?:in)?"
    r"|Generalsekretär(?:in)?|(?:Bundes)?[Kk]anzler(?:in)?"
    r"|Председатель|(?:Специальный )?[Дд]окладчик|Генеральный секретарь|[Мм]инистр|Верховный комиссар"
)
"""Who speaks for an office, as it is written there."""

ROLES = (
    r"speakers?|panell?ists?|discussants?|participants?|delegations?|delegates?|representatives?"
    r"|observers?|experts?|stakeholders?|members?|moderator|opposition|authorities|government"
    r"|ministers?|ministry|police|prosecutors?|complainants?|authors?|source|witness(?:es)?"
    r"|applicants?|State [Pp]art(?:y|ies)|petitioners?|counsel|claimants?|defendants?|plaintiffs?"
    r"|respondents?|court|judges?|researchers|critics|analysts|historians?|economists?|scholars?"
    r"|officials?|spokes(?:man|woman|person)|manufacturers|companies|organizations"
    r"|délégations?|représentante?s?|ora(?:teurs?|trices?)|intervenante?s?|gouvernement|autorités"
    r"|État partie|délégués?|delegaci(?:ón|ones)|representantes?|ora(?:dor|dora|dores)|participantes"
    r"|gobierno|autoridades|expertos|Estado parte|Delegation(?:en)?|Vertreter(?:in)?|Redner(?:in)?"
    r"|Teilnehmer|Regierung|Behörden|Sachverständige[rn]?|Opposition"
    r"|[Дд]елегаци[яи]|[Пп]редставитель(?:ница)?|ораторы?|участники|[Пп]равительство|эксперты"
    r"|государство-участник|оппозиция"
)
"""Those who speak in a role that is no name."""

SPEAKING_FOR = (
    r"(?:Chargée? d['’]affaires (?:a\.i\. )?of the )?(?:[Hh]ead of (?:the )?)?(?:[Dd]elegation|(?:[Pp]ermanent )?[Rr]epresentative|[Oo]bserver|[Dd]elegate"
    r"|[Gg]overnment|[Aa]mbassador|[Pp]ermanent [Mm]ission)"
    r"(?: of| for| from)(?: the (?:[Rr]epublic|[Kk]ingdom) of)?(?: the)?"
    r"|(?:[Dd]élégation|[Rr]eprésentante?|[Gg]ouvernement|[Oo]bservat(?:eur|rice))"
    r"(?: permanente?)? (?:de la|de l['’]|des|du|de|d['’])"
    r"|(?:[Dd]elegación|[Rr]epresentante|[Gg]obierno|[Oo]bservador(?:a)?)(?: permanente)? (?:de la|de los|del|de)"
    r"|(?:Delegation|Vertreter(?:in)?|Regierung)(?: von| der| des)"
    r"|(?:[Дд]елегация|[Пп]редставитель(?:ница)?|[Пп]равительство|[Нн]аблюдатель)"
    r"|(?:وفد|ممثلة?|حكومة)"
)
"""What stands before a State's name where the State speaks."""

TEXTS = frozenset(
    [
        "report",
        "reports",
        "resolution",
        "resolutions",
        "convention",
        "constitution",
        "act",
        "law",
        "laws",
        "charter",
        "protocol",
        "article",
        "section",
        "chapter",
        "table",
        "figure",
        "declaration",
        "agenda",
        "plan",
        "programme",
        "program",
        "agreement",
        "treaty",
        "covenant",
        "strategy",
        "code",
        "paragraph",
        "annex",
        "document",
        "bill",
        "policy",
        "decree",
        "regulations",
        "rules",
        "order",
        "framework",
        "principles",
        "goals",
        "guidelines",
        "recommendation",
        "recommendations",
        "list",
        "note",
        "views",
        "decision",
        "summary",
        "study",
        "survey",
        "article",
        "articles",
        "poll",
        "data",
        "rapport",
        "résolution",
        "convention",
        "loi",
        "constitution",
        "charte",
        "article",
        "informe",
        "resolución",
        "convenio",
        "ley",
        "carta",
        "artículo",
        "bericht",
        "gesetz",
        "vertrag",
        "verfassung",
        "artikel",
        "доклад",
        "резолюция",
        "конвенция",
        "закон",
        "статья",
        "конституция",
        "устав",
        "project",
        "model",
        "method",
        "theory",
        "paper",
        "figure",
        "fig",
    ]
)
"""Heads of the names of texts and plans: those hold something, and do not speak."""


@dataclass(frozen=True, slots=True)
class Language:
    """How one language tells that somebody says something."""

    says: str
    """Verbs that tell of speech wherever they stand."""
    perhaps_says: str
    """Verbs that do so before a clause, and in a record of who said what."""
    that: str
    """What begins the clause of what is said."""
    between: str
    """What may stand between a subject and its verb."""
    unless_after: str
    """What makes another thing of the verb behind it: passives, infinitives, relative clauses."""
    pronoun: str
    according_to: str
    drops_subject: bool = False
    """A sentence that begins with such a verb goes on with who spoke before."""


ENGLISH = Language(
    says=(
        r"said|stated|says|explained|explains|stressed|stresses|emphasi[sz]e[sd]|underlined|underlines"
        r"|underscored|recalled|recalls|added|adds|argued|argues|pointed out|remarked|commented"
        r"|reiterate[sd]|affirmed|reaffirmed|asserted|asserts|contended|contends|insisted|insists"
        r"|claimed|claims|alleged|maintained that|warned|warns|cautioned|urge[sd]|commended|commends"
        r"|praised|applauded|thanked|congratulate[sd]|welcome[sd]|recommended|recommends|enquired"
        r"|inquired|wondered|regretted|regrets|acknowledged|acknowledges|encourage[sd]|call(?:ed|s) (?:for|on|upon)\b"
        r"|replied|responded|answered|express(?:ed|es)|noted|observed|reported|suggested|highlighted"
        r"|highlights|declared|indicated|clarified|mentioned|deplore[sd]|testified|believed|hoped"
        r"|asked|decide[sd]|request(?:ed|s)|invite[sd]|note[sd] with|ha[ds] concerns|remain(?:ed|s) concerned|(?:was|were|is|are) (?:also )?(?:concerned|pleased|of the"
        r" (?:view|opinion))\b|looked forward|took the view|spoke (?:of|about)|reflected on|appreciate[sd]"
    ),
    perhaps_says=(
        r"notes|observes|reports|suggests|declares|states|indicates|believes|hopes|asks"
        r"|announced|announces|proposed|proposes|concluded|concludes"
        r"|considered|considers|determined|found|finds|estimated|estimates|agreed|advised"
        r"|advocated|appealed|demanded|condemned|criticized|questioned|raised|referred to|drew"
        r"|described|presented|introduced|informed|specified|feared|felt|complained|accused"
        r"|rejected|endorsed|supported|recognized|recognizes|confirmed|reconfirmed|reminded"
        r"|outlined|shared|admitted|conceded|denied|identified|elaborated|took note|provided information"
        r"|addressed|made (?:a )?recommendations?|showcased|wrote|writes|told|opined|inquires|paid|commits|sought|voiced|examined"
        r"|discussed|wished|affirms|called|submitted|maintained|attached|supports|committed|pledged"
    ),
    that=r",? that\b|:| whether\b| how\b| why\b",
    between=(
        r"also|further(?:more)?|then|still|both|again|equally|however|therefore|thus|moreover"
        r"|too|in turn|[a-z]+ly|has|have|had|therefore"
    ),
    unless_after=(
        r"was|were|be|been|being|is|are|get|got|not|to|which|who|whom|whose|by|as|that|when|where|if"
        r"|and|or|than|what|may|might|can|could|should|would|will|shall|must|did|does|do|of|the|as"
        r"|it was|there"
    ),
    pronoun=r"[Ii]t|[Hh]e|[Ss]he|[Tt]hey|The latter",
    according_to=r"[Aa]ccording to|[Ii]n the (?:view|opinion|words) of",
)
_FRENCH_SAID = (
    r"dit|déclaré|indiqué|souligné|noté|recommandé|affirmé|rappelé|félicité|salué|demandé|encouragé"
    r"|exhorté|proposé|regretté|constaté|expliqué|ajouté|répondu|estimé|exprimé|fait (?:observer"
    r"|remarquer|valoir|savoir|part)|remercié|signalé|précisé|réaffirmé|accueilli|engagé|suggéré|averti"
    r"|mis en (?:avant|garde)|insisté|reconnu|annoncé|réitéré|pris note|soutenu|invité|prié|décidé"
)
FRENCH = Language(
    says=(
        rf"(?:a|ont|avait|avaient) (?:également |aussi |en outre |notamment |par ailleurs )?(?:{_FRENCH_SAID})(?:e?s)?"
        r"|s['’](?:est|était|étaient) (?:également |aussi )?(?:félicitée?s?|inquiétée?s?|enquise?s?|déclarée?s?|dite?s?)"
        r"|se félicite(?:nt)?|recommande(?:nt)?|souligne(?:nt)?|affirme(?:nt)?|déclare(?:nt)?|exhorte(?:nt)?"
        r"|estime(?:nt)? que|réaffirme(?:nt)?|regrette(?:nt)?|encourage(?:nt)?|déclara|répondit"
    ),
    perhaps_says=r"note(?:nt)?|indique(?:nt)?|rappelle(?:nt)?|demande(?:nt)?|décide(?:nt)?|prie(?:nt)?|invite(?:nt)?|propose(?:nt)?|dit|disent|constate(?:nt)?",
    that=r" qu(?:e\b|['’])|:",
    between=r"également|aussi|en outre|toutefois|ensuite|\w+ment",
    unless_after=r"qui|que|dont|où|par|été|est|sont|pas|ne|de|à",
    pronoun=r"[Ii]ls?|[Ee]lles?|Celui-ci|Celle-ci",
    according_to=r"[Ss]elon|[Dd]['’]après|[Dd]e l['’]avis d(?:e|u|es)",
)
_SPANISH_STEMS = (
    r"declar|señal|indic|observ|destac|subray|encomi|elogi|felicit|expres|manifest|afirm|pregunt|inst"
    r"|exhort|alent|explic|inform|reiter|record|agradeci|añadi|respondi|advirti|lament|argument|aleg"
)
SPANISH = Language(
    says=(
        rf"(?:{_SPANISH_STEMS})(?:ó|aron|eron|ieron)|dij(?:o|eron)|recom(?:endó|endaron|ienda|iendan)"
        r"|acogi(?:ó|eron) con|acogen? con|celebr(?:ó|aron)|pidi(?:ó|eron)|sugiri(?:ó|eron)|propus(?:o|ieron)"
        r"|sostuv(?:o|ieron)|sostienen?|reconoci(?:ó|eron)|afirman?|argumentan?|declaran?|subrayan?|instan? a|exhortan? a"
        r"|alientan? a|tom(?:ó|aron) nota|toman? nota|señalan? que|considera(?:n|ba|ron)? que|consideró que|dicen? que"
    ),
    perhaps_says=r"decid(?:e|en|ió|ieron)|pide[n]?|recuerdan?|observan?|solicit(?:a|ó|aron)|anunci(?:ó|aron)",
    that=r" que\b| si\b|:",
    between=r"también|además|asimismo|sin embargo|ha|han|había|\w+mente",
    unless_after=r"que|quien|se|por|fue|fueron|ser|no|de|a|como",
    pronoun=r"[ÉéEe]l|[Ee]ll[ao]s?|Est[ea]",
    according_to=r"[Ss]egún|[Dd]e acuerdo con|[Aa] juicio de|[Ee]n opinión de",
    drops_subject=True,
)
RUSSIAN = Language(
    says=(
        r"(?:заявил|сообщил|отметил|подчеркнул|рекомендовал|приветствовал|выразил|указал|напомнил|предложил"
        r"|призвал|спросил|поблагодарил|добавил|объяснил|сказал|пояснил|подтвердил|высказал|предупредил)[аои]?"
        r"|считает|считают|полагает|утверждает|рекомендует|приветствует|подчеркивает|отмечает|заявляет|призывает"
    ),
    perhaps_says=r"решил[аои]?|просил[аои]?|постановляет|просит|объявил[аои]?|интересовал(?:ся|ась)",
    that=r",? что\b|:|, (?:чтобы|как|почему)\b",
    between=r"также|далее|затем|вновь|особо|с удовлетворением|с обеспокоенностью",
    unless_after=r"который|которая|которое|которые|что|не|был|была|было|были",
    pronoun=r"[Оо]н[аои]?",
    according_to=r"[Пп]о (?:словам|мнению|данным)|[Сс]огласно",
    drops_subject=True,
)
_GERMAN_PAST = (
    r"sagte|erklärte|betonte|bemerkte|berichtete|begrüßte|forderte|äußerte|unterstrich|fragte|antwortete|lobte"
    r"|dankte|warnte|kritisierte|behauptete|argumentierte|meinte|bedauerte|bekräftigte|erinnerte|ergänzte|fügte"
)
GERMAN = Language(
    says=(
        rf"(?:{_GERMAN_PAST})(?:e?n)?|empfahl(?:en)?|schrieb(?:en)?|wies(?:en)? darauf hin|stellten? fest|teilten? mit"
        r"|schlug(?:en)? vor|sagt|betont|empfiehlt|begrüßt|behauptet|argumentiert|meint|warnt|schreibt|fordert"
        r"|ha(?:t|ben) (?:[\w-]+ ){0,8}?(?:gesagt|erklärt|empfohlen|betont|gefordert|begrüßt|mitgeteilt|vorgeschlagen)"
    ),
    perhaps_says=r"erklärt|berichtet|beschloss(?:en)?|beschließt|bat(?:en)?|schlug(?:en)?|äußert|stellt|ersucht|beantragte",
    that=r", (?:dass|ob|wie|warum)\b|:",
    between=r"auch|ferner|weiter|zudem|außerdem|jedoch",
    unless_after=r"wurde|wurden|wird|werden|ist|sind|der|die|das|zu|nicht|von|was",
    pronoun=r"[Ee]r|[Ss]ie|[Ee]s",
    according_to=r"[Ll]aut|[Nn]ach (?:Ansicht|Angaben|Auffassung|Meinung) (?:von|des|der)",
)
BY_LANGUAGE = {"en": ENGLISH, "fr": FRENCH, "es": SPANISH, "ru": RUSSIAN, "de": GERMAN}
"""Languages in which the subject stands before the verb, and a capital begins a name."""

ARABIC_SAYS = (
    r"[وف]?(?:قالت?|ذكرت?|أشارت?|أكدت?|أوصى|أوصت|رحبت?|أعربت?|لاحظت?|أفادت?|أوضحت?|شددت?|أضافت?|اقترحت?"
    r"|دعا|دعت|أثنى|أثنت|سألت?|أعلنت?|صرحت?|أبلغت?|ترى|يرى|تقول|يقول|كتبت?|حثت?|شكرت?|هنأت?)"
)
ARABIC_NAME = (
    r"(?:وفد|ممثلة?|حكومة|اللجنة|لجنة|المقررة?|الفريق|المجلس|الحكومة|الأمين|الرئيسة?|الوزيرة?|السيدة?|المفوضة?"
    r"|منظمة|الجمعية|مجلس|الوفد|المؤرخ|وزيرة?|رئيسة?)"
)
ARABIC_THAT = r"\s+(?=بأن|أن|إن|إلى|عن|على|ب\S|ل\S|في)|[:،]"
ARABIC_ACCORDING_TO = r"(?:ووفقا|وفقا|ووفقاً|وفقاً)\s+ل|(?:و?بحسب|و?حسب)\s+"

CHINESE_SAYS = (
    r"(?:还|也|又|进一步|再次)?(?:表示|指出|认为|强调|建议|欢迎|赞扬|赞赏|注意到|说|称|询问|呼吁|敦促|重申|感谢|回顾|解释|补充"
    r"|提议|鼓励|声明|宣布|答复|报告|祝贺|关切)"
)
CHINESE_NAME = r"(?:代表团|代表|委员会|特别报告员|秘书长|高级专员|理事会|先生|女士|政府|工作组|大会|部长|主席|总统|教授|博士|组织|办事处|法院|学家)"
CHINESE_ACCORDING_TO = r"(?:据|根据|按照)"

PRESENTED_BY = (
    r"(?:(?:opening |closing |introductory |concluding )?(?:presentation|statement|remarks|address|speech|reply|replies|response)s?"
    r" (?:by|of|from)"
    r"|(?:exposé|déclaration|allocution|réponse)s? (?:de|du|par|liminaire)"
    r"|(?:exposición|declaración|respuesta)(?:es)? (?:de|por)"
    r"|(?:erklärung|rede|ansprache|antwort) (?:von|der|des)"
    r"|(?:представление|выступление|заявление|ответ))"
    r" ?(?P<who>.{2,120})|(?P<host>受审议国的介绍|عرض(?: من)? الدولة موضوع الاستعراض)"
)
"""Headings over what one speaker says."""
STATE_REVIEWED = (
    r"(?:the |l['’]|el |der |des )?(?:State (?:under review|party|concerned)|État (?:examiné|partie)"
    r"|Estado (?:examinado|parte)|государств\w+.{0,3}объект\w+ обзора|Staat.{0,40})"
)
RECOMMENDING = r"recommend|recommandation|recommande|recomendaci|recomienda|рекоменд|توصي|建议|empfehl|empfohlen"
"""Words of a heading or lead-in over recommendations."""
