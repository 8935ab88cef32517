"""XML parts of archives: parsed without fetching or expanding anything."""

from lxml import etree

from assistant.errors import UnreadableFile


def parsed_xml(content: bytes) -> etree._Element:
    """The root element; raises `UnreadableFile` for what is no XML, or too deep or large.

    Entities stay unexpanded, so neither outside files nor a billion laughs get
    in; libxml2's own limits (256 levels, 10 MB a text) stay on.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(content, parser=parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(
            f"The file is damaged: {error.msg}",
            "Open it in the program it was made with and save it again",
        ) from error
