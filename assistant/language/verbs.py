"""Irregular English verbs: forms that no stemmer knows to be of one."""

from collections.abc import Sequence

_TABLE = """
arise arose arisen;bear bore borne;beat beaten;become became;begin began begun;bend bent;bind bound
bite bit bitten;bleed bled;blow blew blown;break broke broken;bring brought;build built;burn burnt
buy bought;catch caught;choose chose chosen;come came;deal dealt;dig dug;do did done;draw drew drawn
drink drank drunk;drive drove driven;eat ate eaten;fall fell fallen;feed fed;feel felt
fight fought;find found;flee fled;fly flew flown;forbid forbade forbidden;forget forgot forgotten
freeze froze frozen;get got gotten;give gave given;go went gone;grow grew grown;hang hung
have had has;hear heard;hide hid hidden;hold held;keep kept;know knew known;lay laid;lead led
leave left;lend lent;lie lay lain;lose lost;make made;mean meant;meet met;pay paid;rise rose risen
run ran;say said;see saw seen;seek sought;sell sold;send sent;shake shook shaken;shoot shot
shrink shrank shrunk;sing sang sung;sink sank sunk;sit sat;sleep slept;speak spoke spoken
spend spent;stand stood;steal stole stolen;stick stuck;strike struck;swear swore sworn
swim swam swum;take took taken;teach taught;tear tore torn;tell told;think thought
throw threw thrown;undergo underwent undergone;understand understood;wake woke woken;wear wore worn
win won;withdraw withdrew withdrawn;write wrote written
"""
_BASE = {
    form: verb.split()[0]
    for line in _TABLE.strip().splitlines()
    for verb in line.split(";")
    for form in verb.split()
}


def in_base_form(words: Sequence[str]) -> list[str]:
    """Folded words, each irregular form of a verb as the verb: `left` as `leave`."""
    return [_BASE.get(word, word) for word in words]
