"""Abbreviations that end in a full stop, by how often they also end a sentence.

Lower case, without the last full stop; inner stops are kept and spaces are not
(`z.b` stands for `z.B.` and for `z. B.`). Compiled by hand for the languages named.
"""

from assistant.language.function_words import word_set

NEVER_LAST = word_set(
    # English
    "mr mrs ms mx messrs mmes dr prof rev hon gen col lt capt sgt maj cpl brig cmdr adm gov sen "
    "rep pres supt insp st mt ft e.g i.e eg ie cf vs viz approx ca dept est ext incl resp "
    "amb h.e assoc asst fr univ jan feb mar apr jun jul aug sep sept oct nov dec",
    # German
    "dipl fa ing mag hr fr frl z.b d.h u.a i.d.r i.d.f s.o s.u v.a u.u z.t o.g i.s.d i.v.m sog bzw "
    "bspw evtl ggf inkl exkl zzgl abzgl einschl ausschl vgl mind mio mrd tsd hrsg "
    "hl gegr geb gest verh ehem str a.d k.u.k o.b.d.a m.e zw gem lt betr bes allg urspr "
    "engl franz lat griech dt österr amerik brit russ eigtl wörtl od insb insbes jän mär okt dez",
    # French
    "m mm mme mmes mlle mlles me mgr pr dr st ste c.-à-d env ex p.ex",
    # Spanish, Portuguese, Italian
    "sr sra srta sres d dª dña dn ud uds vd vds lic excmo excma ilmo ilma p.ej pág págs núm gral "
    "avda ave tel fdo sto sta dra drs profa sig sigg sig.ra dott dott.ssa avv "
    "prof.ssa es p.es v.gr cnel tte gral fco mª",
    # Dutch, Nordic
    "mevr dhr drs ir mw bijv d.w.z nl o.a z.g zgn m.b.t i.p.v t.o.v a.u.b t.ex bl.a s.k d.v.s "
    "f.eks bl.a dvs hhv mht ift jf evt pga ang",
    # Slovene, Croatian, Vietnamese
    "npr oz t.i t.j gosp gdč dr mag ga prof doc itn idr dipl univ odv roj gđa tzv odn "
    "ts ths gs pgs",
    # Polish
    "tzw np m.in ul pl al im św prof dr inż mgr hab gen płk ppłk mjr kpt por ks bp abp o s.p śp "
    "ok zob por pt tj tzn wg ww nt pn tłum oprac woj pow gm os ang niem franc łac gr ros "
    "wł ur zm kard sen pos r.pr pw",
    # Czech, Slovak
    "např tzv ul sv mgr mgr bc mudr judr phdr rndr paeddr thdr csc doc prof tj resp mj popř příp "
    "tzn vč cca angl něm fr lat srov viz nar zemř n.m nám tř gen plk pplk mjr kpt por zvl "
    "napr tzv t.j príp resp vid",
    # Finnish, Estonian, Hungarian
    "maist lis esim ks ns vrt synt eng ruots saks ransk lat toim tri prof ent nyk s.o mr rva hra "
    "nt n-ö lk vt pr st dr ifj id özv ún kb ill pl",
    # Romanian
    "dl dna d-na d-l d-lui dr ing conf lect prof univ nr str bd bl sc ap jud com sf gen lt col mr "
    "cpt ex de.ex vol ed cap alin lit pct art dvs",
    # Russian, Ukrainian, Bulgarian, Serbian, Kazakh
    "оз им св ул пл пр просп пер д наб обл р-н г-н г-жа г-на гр акад проф доц инж к.т.н д.т.н ген "
    "полк подполк кап лейт чл ред сост изд англ нем фр лат греч итал исп рус т.е т.н т.к см ср "
    "напр прим др-р букв род ок тов гос мин макс м.н.с ст.л кн ж-л вып т.зв гр-н о-в пос дер с.ш "
    "дж вул просп акад напр тобто ім див пор т.зв "
    "мыс қ.к к-сі профес",
    # Turkish
    "doç yrd örn bkz sn cad sok mah",
    # Arabic and Hindi titles
    "د أ م ص ق.م أ.د م. डॉ श्री प्रो कु सु स्व मो सं ले पं कि.मी एम एस ए बी पी आर वी डा",
    # Indonesian, Vietnamese
    "bpk sdr tn ny ts ths pgs gs tp",
)
"""A full stop after these is never an end of a sentence: a name, number or word follows."""

