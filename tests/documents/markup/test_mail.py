from email.message import EmailMessage

from assistant.documents.document import Block, Kind
from assistant.documents.markup.mail import read_mail

HEAD = (
    Block(Kind.HEADING, "Training of police – agenda", level=1),
    Block(Kind.PARAGRAPH, "From: Ana Kovač <ana@example.org>"),
    Block(Kind.PARAGRAPH, "To: b@example.org"),
    Block(Kind.PARAGRAPH, "Date: Tue, 04 Mar 2025 10:00:00 +0100"),
)


def message() -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Ana Kovač <ana@example.org>"
    made["To"] = "b@example.org"
    made["Date"] = "Tue, 04 Mar 2025 10:00:00 +0100"
    made["Subject"] = "Training of police – agenda"
    made["MIME-Version"] = "1.0"
    return made


def test_a_plain_message_shows_its_head_and_its_words() -> None:
    made = message()
    made.set_content("We meet in Grüne Straße.\n\nBring the report.\n", charset="iso-8859-1")
    extract = read_mail(made.as_bytes())
    assert extract.blocks[:4] == HEAD
    assert [block.text for block in extract.blocks[4:]] == [
        "We meet in Grüne Straße.",
        "Bring the report.",
    ]
    assert extract.title == "Training of police – agenda"
    assert extract.format == "eml"
    assert extract.pages == ()


def test_the_html_body_is_preferred_and_attachments_are_named() -> None:
    made = message()
    made.set_content("plain words")
    made.add_alternative("<p>Better words with café.</p>", subtype="html")
    made.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="report.pdf")
    made.add_attachment("<p>attached page</p>", subtype="html", filename="page.html")
    extract = read_mail(made.as_bytes())
    assert [block.text for block in extract.blocks[4:]] == ["Better words with café."]
    assert extract.notices == (
        "The attachment report.pdf was not read: save it and add it.",
        "The attachment page.html was not read: save it and add it.",
    )


def test_a_saved_page_reads_like_the_page() -> None:
    content = (
        b"From: <Saved by a browser>\r\nSubject: Policy\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<html><h1>Policy</h1><p>Caf=C3=A9s stay open.</p></html>\r\n"
        b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
        b"--b--\r\n"
    )
    extract = read_mail(content)
    assert [block.text for block in extract.blocks] == ["Policy", "Cafés stay open."]
    assert extract.format == "mhtml"
    assert extract.title == "Policy"


def test_badly_written_headers_are_shown_as_they_stand() -> None:
    content = (
        b"Subject: =?no-such-charset?B?AAAA?=\r\nFrom: \xff\xfe\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=no-such\r\n\r\nWords follow here.\r\n"
    )
    extract = read_mail(content)
    assert extract.blocks[0].text == "=?no-such-charset?B?AAAA?="
    assert extract.blocks[-1].text == "Words follow here."
