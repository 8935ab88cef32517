"""The words of the Forum's report; every place, person, figure and date is invented.

The story is a sequence of pieces in reading order. `¹`, `²`, `³`, `⁴` in a text are the
marks of the notes that stand at the foot of the same page.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its roman number, as it also stands in the contents."""

    text: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph of the report; its number is its place among all of them."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A list item under the paragraph before it: `(a)` or a bullet."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class StopTable:
    """The one table: stops for each thousand residents."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


Piece = Section | Numbered | Item | StopTable

TITLE = "Report of the Forum on Community Safety and Minorities of the Seven Valleys"
SESSION = "Third session, Harrowgate Hall, 12 to 14 May 2025"
SYMBOL = "SV/FORUM/2025/7"
RUNNING_HEAD = "Report of the third session"

NOTES = {
    "¹": "SV/FORUM/2023/4, paragraph 31.",
    "²": "Stops are counted by the officer’s own record; a stop without a record is not counted.",
    "³": "Article 7 of the Charter.",
    "⁴": "Written contribution of the Tolvan Women’s Circle, page 3.",
}

STORY: tuple[Piece, ...] = (
    Section("I. Opening of the session"),
    Numbered(
        "The Forum on Community Safety and Minorities of the Seven Valleys held its third session "
        "at Harrowgate Hall from 12 to 14 May 2025. It was opened by the Chair, Ms. Anwen Sorley, "
        "who welcomed 186 participants from all seven valleys."
    ),
    Numbered(
        "The Chair recalled that the Forum has no power to decide. Its worth lies in bringing to "
        "one table those who are policed, those who police and those who pay for it, and in "
        "writing down what each of them says."
    ),
    Numbered(
        "The First Minister of the Seven Valleys, Mr. Tomas Hallgren, said that his government had "
        "come to listen. He announced that the recommendations of the second session, of which "
        "nine out of twenty-two had been carried out, would be reported on every spring.¹"
    ),
    Numbered(
        "Mr. Yusuf Kandor, of the Ridda Cultural League, spoke for the minorities present. He said "
        "that people who speak Ridda, Tolvan or Merrin make up a fifth of the population and "
        "that they had waited a long time to be asked about the conduct of the constabulary."
    ),
    Numbered(
        "The agenda was adopted without a vote. At the request of the Merrin Council of Elders, an "
        "hour was added on the second day to hear families who had lost their homes in the "
        "disturbances at Lower Brae in October 2022."
    ),
    Section("II. Policing that a community can trust"),
    Numbered(
        "The Chief Constable, Mr. Brandt Aumann, presented the figures on stops for 2024. Officers "
        "had recorded 21,460 stops, 8 per cent fewer than in the year before. A prohibited object "
        "was found in one stop out of eleven."
    ),
    Numbered(
        "The figures are given for each group in the table below. Mr. Aumann acknowledged that a "
        "person who speaks Ridda was still three times as likely to be stopped as a member of the "
        "majority, and said that he could not explain the whole of the difference.²"
    ),
    StopTable(
        "Table 1. Stops recorded for each 1,000 residents",
        (
            ("Group", "2023", "2024", "Change"),
            ("Ridda speakers", "61", "48", "-13"),
            ("Tolvan speakers", "44", "41", "-3"),
            ("Merrin speakers", "39", "43", "+4"),
            ("Majority", "17", "16", "-1"),
        ),
    ),
    Numbered(
        "Ms. Adaeze Okoro (Harrow Vale) asked why stops of Merrin speakers had risen while all the "
        "others had fallen. She had counted 212 stops on the Quay Street bridge alone, most of "
        "them on the evenings of the Merrin market."
    ),
    Numbered(
        "In reply, the Chief Constable said that two officers had been withdrawn from the bridge "
        "in February 2025 and that stops without a stated reason would no longer be accepted by "
        "their sergeants."
    ),
    Numbered(
        "Mr. Kandor said that policing by consent begins with the recruits. Of the 1,940 officers "
        "of the constabulary, 57 speak a minority language, and none of them holds a rank above "
        "sergeant. A force that does not look like its valleys, he said, will always be a visitor "
        "in some of them."
    ),
    Numbered(
        "Ms. Greta Ferreira-Holt, of the Police Federation, said that officers were asked to do "
        "the work of teachers, nurses and housing clerks. Night patrols in Varn had been cut from "
        "six to two, and tired officers make unfair decisions. She asked that the Forum speak of "
        "workloads as well as of attitudes."
    ),
    Numbered(
        "Several participants described encounters that had gone well. In Keld, the same two "
        "officers have walked the market every Thursday for four years; complaints from the "
        "market have fallen from 31 a year to 4."
    ),
    Numbered(
        "On training, the Director of the Constabulary Academy, Ms. Ruth Ansgar, reported that "
        "recruits receive eleven hours on the rights of minorities in a course of forty weeks. "
        "She said that one afternoon with the families of Lower Brae had taught her classes more "
        "than all of the lectures together."
    ),
    Numbered(
        "Participants agreed that training of the police should be repeated throughout a career "
        "and judged by its effect on the street. They named the following as the subjects that "
        "every officer should be examined in:"
    ),
    Item("(a)", "the law on stops and searches, and the duty to give a reason;"),
    Item("(b)", "calming a dispute without the use of force;"),
    Item("(c)", "greeting, naming and asking for help in the language of the district;"),
    Item("(d)", "the history of the disturbances, told by those who lived through them;"),
    Item("(e)", "the treatment of women and children who come to report a crime."),
    Numbered(
        "Mr. Petros Veil, of the Youth Assembly, said that he had been stopped seven times on the "
        "same bridge between his fifteenth and his seventeenth birthday. He had been polite seven "
        "times. He asked that a person who is stopped be given a slip with the name of the "
        "officer, the reason and the hour."
    ),
    Numbered(
        "The Chief Constable promised that slips would be handed out in all seven valleys from "
        "1 September 2025, and that a receipt by telephone message would be offered to those who "
        "prefer it. He added that cameras worn by officers, which had been tried in Tarnside, "
        "would not be extended before the trial had been evaluated by someone outside the "
        "constabulary."
    ),
    Section("III. Early warning and early action"),
    Numbered(
        "The Forum considered why no one had acted before the disturbances at Lower Brae, although "
        "many had seen them coming. Dr. Ines Marchetti, who led the inquiry, said that there had "
        "been forty-one warnings in the six weeks before the first house was burned. They "
        "had been sent to nine different offices, and no office had seen more than eight of them."
    ),
    Numbered(
        "Drawing on the inquiry, participants named these early warning signs of violence against "
        "a minority:"
    ),
    Item("(a)", "rumours that a well, a pasture or a shrine has been fouled on purpose;"),
    Item("(b)", "shops of one community that stay closed on a market day;"),
    Item("(c)", "parents who keep their children home from a mixed school;"),
    Item("(d)", "slogans on walls that name a family or a street;"),
    Item("(e)", "neighbours who have always greeted each other and no longer do."),
    Numbered(
        "Elder Marten Ashby, of the Merrin Council, said that the last of these signs was the "
        "surest. Violence, he said, is preceded by a silence, and the old women of the village "
        "hear it first. He asked that a warning from a village be taken as seriously as a report "
        "from an officer."
    ),
    Numbered(
        "Ms. Sofia Drummond, of the Weather and Hazards Service, explained how warnings of floods "
        "are passed on. One room is staffed day and night; every message is answered within an "
        "hour; and the duty officer can call out help without asking anyone’s leave. Nothing "
        "prevents the same from being done for warnings of violence, she said, except habit."
    ),
    Numbered(
        "The Commissioner for Minorities, Mr. Emeka Daskal, proposed a single early warning desk "
        "with a staff of five, to be opened in Ossen by 1 January 2026. It would receive warnings "
        "in four languages, and would publish every quarter how many had come in and how many had "
        "been acted upon."
    ),
    Numbered(
        "The Police Federation was of the opinion that the desk should be part of the "
        "constabulary, since it is officers who must go out. The Merrin Council and the Ridda "
        "Cultural League held that it should be independent, since some warnings will concern "
        "officers. The Forum noted both views and did not decide between them."
    ),
    Numbered(
        "It was pointed out that early warning is of no use without early action. In the valley of "
        "Sill, a quarrel over a playing field was settled in April 2024 by three visits of a "
        "mediator, at a cost of 2,300 crowns. The disturbances at Lower Brae cost 19 million."
    ),
    Numbered(
        "Ms. Okoro cautioned that lists of signs can themselves do harm. A street that has once "
        "been marked as dangerous is policed as if it were, and its children know it. Warnings "
        "should name events, never communities, and should be deleted after two years."
    ),
    Section("IV. Languages, interpreters and complaints"),
    Numbered(
        "Ms. Halima Brook, of the Interpreters’ Guild, asked for interpreters at every "
        "custody desk, by day and by night. In 2024 a detained person who did not speak the "
        "language of the majority had waited five hours and twenty minutes on average before "
        "an interpreter arrived, and in ninety-three cases none had come at all."
    ),
    Numbered(
        "Mr. Daskal agreed with the aim but not with the means. There are fourteen sworn "
        "interpreters for Ridda, six for Tolvan and two for Merrin; they cannot sit at thirty "
        "desks. He favoured interpreting by telephone within fifteen minutes, with an "
        "interpreter in the room for every formal interview."
    ),
    Numbered(
        "Ms. Brook replied that the telephone had been tried in Varn, that the line had failed in "
        "one call out of six, and that a frightened person does not trust a voice from a "
        "loudspeaker. She reminded the Forum that children as young as nine had been used to "
        "interpret for their parents, and asked that this be forbidden outright."
    ),
    Numbered(
        "Mr. Kandor asked that road signs, forms and the emergency number be available in the "
        "three minority languages. The emergency number has answered in Ridda since 2021 and in "
        "Tolvan since last autumn. It does not yet answer in Merrin."
    ),
    Numbered(
        "The Ombudsperson, Ms. Ilse Tarrow, reported on complaints against officers. She had "
        "received 1,127 complaints in 2024, of which 402 came from members of minorities. An "
        "answer had taken 74 days on average, although the Charter on Policing allows twenty "
        "working days.³"
    ),
    Numbered(
        "She gave three reasons for the delay. Her office has six investigators, as it had in "
        "2012; officers may refuse to be interviewed for up to a month; and one complaint in five "
        "arrives in a language that nobody in her office reads."
    ),
    Numbered(
        "Ms. Ferreira-Holt said that most officers who are complained about have done nothing "
        "wrong, and wait as long for an answer as those who complain. Nobody is served by delay. "
        "The Police Federation would accept a shorter period in which officers must give their "
        "account, if they may bring a colleague."
    ),
    Numbered(
        "Participants noted that many people do not complain at all. A survey by the Youth "
        "Assembly had asked 640 persons under twenty-five whether they would report an "
        "officer who had insulted them. Seven in ten would not, and the reason most often given "
        "was that nothing would come of it."
    ),
    Section("V. Women, young people and funding"),
    Numbered(
        "Ms. Nadia Orlin, of the Tolvan Women’s Circle, said that women had been spoken about all "
        "morning and had spoken for nine minutes. Women are the first to be told of a threat and "
        "the last to be asked about it. She noted that 11 per cent of officers are women, and "
        "not one of them serves in Sill.⁴"
    ),
    Numbered(
        "She asked that a woman who reports violence be able to speak to a woman, in a room with a "
        "door, and that the share of women in the constabulary be brought to 25 per cent by 2030. "
        "The Chief Constable accepted the first request. On the second he would go no further "
        "than 20 per cent."
    ),
    Numbered(
        "Mr. Veil said that young people are invited to open meetings with a song and are then "
        "thanked. The Youth Assembly asked for two seats on each district safety board, with a "
        "vote. The representatives of Keld and Tarnside supported this; the representative of "
        "Varn thought that a seat without a vote was enough for the first two years."
    ),
    Numbered(
        "The Treasurer, Mr. Corin Vash, presented the budget for community safety. For the two "
        "years from 1 July 2025, 1.2 million crowns have been set aside for the training of "
        "officers, of which 400,000 are for sergeants. A further 650,000 crowns are meant for "
        "interpreters."
    ),
    Numbered(
        "He was asked what would be left for the communities themselves. Mr. Vash answered that "
        "grants to local mediation groups would stay at 90,000 crowns a year, as before. Elder "
        "Ashby remarked that this was less than the constabulary spends on feeding its horses."
    ),
    Numbered(
        "Several participants held that funding by the year makes patient work impossible. Groups "
        "that have won the confidence of a village are closed each June and, with luck, opened "
        "again in September. They asked for grants that run for at least four years and that can "
        "be reported on in any of the four languages."
    ),
    Section("VI. Recommendations of the Forum"),
    Numbered("The Forum recommends that the government of the Seven Valleys:"),
    Item(
        "(a)", "open the early warning desk by 1 January 2026 and settle by law to whom it answers;"
    ),
    Item("(b)", "publish stop figures for each district and each group every quarter;"),
    Item("(c)", "forbid the use of children as interpreters with immediate effect;"),
    Item("(d)", "double the number of the Ombudsperson’s investigators from six to twelve;"),
    Item("(e)", "give grants to local mediation groups for four years at a time."),
    Numbered("The Forum recommends that the constabulary:"),
    Item(
        "•",
        "invest more in the training of officers in calming disputes, and have its effect "
        "measured by someone outside the constabulary;",
    ),
    Item(
        "•",
        "provide an interpreter within one hour at every custody desk, or release the person "
        "if the law allows;",
    ),
    Item(
        "•",
        "promote officers who speak a minority language to ranks above sergeant, so that by "
        "2028 each valley has at least one such inspector;",
    ),
    Item(
        "•",
        "hand a slip with the officer’s name, the reason and the hour to every person who is "
        "stopped.",
    ),
    Numbered(
        "The Forum asks the minorities’ own organisations to name contact persons for the early "
        "warning desk, at least half of them women, and to tell their members how a complaint "
        "is made and that it costs nothing."
    ),
    Numbered(
        "The Forum decided to hold its fourth session in Ossen from 11 to 13 May 2026. The Chair "
        "closed the session with thanks to the interpreters, who had worked for three days "
        "without once being named."
    ),
)

ANNEX_TITLE = "Annex. Written contributions in summary"

ANNEX: tuple[tuple[str, str], ...] = (
    (
        "Ridda Cultural League",
        "The League welcomes the fall in stops of Ridda speakers and asks that the reasons be "
        "studied, so that it is not undone by the next chief constable. It proposes that each "
        "district board look at ten stop records a month, drawn by lot.",
    ),
    (
        "Merrin Council of Elders",
        "The Council asks for a memorial at Lower Brae with the names of the four families who "
        "left and did not return. It will lend its meeting house to the early warning desk "
        "without rent until the end of 2027.",
    ),
    (
        "Tolvan Women’s Circle",
        "The Circle kept a diary of forty visits to police stations. On twenty-six of them the "
        "visitor was asked at the counter, in the hearing of others, what had been done to her. "
        "The Circle offers to train counter staff, two evenings each, for the price of the bus.",
    ),
    (
        "Police Federation",
        "The Federation asks that no officer walk alone at night, that the hours of overtime be "
        "published together with the stop figures, and that officers who learn a minority "
        "language be paid 60 crowns a month for it.",
    ),
    (
        "Youth Assembly",
        "The Assembly proposes football matches between officers and young people in every "
        "valley. It adds that a match is not a reform, and that it still wants the two seats.",
    ),
    (
        "Interpreters’ Guild",
        "The Guild would admit court clerks who speak Merrin to a shortened examination. With "
        "this measure there could be nine sworn interpreters for Merrin by the spring of 2026.",
    ),
)
