"""What a heading announces of the paragraphs under it, in the languages of many reports."""

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.documents.contents_words import names_contents
from assistant.documents.document import Function

_PEOPLE = (
    r"(?:list|members?|membership|composition) of (?:the )?(?:\w+[ -]){0,3}?(?:participants|"
    r"delegations?|members|speakers|committee|forum|panel|board|council|commission|court|group|"
    r"working group|secretariat|attendees|contributors|experts)|participants?|attendance|"
    r"attendees|editorial board|board of directors|contributors|acknowledge?ments?|officers|"
    r"non-governmental organi[sz]ations|observers|delegations?|members|membership|present|"
    r"list of delegates|"
    r"liste des (?:participants|délégations|membres)|composition de la délégation|membres.{0,40}|"
    r"participation|remerciements|"
    r"lista de (?:participantes|delegaciones|miembros)|participantes|composición de la delegación|"
    r"miembros.{0,40}|asistencia|agradecimientos|"
    r"teilnehmer(?:liste|verzeichnis|innen.{0,20})?|zusammensetzung der delegation|"
    r"mitglieder.{0,30}|"
    r"anwesend.?|danksagung|список (?:участников|делегаций|членов)|участники|состав делегации|"
    r"члены .{0,40}|благодарности|قائمة (?:المشاركين|الوفود|الأعضاء)|المشاركون|"
    r"(?:تشكيل|تكوين) الوفد|"
    r"أعضاء .{0,40}|与会者(?:名单)?|代表团(?:名单|组成|成员)|成员(?:名单)?|出席情况|致谢"
)
_REFERENCES = (
    r"references?|refs|bibliography|works cited|literature|further reading|citations|"
    r"(?:end|foot)?notes|"
    r"sources|external links|list of documents.{0,120}|documents before .{0,120}|documentation|"
    r"bildquellen|références|bibliographie|liste des documents.{0,120}|"
    r"referencias|bibliografía|notas|lista de documentos.{0,120}|"
    r"literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|einzelnachweise|anmerkungen|weblinks|"
    r"(?:список )?литератур[аы]|библиография|примечания|перечень документов.{0,120}|"
    r"(?:قائمة )?المراجع|الحواشي|قائمة الوثائق.{0,80}|参考(?:文献|资料)|注释|文件(?:清单|一览表)"
)
_RECOMMENDATION = (
    r"(?:.{0,80}\b)?(?:recommendations?|recommandations?|recomendaci(?:ón|ones)|empfehlung(?:en)?|"
    r"рекомендаци[ия]|أ?ال?توصيات?|توصيات|التوصيات)\b.{0,160}|.{0,20}建议.{0,20}"
)
_INDEX = (
    r"index|subject index|name index|stichwortverzeichnis|sachregister|register|"
    r"índice (?:alfabético|temático)|предметный указатель|索引"
)
_AGENDA = (
    r"(?:provisional |annotated )*agenda|ordre du jour(?: provisoire)?|"
    r"(?:programa|temario)(?: provisional)?|(?:vorläufige )?tagesordnung|"
    r"(?:предварительная )?повестка дня|جدول الأعمال(?: المؤقت)?|(?:临时)?议程"
)
_NUMBERING = re.compile(
    r"\W*(?:(?:annex|appendix|chapter|part|section|annexe|anexo|anhang|chapitre|capítulo|"
    r"приложение|глава|المرفق|附件)\b\s*)?(?:[IVXLC]+|[A-Z]|\d+(?:\.\d+)*)?[.):–—\s]+",
    re.IGNORECASE,
)
_TABLE = (
    (re.compile(f"{_INDEX}|{_AGENDA}"), Function.CONTENTS),
    (re.compile(_PEOPLE), Function.PEOPLE),
    (re.compile(_REFERENCES), Function.REFERENCES),
    (re.compile(_RECOMMENDATION), Function.RECOMMENDATION),
)


@lru_cache(maxsize=4096)
def announced(heading: str) -> frozenset[Function]:
    """The functions that a heading announces, if any; the printed number does not matter."""
    if len(heading) > 400:
        return frozenset()
    if names_contents(heading):
        return frozenset((Function.CONTENTS,))
    plain = re.sub(r"\[[^]]*\]|[⁰¹²³⁴-⁹*]+|\W+$", "", heading).casefold().strip()
    forms = {plain, _NUMBERING.sub("", plain, count=1)}
    return frozenset(
        function
        for pattern, function in _TABLE
        if any(pattern.fullmatch(form) or _begins(pattern, form, function) for form in forms)
    )


def _begins(pattern: re.Pattern[str], heading: str, function: Function) -> bool:
    """Long names of lists: `Members of the Committee as at 21 February 2025`."""
    found = pattern.match(heading) if function is Function.PEOPLE else None
    return found is not None and " " in found.group() and found.end() > 12


def announced_over(section: Iterable[str]) -> frozenset[Function]:
    """What the headings over a paragraph announce together."""
    found: frozenset[Function] = frozenset()
    for heading in section:
        found |= announced(heading)
    return found
