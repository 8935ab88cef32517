"""Names of States and territories in seven languages, so that one is one in all of them.

Each line is one: the English name by which it is listed, its other names, then French, Spanish,
Russian, Arabic, Chinese and German ones. After the names of the Unicode CLDR (Unicode License v3,
© Unicode, Inc.), and those that the United Nations use.
"""

import re
import unicodedata
from functools import cache

_NAMES = """
Afghanistan/Afganistán/Афганистан/أفغانستان/阿富汗
Albania/Albanie/Албания/ألبانيا/阿尔巴尼亚/Albanien
Algeria/Algérie/Argelia/Алжир/الجزائر/阿尔及利亚/Algerien
American Samoa/Samoa américaines/Samoa Americana/Американское Самоа/ساموا الأمريكية/美属萨摩亚/Amerikanisch-Samoa
Andorra/Andorre/Андорра/أندورا/安道尔
Angola/Ангола/أنغولا/安哥拉
Anguilla/Anguila/Ангилья/أنغويلا/安圭拉
Antigua and Barbuda/Antigua-et-Barbuda/Antigua y Barbuda/Антигуа и Барбуда/أنتيغوا وبربودا/安提瓜和巴布达/Antigua und Barbuda
Argentina/Argentine/Аргентина/الأرجنتين/阿根廷/Argentinien
Armenia/Arménie/Армения/أرمينيا/亚美尼亚/Armenien
Aruba/Аруба/أروبا/阿鲁巴
Australia/Australie/Австралия/أستراليا/澳大利亚/Australien
Austria/Autriche/Австрия/النمسا/奥地利/Österreich
Azerbaijan/Azerbaïdjan/Azerbaiyán/Азербайджан/أذربيجان/阿塞拜疆/Aserbaidschan
Åland Islands/Îles Åland/Islas Aland/Аландские о-ва/جزر آلاند/奥兰群岛/Ålandinseln
Bahamas/Багамы/جزر البهاما/巴哈马
Bahrain/Bahreïn/Baréin/Бахрейн/البحرين/巴林
Bangladesh/Bangladés/Бангладеш/بنغلاديش/孟加拉国/Bangladesch
Barbados/Barbade/Барбадос/بربادوس/巴巴多斯
Belarus/Biélorussie/Bielorrusia/Беларусь/بيلاروس/白俄罗斯
Belgium/Belgique/Bélgica/Бельгия/بلجيكا/比利时/Belgien
Belize/Belice/Белиз/بليز/伯利兹
Benin/Bénin/Benín/Бенин/بنين/贝宁
Bermuda/Bermudes/Bermudas/Бермудские о-ва/برمودا/百慕大
Bhutan/Bhoutan/Bután/Бутан/بوتان/不丹
Bolivia/Plurinational State of Bolivia/Bolivie/Боливия/بوليفيا/玻利维亚/Bolivien
Bosnia and Herzegovina/Bosnie-Herzégovine/Bosnia y Herzegovina/Босния и Герцеговина/البوسنة والهرسك/波斯尼亚和黑塞哥维那/Bosnien und Herzegowina
Botswana/Botsuana/Ботсвана/بوتسوانا/博茨瓦纳
Brazil/Brésil/Brasil/Бразилия/البرازيل/巴西/Brasilien
British Virgin Islands/Îles Vierges britanniques/Islas Vírgenes Británicas/Виргинские о-ва/جزر فيرجن البريطانية/英属维尔京群岛/Britische Jungferninseln
Brunei Darussalam/Brunei/Brunéi/Бруней/بروناي/文莱
Bulgaria/Bulgarie/Болгария/بلغاريا/保加利亚/Bulgarien
Burkina Faso/Буркина-Фасо/بوركينا فاسو/布基纳法索
Burundi/Бурунди/بوروندي/布隆迪
Cabo Verde/Cape Verde/Cap-Vert/Кабо-Верде/الرأس الأخضر/佛得角
Cambodia/Cambodge/Camboya/Камбоджа/كمبوديا/柬埔寨/Kambodscha
Cameroon/Cameroun/Camerún/Камерун/الكاميرون/喀麦隆/Kamerun
Canada/Canadá/Канада/كندا/加拿大/Kanada
Caribbean Netherlands/Pays-Bas caribéens/Caribe neerlandés/Бонэйр, Синт-Эстатиус и Саба/هولندا الكاريبية/荷属加勒比区/Karibische Niederlande
Cayman Islands/Îles Caïmans/Islas Caimán/о-ва Кайман/جزر كايمان/开曼群岛/Kaimaninseln
Central African Republic/République centrafricaine/República Centroafricana/Центрально-Африканская Республика/جمهورية أفريقيا الوسطى/中非共和国/Zentralafrikanische Republik
Chad/Tchad/Чад/تشاد/乍得/Tschad
Chile/Chili/Чили/تشيلي/智利
China/Chine/Китай/الصين/中国
Christmas Island/Île Christmas/Isla de Navidad/о-в Рождества/جزيرة كريسماس/圣诞岛/Weihnachtsinsel
Cocos/Îles Cocos/Islas Cocos/Кокосовые о-ва/جزر كوكوس/科科斯（基林）群岛/Kokosinseln
Colombia/Colombie/Колумбия/كولومبيا/哥伦比亚/Kolumbien
Comoros/Comores/Comoras/Коморы/جزر القمر/科摩罗/Komoren
Congo/Republic of the Congo/Congo-Brazzaville/Конго - Браззавиль/الكونغو - برازافيل/刚果（布）/Kongo-Brazzaville/Конго/الكونغو/刚果/Kongo
Cook Islands/Îles Cook/Islas Cook/о-ва Кука/جزر كوك/库克群岛/Cookinseln
Costa Rica/Коста-Рика/كوستاريكا/哥斯达黎加
Côte d'Ivoire/Ivory Coast/Кот-д'Ивуар/ساحل العاج/科特迪瓦/Кот-д’Ивуар/كوت ديفوار
Croatia/Republic of Croatia/Croatie/Croacia/Хорватия/كرواتيا/克罗地亚/Kroatien
Cuba/Куба/كوبا/古巴/Kuba
Curaçao/Curazao/Кюрасао/كوراساو/库拉索
Cyprus/Chypre/Chipre/Кипр/قبرص/塞浦路斯/Zypern
Czechia/Czech Republic/Tchéquie/Chequia/Чехия/التشيك/捷克/Tschechien/République tchèque/República Checa/Чешская Республика/Tschechische Republik
Democratic People's Republic of Korea/North Korea/DPRK/Corée du Nord/Corea del Norte/КНДР/كوريا الشمالية/朝鲜/Nordkorea/République populaire démocratique de Corée/República Popular Democrática de Corea/Корейская Народно-Демократическая Республика/朝鲜民主主义人民共和国
Democratic Republic of the Congo/DR Congo/DRC/Congo-Kinshasa/República Democrática del Congo/Конго - Киншаса/الكونغو - كينشاسا/刚果（金）/Kongo-Kinshasa/République démocratique du Congo/Демократическая Республика Конго/جمهورية الكونغو الديمقراطية/刚果民主共和国/Demokratische Republik Kongo
Denmark/Danemark/Dinamarca/Дания/الدانمرك/丹麦/Dänemark
Djibouti/Yibuti/Джибути/جيبوتي/吉布提/Dschibuti
Dominica/Dominique/Доминика/دومينيكا/多米尼克
Dominican Republic/République dominicaine/República Dominicana/Доминиканская Республика/جمهورية الدومينيكان/多米尼加共和国/Dominikanische Republik
Ecuador/Équateur/Эквадор/الإكوادور/厄瓜多尔
Egypt/Égypte/Egipto/Египет/مصر/埃及/Ägypten
El Salvador/Salvador/Сальвадор/السلفادور/萨尔瓦多
Equatorial Guinea/Guinée équatoriale/Guinea Ecuatorial/Экваториальная Гвинея/غينيا الاستوائية/赤道几内亚/Äquatorialguinea
Eritrea/Érythrée/Эритрея/إريتريا/厄立特里亚
Estonia/Estonie/Эстония/إستونيا/爱沙尼亚/Estland
Eswatini/Swaziland/Esuatini/Эсватини/إسواتيني/斯威士兰
Ethiopia/Éthiopie/Etiopía/Эфиопия/إثيوبيا/埃塞俄比亚/Äthiopien
European Union/EU/Union européenne/Unión Europea/Европейский союз/الاتحاد الأوروبي/欧盟/Europäische Union
Falkland Islands/Îles Malouines/Islas Malvinas/Фолклендские о-ва/جزر فوكلاند/福克兰群岛/Falklandinseln
Faroe Islands/Îles Féroé/Islas Feroe/Фарерские о-ва/جزر فارو/法罗群岛/Färöer
Fiji/Fidji/Fiyi/Фиджи/فيجي/斐济/Fidschi
Finland/Finlande/Finlandia/Финляндия/فنلندا/芬兰/Finnland
France/Francia/Франция/فرنسا/法国/Frankreich
French Guiana/Guyane française/Guayana Francesa/Французская Гвиана/غويانا الفرنسية/法属圭亚那/Französisch-Guayana
French Polynesia/Polynésie française/Polinesia Francesa/Французская Полинезия/بولينيزيا الفرنسية/法属波利尼西亚/Französisch-Polynesien
Gabon/Gabón/Габон/الغابون/加蓬/Gabun
Gambia/Gambie/Гамбия/غامبيا/冈比亚
Georgia/Géorgie/Грузия/جورجيا/格鲁吉亚/Georgien
Germany/Federal Republic of Germany/Allemagne/Alemania/Германия/ألمانيا/德国/Deutschland
Ghana/Гана/غانا/加纳
Gibraltar/Гибралтар/جبل طارق/直布罗陀
Greece/Grèce/Grecia/Греция/اليونان/希腊/Griechenland
Greenland/Groenland/Groenlandia/Гренландия/غرينلاند/格陵兰/Grönland
Grenada/Grenade/Granada/Гренада/غرينادا/格林纳达
Guadeloupe/Guadalupe/Гваделупа/غوادلوب/瓜德罗普
Guam/Гуам/غوام/关岛
Guatemala/Гватемала/غواتيمالا/危地马拉
Guernsey/Guernesey/Гернси/غيرنزي/根西岛
Guinea-Bissau/Guinée-Bissau/Guinea-Bisáu/Гвинея-Бисау/غينيا بيساو/几内亚比绍
Guinea/Guinée/Гвинея/غينيا/几内亚
Guyana/Гайана/غيانا/圭亚那
Haiti/Haïti/Haití/Гаити/هايتي/海地
Holy See/Vatican City/Vatican/État de la Cité du Vatican/Ciudad del Vaticano/Ватикан/الفاتيكان/梵蒂冈/Vatikanstadt/Saint-Siège/Santa Sede/Святой Престол/الكرسي الرسولي/教廷/Heiliger Stuhl
Honduras/Гондурас/هندوراس/洪都拉斯
Hong Kong/R.A.S. chinoise de Hong Kong/RAE de Hong Kong/Гонконг/هونغ كونغ الصينية/中国香港特别行政区/Sonderverwaltungsregion Hongkong
Hungary/Hongrie/Hungría/Венгрия/هنغاريا/匈牙利/Ungarn
Iceland/Islande/Islandia/Исландия/آيسلندا/冰岛/Island
India/Inde/Индия/الهند/印度/Indien
Indonesia/Indonésie/Индонезия/إندونيسيا/印度尼西亚/Indonesien
Iran/Islamic Republic of Iran/Irán/Иран/إيران/伊朗/Islamische Republik Iran
Iraq/Irak/Ирак/العراق/伊拉克
Ireland/Irlande/Irlanda/Ирландия/أيرلندا/爱尔兰/Irland
Isle of Man/Île de Man/Isla de Man/о-в Мэн/جزيرة مان/马恩岛
Israel/Israël/Израиль/إسرائيل/以色列
Italy/Italie/Italia/Италия/إيطاليا/意大利/Italien
Jamaica/Jamaïque/Ямайка/جامايكا/牙买加/Jamaika
Japan/Japon/Japón/Япония/اليابان/日本
Jersey/Джерси/جيرسي/泽西岛
Jordan/Jordanie/Jordania/Иордания/الأردن/约旦/Jordanien
Kazakhstan/Kazajistán/Казахстан/كازاخستان/哈萨克斯坦/Kasachstan
Kenya/Kenia/Кения/كينيا/肯尼亚
Kiribati/Кирибати/كيريباتي/基里巴斯
Kosovo/Косово/كوسوفو/科索沃
Kuwait/Koweït/Кувейт/الكويت/科威特
Kyrgyzstan/Kirghizstan/Kirguistán/Киргизия/قيرغيزستان/吉尔吉斯斯坦/Kirgisistan
Lao People's Democratic Republic/Laos/Лаос/لاوس/老挝/République démocratique populaire lao/República Democrática Popular Lao
Latvia/Lettonie/Letonia/Латвия/لاتفيا/拉脱维亚/Lettland
Lebanon/Liban/Líbano/Ливан/لبنان/黎巴嫩/Libanon
Lesotho/Lesoto/Лесото/ليسوتو/莱索托
Liberia/Либерия/ليبيريا/利比里亚
Libya/Libye/Libia/Ливия/ليبيا/利比亚/Libyen
Liechtenstein/Лихтенштейн/ليختنشتاين/列支敦士登
Lithuania/Lituanie/Lituania/Литва/ليتوانيا/立陶宛/Litauen
Luxembourg/Luxemburgo/Люксембург/لوكسمبورغ/卢森堡/Luxemburg
Macao/R.A.S. chinoise de Macao/RAE de Macao/Макао/منطقة ماكاو الإدارية الخاصة/中国澳门特别行政区/Sonderverwaltungsregion Macau
Madagascar/Мадагаскар/مدغشقر/马达加斯加/Madagaskar
Malawi/Malaui/Малави/ملاوي/马拉维
Malaysia/Malaisie/Malasia/Малайзия/ماليزيا/马来西亚
Maldives/Maldivas/Мальдивы/جزر المالديف/马尔代夫/Malediven
Mali/Мали/مالي/马里
Malta/Malte/Мальта/مالطا/马耳他
Marshall Islands/Îles Marshall/Islas Marshall/Маршалловы о-ва/جزر مارشال/马绍尔群岛/Marshallinseln
Martinique/Martinica/Мартиника/جزر المارتينيك/马提尼克
Mauritania/Mauritanie/Мавритания/موريتانيا/毛里塔尼亚/Mauretanien
Mauritius/Maurice/Mauricio/Маврикий/موريشيوس/毛里求斯
Mayotte/Майотта/مايوت/马约特
Mexico/Mexique/México/Мексика/المكسيك/墨西哥/Mexiko
Micronesia/Federated States of Micronesia/Micronésie/Федеративные Штаты Микронезии/ميكرونيزيا/密克罗尼西亚/Mikronesien
Monaco/Mónaco/Монако/موناكو/摩纳哥
Mongolia/Mongolie/Монголия/منغوليا/蒙古/Mongolei
Montenegro/Monténégro/Черногория/الجبل الأسود/黑山
Montserrat/Монтсеррат/مونتسرات/蒙特塞拉特
Morocco/Maroc/Marruecos/Марокко/المغرب/摩洛哥/Marokko
Mozambique/Мозамбик/موزمبيق/莫桑比克/Mosambik
Myanmar/Burma/Мьянма/ميانمار/缅甸/Birmania
Namibia/Namibie/Намибия/ناميبيا/纳米比亚
Nauru/Науру/ناورو/瑙鲁
Nepal/Népal/Непал/نيبال/尼泊尔
Netherlands/Kingdom of the Netherlands/Pays-Bas/Países Bajos/Нидерланды/هولندا/荷兰/Niederlande
New Caledonia/Nouvelle-Calédonie/Nueva Caledonia/Новая Каледония/كاليدونيا الجديدة/新喀里多尼亚/Neukaledonien
New Zealand/Nouvelle-Zélande/Nueva Zelanda/Новая Зеландия/نيوزيلندا/新西兰/Neuseeland
Nicaragua/Никарагуа/نيكاراغوا/尼加拉瓜
Niger/Níger/Нигер/النيجر/尼日尔
Nigeria/Нигерия/نيجيريا/尼日利亚
Niue/Ниуэ/نيوي/纽埃
Norfolk Island/Île Norfolk/Isla Norfolk/о-в Норфолк/جزيرة نورفولك/诺福克岛/Norfolkinsel
North Macedonia/The former Yugoslav Republic of Macedonia/Macédoine du Nord/Macedonia del Norte/Северная Македония/مقدونيا الشمالية/北马其顿/Nordmazedonien
Northern Mariana Islands/Îles Mariannes du Nord/Islas Marianas del Norte/Северные Марианские о-ва/جزر ماريانا الشمالية/北马里亚纳群岛/Nördliche Marianen
Norway/Norvège/Noruega/Норвегия/النرويج/挪威/Norwegen
Oman/Omán/Оман/عُمان/阿曼
Pakistan/Pakistán/Пакистан/باكستان/巴基斯坦
Palau/Palaos/Палау/بالاو/帕劳
Panama/Panamá/Панама/بنما/巴拿马
Papua New Guinea/Papouasie-Nouvelle-Guinée/Papúa Nueva Guinea/Папуа — Новая Гвинея/بابوا غينيا الجديدة/巴布亚新几内亚/Papua-Neuguinea
Paraguay/Парагвай/باراغواي/巴拉圭
Peru/Pérou/Perú/Перу/بيرو/秘鲁
Philippines/Filipinas/Филиппины/الفلبين/菲律宾/Philippinen
Pitcairn Islands/Îles Pitcairn/Islas Pitcairn/о-ва Питкэрн/جزر بيتكيرن/皮特凯恩群岛/Pitcairninseln
Poland/Pologne/Polonia/Польша/بولندا/波兰/Polen
Portugal/Португалия/البرتغال/葡萄牙
Puerto Rico/Porto Rico/Пуэрто-Рико/بورتوريكو/波多黎各
Qatar/Catar/Катар/قطر/卡塔尔/Katar
Republic of Korea/South Korea/Corée du Sud/Corea del Sur/Республика Корея/كوريا الجنوبية/韩国/Südkorea/République de Corée/República de Corea/جمهورية كوريا/大韩民国/Republik Korea
Republic of Moldova/Moldova/Moldavie/Moldavia/Молдова/مولدوفا/摩尔多瓦/Republik Moldau/République de Moldova/República de Moldova/Республика Молдова/摩尔多瓦共和国
Réunion/La Réunion/Reunión/Реюньон/روينيون/留尼汪
Romania/Roumanie/Rumanía/Румыния/رومانيا/罗马尼亚/Rumänien
Russian Federation/Russia/Russie/Rusia/Россия/روسيا/俄罗斯/Russland/Fédération de Russie/Federación de Rusia/Российская Федерация/الاتحاد الروسي/俄罗斯联邦/Russische Föderation
Rwanda/Ruanda/Руанда/رواندا/卢旺达
Saint Barthélemy/Saint-Barthélemy/San Bartolomé/Сен-Бартелеми/سان بارتليمي/圣巴泰勒米/St. Barthélemy
Saint Helena, Ascension and Tristan da Cunha/Sainte-Hélène/Santa Elena/о-в Св. Елены/سانت هيلينا/圣赫勒拿/St. Helena
Saint Kitts and Nevis/Saint-Christophe-et-Niévès/San Cristóbal y Nieves/Сент-Китс и Невис/سانت كيتس ونيفيس/圣基茨和尼维斯/St. Kitts und Nevis
Saint Lucia/Sainte-Lucie/Santa Lucía/Сент-Люсия/سانت لوسيا/圣卢西亚/St. Lucia
Saint Martin/Saint-Martin/San Martín/Сен-Мартен/سان مارتن/法属圣马丁/St. Martin
Saint Pierre and Miquelon/Saint-Pierre-et-Miquelon/San Pedro y Miquelón/Сен-Пьер и Микелон/سان بيير ومكويلون/圣皮埃尔和密克隆群岛/St. Pierre und Miquelon
Saint Vincent and Grenadines/Saint-Vincent-et-les Grenadines/San Vicente y las Granadinas/Сент-Винсент и Гренадины/سانت فنسنت وجزر غرينادين/圣文森特和格林纳丁斯/St. Vincent und die Grenadinen
Samoa/Самоа/ساموا/萨摩亚
San Marino/Saint-Marin/Сан-Марино/سان مارينو/圣马力诺
Sao Tome and Principe/Sao Tomé-et-Principe/Santo Tomé y Príncipe/Сан-Томе и Принсипи/ساو تومي وبرينسيبي/圣多美和普林西比/São Tomé und Príncipe
Saudi Arabia/Arabie saoudite/Arabia Saudí/Саудовская Аравия/المملكة العربية السعودية/沙特阿拉伯/Saudi-Arabien
Senegal/Sénégal/Сенегал/السنغال/塞内加尔
Serbia/Serbie/Сербия/صربيا/塞尔维亚/Serbien
Seychelles/Сейшельские о-ва/سيشل/塞舌尔/Seychellen
Sierra Leone/Sierra Leona/Сьерра-Леоне/سيراليون/塞拉利昂
Singapore/Singapour/Singapur/Сингапур/سنغافورة/新加坡
Sint Maarten/Saint-Martin/Синт-Мартен/سانت مارتن/荷属圣马丁
Slovakia/Slovaquie/Eslovaquia/Словакия/سلوفاكيا/斯洛伐克/Slowakei
Slovenia/Republic of Slovenia/Slovénie/Eslovenia/Словения/سلوفينيا/斯洛文尼亚/Slowenien
Solomon Islands/Îles Salomon/Islas Salomón/Соломоновы о-ва/جزر سليمان/所罗门群岛/Salomonen
Somalia/Somalie/Сомали/الصومال/索马里
South Africa/Afrique du Sud/Sudáfrica/Южно-Африканская Республика/جنوب أفريقيا/南非/Südafrika
South Sudan/Soudan du Sud/Sudán del Sur/Южный Судан/جنوب السودان/南苏丹/Südsudan
Spain/Espagne/España/Испания/إسبانيا/西班牙/Spanien
Sri Lanka/Шри-Ланка/سريلانكا/斯里兰卡
State of Palestine/Palestine/Territoires palestiniens/Territorios Palestinos/Палестинские территории/الأراضي الفلسطينية/巴勒斯坦领土/Palästinensische Autonomiegebiete/État de Palestine/Estado de Palestina/Государство Палестина/دولة فلسطين/巴勒斯坦国/Palästina
Sudan/Soudan/Sudán/Судан/السودان/苏丹
Suriname/Surinam/Суринам/سورينام/苏里南
Svalbard and Jan Mayen/Svalbard et Jan Mayen/Svalbard y Jan Mayen/Шпицберген и Ян-Майен/سفالبارد وجان ماين/斯瓦尔巴和扬马延/Spitzbergen und Jan Mayen
Sweden/Suède/Suecia/Швеция/السويد/瑞典/Schweden
Switzerland/Suisse/Suiza/Швейцария/سويسرا/瑞士/Schweiz
Syrian Arab Republic/Syria/Syrie/Siria/Сирия/سوريا/叙利亚/Syrien/République arabe syrienne/República Árabe Siria/Сирийская Арабская Республика/الجمهورية العربية السورية/阿拉伯叙利亚共和国
Taiwan/Taïwan/Taiwán/Тайвань/تايوان/台湾
Tajikistan/Tadjikistan/Tayikistán/Таджикистан/طاجيكستان/塔吉克斯坦/Tadschikistan
Thailand/Thaïlande/Tailandia/Таиланд/تايلاند/泰国
Timor-Leste/Timor oriental/Восточный Тимор/تيمور - ليشتي/东帝汶
Togo/Того/توغو/多哥
Tokelau/Токелау/توكيلاو/托克劳
Tonga/Тонга/تونغا/汤加
Trinidad and Tobago/Trinité-et-Tobago/Trinidad y Tobago/Тринидад и Тобаго/ترينيداد وتوباغو/特立尼达和多巴哥/Trinidad und Tobago
Tunisia/Tunisie/Túnez/Тунис/تونس/突尼斯/Tunesien
Turkmenistan/Turkménistan/Turkmenistán/Туркменистан/تركمانستان/土库曼斯坦
Turks and Caicos Islands/Îles Turques-et-Caïques/Islas Turcas y Caicos/Тёркс и Кайкос/جزر توركس وكايكوس/特克斯和凯科斯群岛/Turks- und Caicosinseln
Tuvalu/Тувалу/توفالو/图瓦卢
Türkiye/Turkey/Turquie/Turquía/Турция/تركيا/土耳其/Türkei
U.S. Virgin Islands/Îles Vierges des États-Unis/Islas Vírgenes de EE. UU./Виргинские о-ва/جزر فيرجن الأمريكية/美属维尔京群岛/Amerikanische Jungferninseln
Uganda/Ouganda/Уганда/أوغندا/乌干达
Ukraine/Ucrania/Украина/أوكرانيا/乌克兰
United Arab Emirates/UAE/Émirats arabes unis/Emiratos Árabes Unidos/ОАЭ/الإمارات العربية المتحدة/阿拉伯联合酋长国/Vereinigte Arabische Emirate/Объединенные Арабские Эмираты
United Kingdom/United Kingdom of Great Britain and Northern Ireland/Great Britain/UK/Royaume-Uni/Reino Unido/Великобритания/المملكة المتحدة/英国/Vereinigtes Königreich/Royaume-Uni de Grande-Bretagne et d'Irlande du Nord/Reino Unido de Gran Bretaña e Irlanda del Norte/Соединенное Королевство/المملكة المتحدة لبريطانيا العظمى وأيرلندا الشمالية/大不列颠及北爱尔兰联合王国/联合王国
United Republic of Tanzania/Tanzania/Tanzanie/Танзания/تنزانيا/坦桑尼亚/Tansania/République-Unie de Tanzanie/República Unida de Tanzanía/坦桑尼亚联合共和国
United States/United States of America/USA/États-Unis/Estados Unidos/Соединенные Штаты/الولايات المتحدة/美国/Vereinigte Staaten/États-Unis d'Amérique/Estados Unidos de América/Соединенные Штаты Америки/الولايات المتحدة الأمريكية/美利坚合众国/Vereinigte Staaten von Amerika
Uruguay/Уругвай/أورغواي/乌拉圭
Uzbekistan/Ouzbékistan/Uzbekistán/Узбекистан/أوزبكستان/乌兹别克斯坦/Usbekistan
Vanuatu/Вануату/فانواتو/瓦努阿图
Venezuela/Bolivarian Republic of Venezuela/Венесуэла/فنزويلا/委内瑞拉
Viet Nam/Vietnam/Viêt Nam/Вьетнам/فيتنام/越南
Wallis and Futuna/Wallis-et-Futuna/Wallis y Futuna/Уоллис и Футуна/جزر والس وفوتونا/瓦利斯和富图纳/Wallis und Futuna
Western Sahara/Sahara occidental/Sáhara Occidental/Западная Сахара/الصحراء الغربية/西撒哈拉/Westsahara
Yemen/Yémen/Йемен/اليمن/也门/Jemen
Zambia/Zambie/Замбия/زامبيا/赞比亚/Sambia
Zimbabwe/Zimbabue/Зимбабве/زيمبابوي/津巴布韦/Simbabwe
"""
_IN_BRACKETS = re.compile(r"\s*[(（][^()（）]*[)）]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CASE = re.compile("[аеиоуыэюяйь]+\\b")
_SHORT = 4
_LONGEST = 120


def folded(text: str) -> str:
    """A name without capitals, accents and punctuation: what makes two spellings one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", kept))


def _stem(name: str) -> str:
    """A folded name without the endings that Russian cases give it."""
    return _CASE.sub("", name) if len(name) > _SHORT and _CYRILLIC.match(name) else name


@cache
def country_names() -> dict[str, str]:
    """The English name by every name, folded."""
    found: dict[str, str] = {}
    for line in _NAMES.strip().splitlines():
        english, *others = line.split("/")
        for name in (english, *others):
            found.setdefault(_stem(folded(name)), english)
    return found


def country_named(text: str) -> str | None:
    """The English name of the State that a text names and nothing else; `None` for any other.

    What stands in brackets in a formal name (`Iran (Islamic Republic of)`) may be there or not.
    """
    if len(text) > _LONGEST:
        return None
    listed, bare = country_names(), _IN_BRACKETS.sub("", text)
    return listed.get(_stem(folded(text))) or listed.get(_stem(folded(bare)))