BEFORE_NUMBER = word_set(
    "no nos n° nr nrs p pp art arts para paras pars vol vols fig figs sec sect secs ch chap chaps "
    "eq eqs tab tabs app add doc ref res rev cl reg ser pt sess suppl ed n nn c ca op ann vers st "
    "al vs",
    "max min mind approx aprox abb bild tab obr kuva руб р ж грн",
    "abs abschn ziff rn rz kap bd bde s ss bl anm az beschl urt nrn hs",
    "num núm pág págs cap caps inc lit ley apdo fasc vol pag pagg artt comma fogl tel fax cod",
    "poz ust pkt str rozdz par zał dz lp z godz r t nru",
    "č čl odst písm kap sv zák sb bod s ods",
    "ст стр с ч п пп рис табл гл разд т тт вып № изд кв корп ком оф прил абз подп ок",
    "бап б том",
    "lk nro § luku mom kohta sivu",
    "ص م ج ط ق पृ सं क्र",
    "bkz md sf s m",
    "št br blz tč toč ur l",
)
"""A full stop after these is no end of a sentence when a digit or a roman numeral follows."""

MAYBE_LAST = word_set(
    "m mm cm km kg ml ha mg mph etc inc ltd co corp plc llc llp jr sr esq bros al ibid est ave "
    "blvd rd sq a.m p.m st fig sc "
    "ph.d m.d b.a m.a b.sc m.sc ll.b ll.m u.s u.s.a u.k u.n e.u d.c b.c a.d n.y b.c.e c.e "
    "oz lb ft hr hrs min sec mins",
    "usw u.ä o.ä u.s.w u.v.m u.dgl uvm jh jhs n.chr v.chr u.z gmbh bhf std min sek st abk jahrh",
    "etc av apr j.-c apr.j.-c av.j.-c v.chr éd cie boul bd coll",
    "ee.uu ss.mm a.c d.c s.a s.l ca cía ltda ecc s.p.a s.r.l jr ",
    "itd itp r w wiek n.e p.n.e n.p.m tys mln mld gr godz min sek rys tab i.in jw sp.z.o.o",
    "atd apod aj stol n.l př.n.l hod min r tis mil mld s.r.o a.s o.p.s pod",
    "jne yms ym eaa ekr jkr jaa tms klo milj mrd s v",
    "ș.a ş.a ş.a.m.d ș.a.m.d î.hr d.hr î.e.n e.n mil mld min etc s.a s.r.l",
    "г гг в вв т.д т.п т.б др пр н.э до.н.э руб коп тыс млн млрд мин сек час ж жж т.с.с б.з.д б.з "
    "р рр ін т.і с м км кг га ч",
    "v.b vb vs m.ö m.s a.ş",
    "م هـ ه ق.م",
)
"""A full stop after these ends a sentence only if what follows looks like a beginning."""

USUALLY_LAST = word_set(
    "etc al a.m p.m usw usf uvm u.v.m itd itp atd apod jne yms ecc s.r.o vb v.b",
    "ș.a ş.a ş.a.m.d ș.a.m.d т.д т.п т.б др пр т.с.с тощо ін",
)
"""Those of `MAYBE_LAST` that end the sentence wherever a capital letter follows."""

MAGNITUDES = word_set("mil mln mld tys tis milj mrd mio tsd млн млрд тыс ekr jkr vs st")
"""Of `MAYBE_LAST`, those that stand behind a number and in front of a unit or a name."""

MONTHS = word_set(
    "januar jänner februar märz april mai juni juli august september oktober november dezember",
    "jan jän feb mär apr jun jul aug sep sept okt nov dez",
)
"""Months of languages that write `3. Mai`: capital letter after an ordinal number."""

ORDINAL_NOUNS = ("jahrhundert", "jh", "weltkrieg", "rang", "platz", "klasse", "liga", "auflage")
"""Beginnings of German nouns that an ordinal number often stands before."""

ORDINAL_ARTICLES = word_set(
    "der die das des dem den am im vom zum zur beim seit ab ins bis diese dieser dieses jede jeder",
)
"""German words that come before an ordinal number (`im 19. Jahrhundert`)."""
