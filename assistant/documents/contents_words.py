"""What the heading of a table of contents says, in the languages of many reports."""

_NAMES = frozenset(
    """
    contents, table of contents, list of contents, inhalt, inhaltsverzeichnis, sommaire,
    table des matières, índice, indice, contenido, sumario, sumário, sommario, inhoud,
    inhoudsopgave, spis treści, obsah, tartalom, tartalomjegyzék, cuprins, sisällys,
    sisällysluettelo, innehåll, innehållsförteckning, indhold, indholdsfortegnelse, innhold,
    sisukord, saturs, turinys, içindekiler, содержание, оглавление, зміст, съдържание,
    περιεχόμενα, المحتويات, الفهرس, תוכן העניינים, विषय-सूची, विषय सूची, 目录, 目錄, 目次,
    もくじ, 차례, 목차
    """.replace("\n    ", " ")
    .strip()
    .split(", ")
)


def names_contents(heading: str) -> bool:
    """Whether this heading stands over a table of contents."""
    words = " ".join(heading.strip(" :.*").casefold().split())
    # 目　次 is often set wide.
    return words in _NAMES or (len(words) < 6 and words.replace(" ", "") in _NAMES)
