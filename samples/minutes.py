"""The words of the minutes; every place, person, figure and date is invented."""

from datetime import datetime

TITLE = "Minutes of the third sitting"
WRITTEN = datetime(2025, 6, 2, 9, 0)

BEFORE_ATTENDANCE: tuple[tuple[str, str], ...] = (
    ("Title", TITLE),
    (
        "Normal",
        "District Safety Board of Harrow Vale, Wednesday 28 May 2025, at four in the afternoon, "
        "Corn Exchange, upper room. The sitting was open to the public; nineteen residents came.",
    ),
    ("Heading 1", "Attendance"),
)

ATTENDANCE: tuple[tuple[str, ...], ...] = (
    ("Name", "For", "Present"),
    ("Ms. Adaeze Okoro", "Harrow Vale, in the chair", "yes"),
    ("Superintendent Karl Lindgate", "Constabulary", "yes"),
    ("Ms. Halima Brook", "Interpreters’ Guild", "yes"),
    ("Mr. Petros Veil", "Youth Assembly", "from item 2"),
    ("Ms. Nadia Orlin", "Tolvan Women’s Circle", "yes"),
    ("Mr. Corin Vash", "Treasury", "apologies"),
)

AFTER_ATTENDANCE: tuple[tuple[str, str], ...] = (
    ("Heading 1", "1. Matters arising from the Forum"),
    (
        "Normal",
        "The Chair reported that the Forum at Harrowgate Hall had spoken for three days about "
        "policing and that Harrow Vale had been named eleven times, not always kindly. She asked "
        "members to speak today about what this board can do by itself.",
    ),
    (
        "Normal",
        "Superintendent Lindgate said that the two officers withdrawn from the Quay Street bridge "
        "would not be replaced. Stops on market evenings had fallen from 38 in April to 6 in May. "
        "He did not promise that the figure would stay there.",
    ),
    ("Heading 1", "2. Slips for persons who are stopped"),
    (
        "Normal",
        "Mr. Veil showed the slip that the Youth Assembly has designed. It fits into a bus pass "
        "and says in four languages where a complaint can be made. He asked that the board not "
        "wait for September.",
    ),
    (
        "Normal",
        "Superintendent Lindgate thought that a slip was paperwork in the rain, and that officers "
        "would stop fewer people if each stop cost four minutes of writing. Ms. Orlin (Tolvan "
        "Women’s Circle) said that this was the best argument for the slip that she had heard.",
    ),
    (
        "Normal",
        "The Chair observed that both sides now agreed on what a slip would do. After discussion, "
        "the board decided to try the slip in Harrow Vale from 1 July 2025.",
    ),
    ("Heading 1", "3. Interpreters at the police station"),
    (
        "Normal",
        "Ms. Brook (Interpreters’ Guild) reported that the custody desk in Harrow Vale had called "
        "an interpreter 58 times since January and had been sent one 41 times. She offered a rota "
        "of four interpreters for the nights from Friday to Sunday, at 45 crowns an hour.",
    ),
    (
        "Normal",
        "A resident, Mrs. Jovana Pell, said that she had interpreted for her neighbour from two "
        "until six in the morning and had then gone to work. She did not want to be paid. She "
        "wanted not to be telephoned again.",
    ),
    (
        "Normal",
        "Superintendent Lindgate asked for a rota on weekdays as well. Ms. Brook replied that her "
        "guild has two members who speak Merrin, and that one of them is seventy-four.",
    ),
    ("Heading 1", "4. The warning from Mill Lane"),
    (
        "Normal",
        "The Chair read out a letter from the school in Mill Lane. Since Easter, eleven Ridda "
        "children have been kept at home, and the names of three families have been painted on "
        "the wall of the laundry. The head teacher had written to the constabulary twice and "
        "had been thanked twice.",
    ),
    (
        "Normal",
        "Superintendent Lindgate apologised. The letters had been filed as complaints about the "
        "school. Ms. Okoro said that this is how early warning fails: not because nobody writes, "
        "but because nobody reads.",
    ),
    ("Heading 1", "5. Decisions"),
    ("Normal", "The board decided unanimously:"),
    ("List Number", "to try the slip for persons who are stopped from 1 July to 31 December 2025;"),
    (
        "List Number",
        "to pay for the weekend rota of interpreters out of its reserve, up to 18,700 crowns;",
    ),
    (
        "List Number",
        "to send two members to Mill Lane on Friday 30 May, together with Superintendent "
        "Lindgate, and to report to the families within a week;",
    ),
    ("List Number", "to ask the Treasury for a small grant for the Mill Lane mediation group."),
    (
        "Normal",
        "The Chair closed the sitting at ten minutes to seven. The fourth sitting will be held on "
        "Wednesday 25 June 2025.",
    ),
)
