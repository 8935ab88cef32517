import re

import pytest

from assistant.documents.composition import compose
from assistant.documents.document import Block, Extract, Function, Kind, Paragraph


def judged(*blocks: Block | str) -> list[Paragraph]:
    """Texts are plain paragraphs; `7. …` has its number, as a reader gives it."""
    made = [_block(block) if isinstance(block, str) else block for block in blocks]
    extract = Extract("text", tuple(made), reader="test")
    return list(compose(extract, document_id="d", sha256="").paragraphs)


def _block(text: str) -> Block:
    found = re.match(r"(\d+(?:\.\d+)*)\.? (?=\D)", text)
    if found and not re.fullmatch(r"\d+ \S+ \d{4}", text):
        return Block(Kind.PARAGRAPH, text, number=found[1], mark_end=found.end())
    return Block(Kind.PARAGRAPH, text)


def heading(text: str, level: int = 1) -> Block:
    return Block(Kind.HEADING, text, level=level)


def item(text: str) -> Block:
    return Block(Kind.LIST_ITEM, text, bullet="•", level=1)


def row(text: str) -> Block:
    return Block(Kind.TABLE_ROW, text)


def functions(*blocks: Block | str) -> list[str]:
    return [str(paragraph.function) for paragraph in judged(*blocks)]


RESOLUTIONS = {
    "en": (
        "The River Assembly,",
        "Recalling its resolution 4 of 2 May 2019 on floods,",
        "Deeply concerned about the state of the dykes,",
        "1. Decides to rebuild the dykes within five years;",
        "2. Also requests the Secretary to report on the works.",
    ),
    "fr": (
        "L’Assemblée du fleuve,",
        "Rappelant sa résolution 4 du 2 mai 2019 sur les crues,",
        "Profondément préoccupée par l’état des digues,",
        "1. Décide de reconstruire les digues en cinq ans ;",
        "2. Prie le Secrétaire de rendre compte des travaux.",
    ),
    "es": (
        "La Asamblea del Río,",
        "Recordando su resolución 4, de 2 de mayo de 2019, sobre las crecidas,",
        "Profundamente preocupada por el estado de los diques,",
        "1. Decide reconstruir los diques en cinco años;",
        "2. Pide al Secretario que informe sobre las obras.",
    ),
    "de": (
        "Die Flussversammlung,",
        "unter Hinweis auf ihre Resolution 4 vom 2. Mai 2019 über die Hochwasser,",
        "besorgt über den Zustand der Deiche,",
        "1. beschließt, die Deiche binnen fünf Jahren neu zu bauen;",
        "2. ersucht den Sekretär, über die Arbeiten zu berichten.",
    ),
    "ru": (
        "Речная Ассамблея,",
        "ссылаясь на свою резолюцию 4 от 2 мая 2019 года о паводках,",
        "будучи глубоко обеспокоена состоянием плотин,",
        "1. постановляет восстановить плотины в течение пяти лет;",
        "2. просит секретаря доложить о ходе работ.",
    ),
    "ar": (
        "إن الجمعية العامة للنهر،",
        "إذ تشير إلى قرارها 4 المؤرخ 2 أيار/مايو 2019 بشأن الفيضانات،",
        "وإذ تعرب عن قلقها إزاء حالة السدود،",
        "1. تقرر إعادة بناء السدود في غضون خمس سنوات؛",
        "2. تطلب إلى الأمين أن يقدم تقريرا عن الأعمال.",
    ),
    "zh": (
        "河流大会，",
        "回顾其2019年5月2日关于洪水的第4号决议，",
        "深切关切堤坝的状况，",
        "1. 决定在五年内重建堤坝；",
        "2. 请秘书就工程提出报告。",
    ),
}


@pytest.mark.parametrize("language", RESOLUTIONS)
def test_a_resolution_has_a_preamble_and_decides(language: str) -> None:
    assert functions(*RESOLUTIONS[language]) == ["preamble"] * 3 + ["decision"] * 2


