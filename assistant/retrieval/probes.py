"""Questions, and for each a passage that answers it, by which an encoder is sounded.

Nothing of them is ever searched: what an encoder makes of pairs that belong together, and of
questions beside strangers' passages, tells the scale that its scores are to be read on. Subjects
and languages are as many as may be, and no two passages are about the same.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Probe:
    """A question and its answer, in one language."""

    language: str
    question: str
    in_english: str
    """The same question."""
    passage: str


PROBES = (
    Probe(
        "en",
        "How long does the bridge stay closed for repairs?",
        "How long does the bridge stay closed for repairs?",
        "The old bridge over the river will stay closed until the end of October. Workers are "
        "replacing the bearings and the railings; pedestrians may use the ferry meanwhile.",
    ),
    Probe(
        "en",
        "Who may vote in the election of the school council?",
        "Who may vote in the election of the school council?",
        "Every pupil from the fifth form on may vote for the school council. Teachers count the "
        "votes in the presence of two pupils and announce the result the same day.",
    ),
    Probe(
        "en",
        "What causes rust on iron?",
        "What causes rust on iron?",
        "Iron rusts when water and oxygen reach its surface together. Salt makes the reaction "
        "faster, which is why ships are painted and inspected so often.",
    ),
    Probe(
        "en",
        "measures against child labour",
        "measures against child labour",
        "The Government reported that inspectors had visited farms and workshops, that fines for "
        "employing children had been raised, and that families received support so that their "
        "sons and daughters could attend school.",
    ),
    Probe(
        "en",
        "When must a tenant give notice?",
        "When must a tenant give notice?",
        "A tenant who wishes to leave shall give notice in writing three months in advance. The "
        "deposit is paid back within thirty days after the flat has been handed over.",
    ),
    Probe(
        "de",
        "Wie viele Betten hat das neue Krankenhaus?",
        "How many beds does the new hospital have?",
        "Das neue Krankenhaus verfügt über 240 Betten und vier Operationssäle. Die Notaufnahme "
        "wurde im Frühjahr eröffnet und behandelt täglich rund achtzig Patienten.",
    ),
    Probe(
        "de",
        "Warum ziehen Störche im Herbst fort?",
        "Why do storks leave in autumn?",
        "Störche verlassen Mitteleuropa im August, weil sie im Winter keine Nahrung finden. Sie "
        "nutzen warme Aufwinde und fliegen bis in den Süden Afrikas.",
    ),
    Probe(
        "de",
        "Wer haftet für Schäden an geliehenen Büchern?",
        "Who is liable for damage to borrowed books?",
        "Für beschädigte oder verlorene Bücher haftet der Entleiher. Die Bibliothek kann den "
        "Preis eines neuen Exemplars und eine Gebühr von fünf Euro verlangen.",
    ),
    Probe(
        "de",
        "Ausbau der Windkraft an der Küste",
        "expansion of wind power on the coast",
        "An der Küste sollen bis 2030 sechzig weitere Windräder gebaut werden. Anwohner hatten "
        "gegen den Lärm geklagt, das Gericht ließ die Anlagen mit Auflagen zu.",
    ),
    Probe(
        "de",
        "Was kostet ein Ausweis für Kinder?",
        "What does an identity card for children cost?",
        "Ein Ausweis für Kinder unter zwölf Jahren kostet 13 Euro und gilt ein Jahr. Beide Eltern "
        "müssen dem Antrag zustimmen.",
    ),
    Probe(
        "fr",
        "Quand le musée est-il ouvert gratuitement ?",
        "When is the museum free of charge?",
        "Le musée ouvre ses portes gratuitement le premier dimanche de chaque mois. Les groupes "
        "doivent réserver une visite au moins deux semaines à l'avance.",
    ),
    Probe(
        "fr",
        "Pourquoi la récolte de blé a-t-elle été mauvaise ?",
        "Why was the wheat harvest poor?",
        "Après un printemps sans pluie, la récolte de blé a diminué d'un tiers. Les agriculteurs "
        "demandent une aide de l'État pour acheter des semences.",
    ),
    Probe(
        "fr",
        "Qui nomme les juges de la Cour ?",
        "Who appoints the judges of the Court?",
        "Les juges de la Cour sont nommés par le Parlement pour neuf ans. Leur mandat n'est pas "
        "renouvelable et ils ne peuvent exercer aucune autre fonction.",
    ),
    Probe(
        "fr",
        "lutte contre la violence faite aux femmes",
        "combating violence against women",
        "Le Comité a salué l'adoption d'une loi qui protège les femmes victimes de violences et "
        "crée des centres d'accueil dans chaque province.",
    ),
    Probe(
        "fr",
        "Comment se transmet le paludisme ?",
        "How is malaria transmitted?",
        "Le paludisme se transmet par la piqûre d'un moustique infecté. Dormir sous une "
        "moustiquaire réduit fortement le risque de contracter la maladie.",
    ),
    Probe(
        "es",
        "¿Cuántos trenes salen cada día hacia la capital?",
        "How many trains leave for the capital every day?",
        "Cada día salen once trenes hacia la capital, el primero a las cinco de la mañana. Los "
        "billetes se compran en la estación o por teléfono.",
    ),
    Probe(
        "es",
        "¿Por qué se prohibió la pesca en la bahía?",
        "Why was fishing in the bay prohibited?",
        "La pesca en la bahía quedó prohibida durante dos años porque el número de sardinas había "
        "caído de forma alarmante.",
    ),
    Probe(
        "es",
        "¿Quién descubrió las pinturas de la cueva?",
        "Who discovered the paintings in the cave?",
        "Dos pastores encontraron las pinturas de la cueva en 1923 mientras buscaban una cabra "
        "perdida. Los bisontes y manos tienen unos catorce mil años.",
    ),
    Probe(
        "es",
        "condiciones de las personas detenidas",
        "conditions of persons in detention",
        "La delegación visitó tres prisiones y observó celdas sin ventilación, falta de médicos y "
        "demoras de meses antes de que los detenidos vieran a un abogado.",
    ),
    Probe(
        "es",
        "¿Qué impuesto pagan las empresas pequeñas?",
        "What tax do small companies pay?",
        "Las empresas con menos de diez empleados pagan un impuesto del quince por ciento sobre "
        "sus ganancias y presentan una sola declaración al año.",
    ),
    Probe(
        "ar",
        "متى تبدأ السنة الدراسية؟",
        "When does the school year begin?",
        "تبدأ السنة الدراسية في الأسبوع الأول من أيلول وتنتهي في حزيران. ويحصل التلاميذ على عطلة "
        "لمدة أسبوعين في الشتاء.",
    ),
    Probe(
        "ar",
        "لماذا ارتفعت أسعار الخبز؟",
        "Why did the price of bread rise?",
        "ارتفعت أسعار الخبز بسبب نقص القمح وزيادة كلفة النقل. وقررت الحكومة دعم المخابز حتى نهاية "
        "العام.",
    ),
    Probe(
        "ar",
        "من بنى القلعة القديمة؟",
        "Who built the old castle?",
        "بنى أحد الأمراء القلعة القديمة في القرن الثاني عشر لحماية طريق القوافل، وما زالت أسوارها "
        "قائمة حتى اليوم.",
    ),
    Probe(
        "ar",
        "حماية حقوق العمال المهاجرين",
        "protection of the rights of migrant workers",
        "أوصت اللجنة الدولة الطرف بأن تحمي العمال المهاجرين من مصادرة جوازات سفرهم وأن تضمن لهم "
        "أجورا منتظمة وسكنا لائقا.",
    ),
    Probe(
        "ar",
        "كم يبلغ عمق البحيرة؟",
        "How deep is the lake?",
        "يبلغ عمق البحيرة سبعين مترا في وسطها، وتغذيها ثلاثة أنهار تنبع من الجبال الشمالية.",
    ),
    Probe(
        "ru",
        "Сколько стоит проезд в метро?",
        "How much does a metro ride cost?",
        "Проезд в метро стоит сорок рублей, а для студентов вдвое меньше. Карту можно пополнить в "
        "кассе или через автомат у входа.",
    ),
    Probe(
        "ru",
        "Почему замерзает озеро так поздно?",
        "Why does the lake freeze so late?",
        "Озеро очень глубокое и остывает медленно, поэтому лёд встаёт только в январе, когда "
        "морозы держатся уже два месяца.",
    ),
    Probe(
        "ru",
        "Кто написал гимн города?",
        "Who wrote the anthem of the city?",
        "Музыку гимна города сочинил учитель местной школы, а слова к ней написала его дочь. "
        "Впервые его исполнили на празднике в 1956 году.",
    ),
    Probe(
        "ru",
        "доступ к правосудию для инвалидов",
        "access to justice for persons with disabilities",
        "В докладе отмечается, что здания судов не приспособлены для людей с инвалидностью и что "
        "переводчиков жестового языка не хватает.",
    ),
    Probe(
        "ru",
        "Когда вылупляются птенцы пингвинов?",
        "When do penguin chicks hatch?",
        "Птенцы пингвинов вылупляются в середине зимы, через два месяца после кладки. Отец держит "
        "яйцо на лапах, пока мать добывает пищу в море.",
    ),
    Probe(
        "zh",
        "图书馆周末几点关门?",
        "When does the library close at the weekend?",
        "图书馆周末下午五点关门,平日开放到晚上九点。借书证可以在一楼服务台免费办理。",
    ),
    Probe(
        "zh",
        "为什么这种茶叶价格很高?",
        "Why is this tea so expensive?",
        "这种茶叶只在高山上生长,每年春天采摘一次,产量很少,所以价格一直很高。",
    ),
    Probe(
        "zh",
        "谁发明了这种印刷方法?",
        "Who invented this method of printing?",
        "一位工匠在十一世纪用胶泥制成单个的字,排成一版后印刷,用完还可以拆开再用。",
    ),
    Probe(
        "zh",
        "防止水污染的措施",
        "measures against water pollution",
        "工厂必须先处理废水再排入河流,违反者将被罚款。环保部门每月公布各河段的检测结果。",
    ),
    Probe(
        "zh",
        "地震造成多少房屋倒塌?",
        "How many houses collapsed in the earthquake?",
        "地震使三千多间房屋倒塌,两条公路中断。救援人员当晚到达山区,为居民搭起帐篷。",
    ),
    Probe(
        "hi",
        "गाँव में बिजली कब पहुँची?",
        "When did electricity reach the village?",
        "गाँव में बिजली 1987 में पहुँची। उससे पहले लोग रात को लालटेन जलाते थे और पंप डीज़ल से चलते थे।",
    ),
    Probe(
        "hi",
        "हाथी अपने कान क्यों हिलाते हैं?",
        "Why do elephants flap their ears?",
        "हाथी अपने बड़े कान हिलाकर शरीर की गर्मी कम करते हैं, क्योंकि कानों की पतली "
        "त्वचा में बहता खून हवा से ठंडा होता है।",
    ),
    Probe(
        "hi",
        "सहकारी बैंक का अध्यक्ष कौन चुनता है?",
        "Who elects the president of the cooperative bank?",
        "सहकारी बैंक का अध्यक्ष सदस्यों की वार्षिक सभा में तीन वर्ष के लिए चुना जाता है।",
    ),
    Probe(
        "hi",
        "बुज़ुर्गों के लिए पेंशन",
        "pensions for the elderly",
        "साठ वर्ष से अधिक आयु के गरीब नागरिकों को हर महीने पेंशन दी जाती है। राशि सीधे उनके खाते में भेजी जाती है।",
    ),
    Probe(
        "hi",
        "नाव दुर्घटना में कितने लोग बचाए गए?",
        "How many people were rescued in the boat accident?",
        "नदी में नाव पलटने के बाद मछुआरों ने बाईस लोगों को बचा लिया। तूफ़ान के कारण खोज अगले दिन तक रोकनी पड़ी।",
    ),
)
"""Each language in questions for one thing, and a subject."""
