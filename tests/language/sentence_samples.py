"""Sentences in fourteen languages, one a line, written for these tests."""

SENTENCES: dict[str, str] = {
    "en": """
Dr. Amelia Hart opened the meeting at 9.30 a.m. on 3 May 2021.
She thanked Mr. J. R. Okafor, Mrs. Lindqvist and Prof. Ito for coming.
The budget rose by 4.5 per cent to $12.75 million.
"Nobody told us," he said.
Why was the bridge closed?
The U.S. delegation left early, but the U.K. stayed.
See Fig. 3 and pp. 12–14 of vol. II for details.
Harbour Tools Ltd. makes ropes, sails, nets, etc. for small boats.
They moved to Washington, D.C. last spring.
The law (see sec. 4, para. 2) took effect in 1998.
It applies to cities, towns and villages.
"Is this the right door?" she asked.
The guard answered, "Yes, it is."
No. 7 was painted red.
Nobody knew the answer.
St. Albans lies north of London.
The committee met at 10 p.m.
Most members were tired.
Capt. Bligh sailed in Dec. 1787.
What a day!
He wrote the opera in 1926 (his third).
Version 2.0.1 fixed the error.
The answer, i.e. forty-two, surprised everyone.
Visit www.example.org or write to info@example.org.
Smith et al. found no difference between the groups.
Children under 5 need a ticket, too.
Rain fell for three days...
Then the sun came back.
Jane Doe Jr. inherited the farm.
“We are ready,” the captain said.
He lives at 12 Elm St. near the park.
""",
    "de": """
Dr. Eva Brandt eröffnete am 3. Mai 2021 die Sitzung.
Die Ausgaben stiegen um 4,5 Prozent auf 12,75 Mio. Euro.
Im 19. Jahrhundert lebten hier ca. 200 Familien.
Das gilt z. B. für Schulen, Heime usw. und für Vereine.
„Niemand hat uns gefragt“, sagte er.
Warum war die Brücke gesperrt?
Nach § 5 Abs. 2 des Gesetzes haftet der Träger.
Die Fa. Holzmann zog in die Bergstr. 14 um.
Am 24. Dezember bleibt das Amt geschlossen.
Er wurde am 1. 9. 1939 geboren.
Prof. Dr. h. c. A. Lehmann hielt die Rede.
Siehe Abb. 3 und S. 12 ff. des Berichts.
Der 2. Weltkrieg endete 1945.
Das Dorf liegt bei St. Gallen.
Wie schön!
Frau Dr. Meier kam um 9.30 Uhr.
Die Partei erhielt 12,3 % der Stimmen.
Es handelt sich um Kinder, d. h. um Personen unter 14 Jahren.
Die GmbH wurde 1998 gegründet.
Alle waren zufrieden.
„Kommst du mit?“, fragte sie.
Der König regierte bis 44 v. Chr. in Rom.
Vgl. dazu Art. 7 der Verfassung.
Der Eintritt kostet max. 5 Euro.
Bis zum 15. März müssen alle Anträge vorliegen.
Danach entscheidet der Rat.
Ludwig van Beethoven starb 1827 in Wien.
Sie sprach sog. Mundart.
""",
    "fr": """
Mme Dupont a ouvert la séance à 9 h 30.
M. J. Martin et Mlle Leroy étaient absents.
Les dépenses ont augmenté de 4,5 % en 2021.
Pourquoi le pont était-il fermé ?
« Personne ne nous a rien dit. »
Il a répondu aussitôt.
L'art. 5 de la loi s'applique aux communes.
Voir p. 12 et fig. 3 du rapport.
Le Dr Bernard habite av. Foch à Lyon.
Les villes, les villages, etc. sont concernés.
Quelle journée !
Elle est née le 3 mai 1950 à Nantes.
St. Martin est une petite île.
« Venez-vous ? » demanda-t-elle.
Le prix est de 12,75 euros.
Au XIXe siècle, la ville comptait 2 000 habitants.
Cf. le chap. 4 pour plus de détails.
Jules César fut assassiné en 44 av. J.-C. à Rome.
C'était prévu.
Le no. 7 était rouge.
Nous partirons demain matin.
La S.A. Durand a fermé ses portes.
Me Lambert défend l'accusé.
Il y a env. 300 personnes dans la salle.
Les pluies ont duré trois jours...
Puis le soleil est revenu.
Qui l'aurait cru ?
""",
    "es": """
El Dr. García abrió la sesión a las 9.30 h del 3 de mayo.
La Sra. López y el Sr. J. Pérez no asistieron.
El gasto aumentó un 4,5 % en 2021.
¿Por qué estaba cerrado el puente?
¡Qué día tan largo!
«Nadie nos avisó», dijo él.
Véase el art. 5 de la ley.
Consulte la pág. 12 y la fig. 3 del informe.
Las ciudades, los pueblos, etc. quedan incluidos.
Ud. puede entrar.
La población de EE. UU. creció mucho.
Julio César murió en el 44 a. C. en Roma.
El precio es de 12,75 euros.
Vive en la Avda. Libertad, núm. 14.
—¿Viene usted? —preguntó ella.
—Sí, ahora mismo.
Nació el 3 de mayo de 1950.
En el siglo XIX había 2.000 habitantes.
La empresa Ramos S. L. cerró en marzo.
El cap. 4 trata de los ríos.
Dña. Carmen llegó tarde.
Llovió durante tres días...
Luego volvió el sol.
¿Quién lo diría?
Todos aplaudieron.
La Prof. Ruiz habló de historia.
Tienen aprox. 300 socios.
""",
    "ru": """
Доктор Иванова открыла заседание 3 мая 2021 г. в Москве.
А. С. Пушкин родился в 1799 г. в Москве.
Расходы выросли на 4,5 % и составили 12,75 млн руб. за год.
Почему мост был закрыт?
«Нам никто не сказал», — ответил он.
Закон касается городов, сёл и т. д. без исключений.
См. рис. 3 и стр. 12 отчёта.
Завод находится на ул. Ленина, д. 14.
Какой день!
В XIX в. здесь жили 200 семей.
Проф. Н. И. Вавилов прочитал лекцию.
Это произошло в 44 г. до н. э. в Риме.
Население г. Казани выросло.
Дети, т. е. лица до 14 лет, не платят.
Она пришла в 9.30 утра.
Все остались довольны.
— Вы идёте? — спросила она.
— Да, иду.
Площадь им. Горького закрыта.
Согласно ст. 5 закона, отвечает владелец.
Он купил яблоки, груши и т. п.
Потом он ушёл.
Город основан в 1703 г.
Сегодня это порт.
Академик П. Л. Капица жил здесь.
Дождь шёл три дня...
Потом вышло солнце.
Кто бы мог подумать?
Цена составляет 12 руб. 50 коп. за штуку.
""",
    "ar": """
افتتحت الدكتورة ليلى الجلسة في 3 مايو 2021.
ارتفعت النفقات بنسبة 4.5 في المائة.
لماذا كان الجسر مغلقا؟
قال د. أحمد إن الوضع صعب.
يا له من يوم!
"لم يخبرنا أحد"، أجاب الرجل.
انظر ص. 12 من التقرير.
ينطبق القانون على المدن والقرى.
وصل المدير في الساعة 9.30 صباحا.
هل ستأتي معنا؟
نعم، سآتي غدا.
بلغ عدد السكان 2000 نسمة.
ولد أ. د. سمير في القاهرة.
توفي يوليوس قيصر سنة 44 ق.م. في روما.
كان الجميع راضين.
تقع المدرسة في شارع النيل.
السعر هو 12.75 دولارا.
هطل المطر ثلاثة أيام...
ثم عادت الشمس.
من كان يظن ذلك؟
تنص المادة 5 على ذلك.
وافق المجلس على الاقتراح.
رفض البعض التوقيع.
بدأ الاجتماع متأخرا.
شكر الرئيس الحاضرين.
انتهت الجلسة في المساء.
""",
    "hi": """
डॉ. मीना शर्मा ने 3 मई 2021 को बैठक शुरू की।
खर्च 4.5 प्रतिशत बढ़ गया।
पुल क्यों बंद था?
कितना लंबा दिन!
"हमें किसी ने नहीं बताया," उसने कहा।
श्री. वर्मा और प्रो. सिंह नहीं आए।
यह कानून शहरों और गाँवों पर लागू है।
पृ. 12 पर चित्र देखें।
जनसंख्या 2,000 थी।
क्या आप आएँगे?
हाँ, मैं कल आऊँगा।
दूरी 12.75 कि.मी. है।
सब लोग खुश थे।
स्कूल नदी के पास है।
बारिश तीन दिन तक हुई।
फिर धूप निकली।
किसने सोचा था?
अनुच्छेद 5 में यही लिखा है।
परिषद ने प्रस्ताव मान लिया।
कुछ लोगों ने हस्ताक्षर नहीं किए।
बैठक देर से शुरू हुई।
अध्यक्ष ने सबको धन्यवाद दिया।
सभा शाम को समाप्त हुई।
गांधी जी का जन्म 1869 में हुआ था।
वह एम. ए. पास है।
मूल्य रु. 50 है।
""",
    "ja": """
山田博士は2021年5月3日に会議を開いた。
支出は4.5パーセント増えた。
なぜ橋は閉まっていたのか？
なんて長い一日だ！
「誰も教えてくれなかった。」と彼は言った。
この法律は市町村に適用される。
12ページの図3を見てください。
人口は約2,000人だった。
「一緒に来ますか？」と彼女は聞いた。
「はい、行きます。」
全員が満足した。
学校は川の近くにある。
雨は三日間降り続いた。
それから太陽が戻った。
誰が想像しただろうか？
第5条にそう書かれている。
評議会は提案を承認した。
署名しなかった人もいた（理由は不明。後で調べる。）という話だ。
会議は遅れて始まった。
議長は出席者に感謝した。
値段は12.75ドルです。
彼は「もう遅い。帰ろう。」と言った。
Version 2.0が公開された。
会議は夕方に終わった。
東京は日本の首都である。
明日も晴れるでしょう。
""",
    "zh": """
王博士于2021年5月3日主持了会议。
支出增长了4.5%。
桥为什么关闭了？
多么漫长的一天！
“没有人告诉我们。”他说。
这部法律适用于城市和乡村。
请看第12页的图3。
人口约为2000人。
“你来吗？”她问。
“我来。”
大家都很满意。
学校在河边。
雨下了三天。
然后太阳出来了。
谁能想到呢？
第5条就是这样写的。
理事会通过了提案。
有些人没有签字。
会议开始得很晚。
主席感谢了与会者。
价格是12.75美元。
会议在傍晚结束。
北京是中国的首都。
明天还是晴天。
他（她的哥哥。）也来了。
我们下周再见！
""",
    "pl": """
Dr Anna Nowak otworzyła posiedzenie 3 maja 2021 r. w Krakowie.
Prof. J. Kowalski i inż. Zieliński nie przyszli.
Wydatki wzrosły o 4,5 proc. do 12,75 mln zł.
Dlaczego most był zamknięty?
Co za dzień!
„Nikt nam nie powiedział” – odparł.
Zob. rys. 3 i s. 12 raportu.
Mieszka przy ul. Długiej 14.
Ustawa dotyczy m.in. miast i wsi.
Kupił jabłka, gruszki itd. i wrócił do domu.
W XIX w. mieszkało tu ok. 200 rodzin.
Zgodnie z art. 5 ust. 2 ustawy odpowiada właściciel.
Stało się to w 44 r. p.n.e. w Rzymie.
Plac im. Kopernika jest zamknięty.
Wszyscy byli zadowoleni.
„Idziesz z nami?” – zapytała.
Tak, idę.
Ks. Popiełuszko urodził się w 1947 r.
Cena wynosi 12 zł 50 gr za sztukę.
Dzieci, tj. osoby do 14 lat, nie płacą.
Miasto założono w 1257 r.
Dziś jest to stolica regionu.
Deszcz padał trzy dni...
Potem wyszło słońce.
Kto by pomyślał?
Spotkanie trwało do godz. 18.
Gen. Anders przemówił do żołnierzy.
Rada przyjęła wniosek.
""",
    "cs": """
Dr. Jana Nováková zahájila schůzi 3. května 2021.
Prof. J. Dvořák a Ing. Černý nepřišli.
Výdaje vzrostly o 4,5 % na 12,75 mil. Kč.
Proč byl most zavřený?
To byl den!
„Nikdo nám nic neřekl,“ odpověděl.
Viz obr. 3 a str. 12 zprávy.
Bydlí v ul. Dlouhá č. 14.
Zákon se týká např. měst a obcí.
Koupil jablka, hrušky atd. a vrátil se domů.
V 19. století tu žilo asi 200 rodin.
Podle čl. 5 odst. 2 zákona odpovídá majitel.
Stalo se to v roce 44 př. n. l. v Římě.
Náměstí sv. Václava je zavřené.
Všichni byli spokojeni.
„Jdeš s námi?“ zeptala se.
Ano, jdu.
Narodil se 1. 9. 1939 v Praze.
Cena je 12 Kč za kus.
Děti, tj. osoby do 14 let, neplatí.
Karel IV. založil univerzitu.
Pršelo tři dny...
Pak vyšlo slunce.
Kdo by to řekl?
MUDr. Svoboda ordinuje do 18 hod. každý den.
Rada návrh přijala.
Jednání skončilo večer.
""",
    "fi": """
Tri Anna Virtanen avasi kokouksen 3. toukokuuta 2021.
Prof. J. Nieminen ja maist. Laine eivät tulleet.
Menot kasvoivat 4,5 prosenttia 12,75 milj. euroon.
Miksi silta oli suljettu?
Mikä päivä!
”Kukaan ei kertonut meille”, hän vastasi.
Ks. kuva 3 ja s. 12.
Hän asuu osoitteessa Pitkäkatu 14.
Laki koskee esim. kaupunkeja ja kuntia.
Hän osti omenoita, päärynöitä jne. ja palasi kotiin.
1800-luvulla täällä asui n. 200 perhettä.
Lain 5 §:n 2 mom. koskee omistajaa.
Se tapahtui vuonna 44 eKr. Roomassa.
Kaikki olivat tyytyväisiä.
”Tuletko mukaan?” hän kysyi.
Kyllä, tulen.
Hän syntyi 1.9.1939 Turussa.
Hinta on 12 euroa kappaleelta.
Lapset, ts. alle 14-vuotiaat, eivät maksa.
Satoi kolme päivää...
Sitten aurinko palasi.
Kuka olisi arvannut?
Kokous kesti klo 18 asti.
Neuvosto hyväksyi ehdotuksen.
Kokous päättyi illalla.
Helsinki on Suomen pääkaupunki.
""",
    "ro": """
Dr. Ana Popescu a deschis ședința la 3 mai 2021.
Dl. Ionescu și dna. Radu nu au venit.
Cheltuielile au crescut cu 4,5 % până la 12,75 mil. lei.
De ce era podul închis?
Ce zi!
„Nimeni nu ne-a spus”, a răspuns el.
Vezi fig. 3 și pag. 12 din raport.
Locuiește pe str. Lungă nr. 14.
Legea se aplică orașelor, satelor etc. fără excepție.
În sec. XIX trăiau aici aprox. 200 de familii.
Conform art. 5 alin. 2 din lege, răspunde proprietarul.
S-a întâmplat în anul 44 î.Hr. la Roma.
Toți au fost mulțumiți.
„Vii cu noi?” a întrebat ea.
Da, vin.
S-a născut la 1 septembrie 1939 la Iași.
Prețul este de 12 lei bucata.
Prof. univ. I. Marin a ținut un discurs.
Biserica Sf. Nicolae este închisă.
A plouat trei zile...
Apoi a ieșit soarele.
Cine ar fi crezut?
Ședința a durat până la ora 18.
Consiliul a aprobat propunerea.
Gen. Vlad a vorbit soldaților.
Bucureștiul este capitala României.
""",
    "kk": """
Доктор Айгүл Серікова отырысты 2021 ж. 3 мамырда ашты.
А. Құнанбаев 1845 ж. дүниеге келді.
Шығын 4,5 пайызға өсіп, 12,75 млн теңге болды.
Көпір неге жабық болды?
Қандай ұзақ күн!
«Бізге ешкім айтқан жоқ», — деді ол.
Заң қалаларға, ауылдарға т. б. жерлерге қатысты.
12-беттегі 3-суретті қараңыз.
Мектеп өзен жағасында орналасқан.
Проф. М. Әуезов дәріс оқыды.
Барлығы риза болды.
Сіз келесіз бе?
Иә, келемін.
Халық саны 2 000 адам болды.
Бағасы 12,75 доллар.
Жаңбыр үш күн жауды...
Содан кейін күн шықты.
Кім ойлаған?
5-бапта осылай жазылған.
Кеңес ұсынысты қабылдады.
Кейбіреулер қол қоймады.
Жиналыс кеш басталды.
Төраға қатысушыларға алғыс айтты.
Ол алма, алмұрт т. б. сатып алды.
Астана — Қазақстанның астанасы.
Жиналыс кешке аяқталды.
""",
}


def sentences_in(language: str) -> list[str]:
    """The sentences of a language, in order."""
    return SENTENCES[language].strip().split("\n")