def test_the_basis_names_the_opening_words() -> None:
    paragraphs = judged(*RESOLUTIONS["en"])
    assert [paragraph.function_basis for paragraph in paragraphs] == [
        "names who resolves",
        "opens with “Recalling”",
        "opens with “Deeply concerned”",
        "opens with “Decides”",
        "opens with “Also requests”",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Recalling the flood of 1953, Ms. Brook said that the dykes had been too low.",
        "Considering the cost, the council kept the old pumps.",
        "Decides who pays? Nobody knows, she said, and the pumps stand still.",
        "Notes on the dykes were kept by the harbour master until he died in 1911.",
        "Mr. Kandor said that the bridge was closed for two winters.",
        "Ms. Ito, the harbour master, explained that ropes wear out in salt water.",
        "Peru, Chile and Ecuador welcomed the report on fisheries.",
        "The committee listed the towns flooded: Arle, Brook, Colne, Dare and Elm.",
        "Der Rat beriet über die Brücke.",
        "Совет обсудил состояние моста и отложил решение.",
        "ผู้อำนวยการท่าเรืออธิบายว่าเชือกสึกหรอ",
        "港务长说，绳子在海水中会磨损。",
        "لاحظ مدير الميناء أن الحبال تبلى في الماء المالح.",
    ],
)
def test_what_says_something_is_a_statement(text: str) -> None:
    """Also at the front of a report, and among lines that are none."""
    assert functions(text) == ["statement"]
    front = ["Distr.: General", "A/12/34", "3 May 2021"]
    assert functions(*front, heading("Harbours"), text)[-1] == "statement"
    people = ["Mr. A. Hill, Head, River Office", "Ms. B. Lund, Clerk", "Dr. C. Ode, Chief Engineer"]
    assert functions(*people, text, *people)[3] == "statement"


def test_lines_of_a_front_page_are_its_masthead() -> None:
    assert functions(
        "United Nations",
        "Distr.: General",
        "3 May 2021",
        "Original: English",
        "21-04711 (E)",
        heading("River Commission"),
        "Seventh session",
        "Agenda item 4",
        heading("Report on the dykes"),
        "The dykes of the lower river were rebuilt after the flood of 1953, at great cost.",
    ) == [*["masthead"] * 5, "heading", *["masthead"] * 2, "heading", "statement"]


def test_a_date_within_a_document_is_no_masthead() -> None:
    assert functions("The dykes were rebuilt after the flood.", "3 May 2021")[1] == "heading"


@pytest.mark.parametrize(
    "note",
    [
        "* Reissued for technical reasons on 3 May 2021.",
        "* The annex is circulated as received, in the language of submission only.",
        "* Nouveau tirage pour raisons techniques (3 mai 2021).",
        "* Publicado nuevamente por razones técnicas el 3 de mayo de 2021.",
        "* Переиздано по техническим причинам 3 мая 2021 года.",
        "* أعيد إصدارها لأسباب فنية في 3 أيار/مايو 2021.",
        "* 由于技术原因于2021年5月3日重新印发。",
    ],
)
def test_how_a_document_was_issued_is_boilerplate(note: str) -> None:
    assert functions(Block(Kind.FOOTNOTE, note)) == ["boilerplate"]


def test_lines_repeated_on_its_pages_are_boilerplate() -> None:
    pages = [
        text
        for k in range(4)
        for text in (f"Ropes wear out, as rope {k} did.", "Copy of 2021: do not quote")
    ]
    found = judged(*pages)
    assert [str(p.function) for p in found] == ["statement", "boilerplate"] * 4
    assert found[1].function_basis == "repeated 4 times"


PEOPLE = (
    "Mr. Amos Hill, Head of Section, River Office",
    "Ms. Berit Lund, Second Secretary, Permanent Mission of Norway",
    "H.E. Mr. Carlo Ode, Ambassador, Permanent Mission of Italy",
    "Mme Diane Roux, Conseillère, Ministère de l’eau",
)


def test_a_run_of_names_is_a_list_of_people() -> None:
    assert functions(*PEOPLE) == ["people"] * 4
    assert functions("The meeting was attended by many.", *PEOPLE)[0] == "statement"


@pytest.mark.parametrize(
    "title",
    [
        "List of participants",
        "Annex II – Composition of the delegation",
        "Liste des participants",
        "Composición de la delegación",
        "Teilnehmerliste",
        "Список участников",
        "قائمة المشاركين",
        "与会者名单",
    ],
)
def test_a_heading_announces_people(title: str) -> None:
    assert functions(heading(title), "Amos Hill, River Office", row("Berit Lund | Norway")) == [
        "heading",
        "people",
        "people",
    ]


def test_prose_under_a_list_of_participants_is_a_statement() -> None:
    text = "The delegation was received by the harbour master, who showed the new pumps."
    assert functions(heading("List of participants"), text) == ["heading", "statement"]


@pytest.mark.parametrize(
    ("side", "names"),
    [
        ("In favour:", "Albania, Bhutan, Chad, Denmark, Ecuador, Fiji"),
        ("Abstentions :", "Albanie, Bhoutan, Tchad, Danemark, Équateur"),
        ("Votos en contra:", "Albania, Bhután, Chad, Dinamarca, Ecuador"),
        ("Enthaltungen:", "Albanien, Bhutan, Tschad, Dänemark, Ecuador"),
        ("Воздержались:", "Албания, Бутан, Чад, Дания, Эквадор"),
    ],
)
def test_a_roll_call_is_a_list_of_people(side: str, names: str) -> None:
    vote = "The draft was adopted by a recorded vote, as follows."
    assert functions(vote, side, names) == ["statement", "people", "people"]
    assert functions(vote, f"{side} {names}.") == ["statement", "people"]


@pytest.mark.parametrize(
    ("under", "text"),
    [
        ("Recommendations", "12. States should mend their dykes before winter."),
        ("Recommandations", "12. Les États devraient réparer leurs digues avant l’hiver."),
        ("Recomendaciones", "12. Los Estados deberían reparar sus diques."),
        ("Empfehlungen", "12. Die Staaten sollten ihre Deiche ausbessern."),
        ("Рекомендации", "12. Государствам следует починить плотины до зимы."),
        ("التوصيات", "12. ينبغي للدول أن تصلح سدودها قبل الشتاء."),
        ("建议", "12. 各国应当在冬季之前修复堤坝。"),
        ("Advice", "12. States should mend their dykes before winter."),
    ],
)
def test_what_ought_to_be_done_is_a_recommendation(under: str, text: str) -> None:
    assert functions(heading(under), text)[1] == "recommendation"


def test_a_numbered_recommendation_has_its_state_in_brackets() -> None:
    found = judged(
        heading("Conclusions and/or recommendations"),
        "131.105 Mend the dykes, and protect those who live behind them (Costa Rica);",
        "12. To mend pumps (Chad)",
    )
    assert [str(p.function) for p in found] == ["heading", "recommendation", "recommendation"]
    assert found[1].function_basis == "numbered, its State in brackets"
    many = [f"94.{n} Ratify the Pact on Dykes (Chad (Republic of));" for n in range(1, 6)]
    assert functions(*many) == ["recommendation"] * 5
    assert functions(*many, "94.6 Adopts a law on dykes (Peru);")[5] == "recommendation"
    assert functions("8.2 The Supplier mends the pumps (Schedule A).") == ["statement"]


def test_what_someone_is_said_to_have_said_is_a_statement() -> None:
    assert functions(
        "14. The harbour master said that the dykes should be mended before winter.",
        "15. The dykes are old. It was long held that they should be mended.",
    ) == ["statement", "statement"]


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("Who pays for the dykes? And who mends them?", "question"),
        ("The dykes are old. Who pays for them?", "question"),
        ("¿Quién paga los diques?", "question"),
        ("谁来支付堤坝的费用？", "question"),
        ("من يدفع ثمن السدود؟", "question"),
        ("Who pays? The towns do. They always have. They grumble.", "statement"),
    ],
)
def test_what_ends_in_asking_is_a_question(text: str, function: str) -> None:
    assert functions(text) == [function]


def test_contents_lead_to_pages() -> None:
    assert functions(
        heading("Contents"),
        row("I. Dykes | 3"),
        row("II. Pumps | 9"),
        "Annex: list of towns ........ 12",
    ) == ["heading", "contents", "contents", "contents"]
    lines = ["Repair of the bridge 4", "Ropes 7", "Pumps and mills 9", "Dykes 12", "Towns 15"]
    assert functions(*lines) == ["contents"] * 5


def test_a_table_of_figures_is_no_contents() -> None:
    rows = [
        row(f"{town} | {n}")
        for town, n in zip(["Arle", "Brook", "Colne", "Dare", "Elm"], (9, 3, 7, 2, 8), strict=True)
    ]
    assert functions(*rows) == ["table"] * 5


@pytest.mark.parametrize(
    ("over", "text"),
    [
        ("References", "Hill, A. (1953). The great flood. River Press, pp. 3–40."),
        ("Bibliographie", "Roux, D., La grande crue, Paris, 1954."),
        ("参考文献", "王明. 大洪水. 北京, 1954."),
        ("Литература", "Иванов И. И. Большой паводок. Москва, 1954."),
    ],
)
def test_a_heading_announces_references(over: str, text: str) -> None:
    assert functions(heading(over), text)[1] == "references"


def test_a_note_that_cites_is_a_reference_and_one_that_tells_is_a_statement() -> None:
    assert functions(
        Block(Kind.FOOTNOTE, "¹ See A/12/34, para. 7."),
        Block(Kind.FOOTNOTE, "² Two of the pumps were taken out after the flood and not put back."),
    ) == ["references", "statement"]


def test_signatures() -> None:
    assert functions(
        "I should be grateful if the present letter were circulated.",
        "(Signed) Amos Hill",
        "Head of the River Office",
    ) == ["statement", "signature", "signature"]
    assert functions("By: /s/ Berit Lund", "Name: Berit Lund", "Title: Clerk") == ["signature"] * 3
    assert functions("(Signed) Amos Hill", "- 9 -") == ["signature", "boilerplate"]


def test_links_of_a_web_page_are_boilerplate() -> None:
    links = [
        item(name)
        for name in [
            "Deutsch",
            "Français",
            "Español",
            "Italiano",
            "Polski",
            "Suomi",
            "Svenska",
            "Türkçe",
        ]
    ]
    assert functions("Jump to content", "Main menu", *links, "Ropes are made of hemp.") == [
        *["boilerplate"] * 10,
        "statement",
    ]
    assert functions("What a chandler sells:", *links)[1:] == ["statement"] * 8


def test_what_a_report_says_of_its_own_making_is_known_as_procedure() -> None:
    found = judged("The committee held eight meetings, in private.")[0]
    assert (found.function, found.function_basis) == (Function.STATEMENT, "procedure")


def test_headings_captions_and_rows_are_what_they_are_set_as() -> None:
    assert functions(
        heading("Dykes and pumps"),
        Block(Kind.CAPTION, "Figure 2: pumps by town"),
        row("Pumps | 4"),
    ) == ["heading", "caption", "table"]


def test_a_sentence_set_as_a_heading_is_read_as_one() -> None:
    text = "By law, the closed sessions of the river board are not open to the public or the press."
    assert functions(heading(text)) == ["statement"]


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("Figure 3: pumps by town", "caption"),
        ("Table 2 Pumps by town", "caption"),
        ("Abbildung 4.1 Pumpen", "caption"),
        ("Tableau 2. Pompes par ville", "caption"),
        ("Таблица 2. Насосы по городам", "caption"),
        ("图3：各城镇的水泵", "caption"),
        ("Figure 3 shows that pumps wear out.", "statement"),
        ("Tables were laid for forty guests, and nobody came.", "statement"),
        ("Annex II", "heading"),
        ("Exhibit 10.7", "heading"),
        ("Part of the dyke was lost.", "statement"),
        ("____________________ Date", "signature"),
        ("Source: River Office.", "caption"),
        ("Sources of the river were sought for years.", "statement"),
        ("A/12/34", "masthead"),
        ("[English only]", "boilerplate"),
        ("Pumps by town", "heading"),
        ("＜水泵的使用＞", "heading"),
    ],
)
def test_what_is_not_set_apart_is_known_by_its_wording(text: str, function: str) -> None:
    assert functions("The towns paid for the pumps.", text)[1] == function


def test_recitals_are_a_preamble_even_where_they_end_as_sentences() -> None:
    assert functions(
        "WHEREAS, the Town owns the dykes and the Company mends dykes.",
        "NOW, THEREFORE, the Town and the Company agree to what follows.",
    ) == ["preamble", "statement"]


def test_a_body_that_decides_is_named_or_stands_over_the_list() -> None:
    assert functions(
        "The River Council decides that the dykes shall be mended within five years.",
        "The River Council met on Tuesday and heard the harbour master.",
        "The River Council may decide to close the bridge, and has done so twice.",
        "The River Parliament rejected their requests in the winter of that year.",
        "The River Council:",
        item("Approves the plan of the works;"),
        item("Takes note of the report on pumps."),
    ) == ["decision", *["statement"] * 3, "heading", "decision", "decision"]


def test_items_of_a_decision_belong_to_it() -> None:
    assert (
        functions(
            *RESOLUTIONS["en"][:4],
            "2. Requests the Secretary:",
            item("To count the pumps;"),
            item("To report on them."),
        )[-3:]
        == ["decision"] * 3
    )


def test_a_few_words_over_a_sentence_are_its_title() -> None:
    text = "The towns of the lower river pay for the pumps, each by its size."
    assert functions("It was agreed.", "Who pays for pumps and how", text)[1] == "heading"
    assert functions("It was agreed.", "2. Duties of the towns", text)[1] == "heading"
    assert functions("It was agreed.", "pumps that wear out", text)[1] == "statement"
    assert (
        functions("The master of the harbour counted", "Pumps and ropes in towns", text)[1]
        == "statement"
    )


def test_a_name_with_its_country_is_a_list_of_people() -> None:
    assert functions("Chair:", "Amos Hill (Norway)", "Vice-Chairs:", "Berit Lund (Chad)") == [
        *("heading", "people"),
        *("heading", "people"),
    ]


def test_a_document_without_paragraphs_has_no_functions() -> None:
    assert functions() == []


def test_what_stands_among_names_is_one_of_them_unless_it_says_something() -> None:
    odd = "H, E Senora Elia Paz embajadora designada, delegada del pais"
    told = "They were received by the harbour master, who showed them the new pumps."
    assert functions(*PEOPLE, odd, *PEOPLE)[4] == "people"
    assert functions(*PEOPLE, told, *PEOPLE)[4] == "statement"


def test_a_listed_document_is_a_reference_and_a_paragraph_that_names_one_a_statement() -> None:
    assert functions(
        "7. The River Council then met in Arle, and sent its report to the towns (A/12/34).",
        "It had these before it:",
        item("A summary prepared by the Secretary (A/12/35);"),
    ) == ["statement", "statement", "references"]
