"""The writer's own words, in answers as programs write them."""

import time

import pytest

from reif.integrations.mail.reply_text import LONGEST_REPLY, reply_in

QUOTE = "Guten Tag Herr Muster,\n\nwünschen Sie ein Angebot?\n\nAnna Berger"
MARKED = "\n".join(f"> {line}".rstrip() for line in QUOTE.split("\n"))
OWN = "Guten Tag Frau Berger,\n\nja, bitte."
SIGNED = f"{OWN}\n\nMit freundlichen Grüßen\nMax Muster\nEinkauf\nKrane KG"

ANSWERS = {
    "Outlook, German": f"""{SIGNED}

Von: Anna Berger <anna@reif.example>
Gesendet: Montag, 23. November 2026 10:12
An: Max Muster <max.muster@krane.example>
Betreff: Ihr Interesse

{QUOTE}""",
    "Outlook on the web, German": f"""{SIGNED}
________________________________
Von: Anna Berger <anna@reif.example>
Gesendet: Montag, 23. November 2026 10:12
An: Max Muster <max.muster@krane.example>
Cc: Einkauf
Betreff: Ihr Interesse

{QUOTE}""",
    "Outlook of old, German": f"""{SIGNED}

-----Ursprüngliche Nachricht-----
Von: Anna Berger [mailto:anna@reif.example]
Gesendet: Montag, 23. November 2026 10:12
An: Max Muster
Betreff: Ihr Interesse

{QUOTE}""",
    "Outlook on a phone": f"""{OWN}

Outlook für iOS<https://aka.ms/o0ukef> beziehen
________________________________
Von: Anna Berger <anna@reif.example>
Gesendet: Monday, November 23, 2026 10:12:13 AM
An: Max Muster <max.muster@krane.example>
Betreff: Ihr Interesse

{QUOTE}""",
    "Outlook, English": f"""{OWN}

Best regards,
Max

From: Anna Berger <anna@reif.example>
Sent: Monday, November 23, 2026 10:12 AM
To: Max Muster <max.muster@krane.example>
Subject: RE: Ihr Interesse

{QUOTE}""",
    "Outlook, heads in bold": f"""{OWN}

*Von:* Anna Berger <anna@reif.example>
*Gesendet:* Montag, 23. November 2026 10:12
*An:* Max Muster
*Betreff:* Ihr Interesse

{QUOTE}""",
    "Apple Mail, German": f"""{OWN}

Viele Grüße
Max

> Am 23.11.2026 um 10:12 schrieb Anna Berger <anna@reif.example>:
>{" "}
{MARKED}""",
    "Apple Mail on a phone": f"""{OWN}

Von meinem iPhone gesendet

> Am 23.11.2026 um 10:12 schrieb Anna Berger
> <anna@reif.example>:
>{" "}
{MARKED}""",
    "Apple Mail, English": f"{OWN}\n\nOn 23. Nov 2026, at 10:12, Anna Berger <anna@reif.example> wrote:\n\n{MARKED}",
    "Gmail, German": f"""{OWN}

Am Mo., 23. Nov. 2026 um 10:12 Uhr schrieb Anna Berger <
anna@reif.example>:

{MARKED}""",
    "Gmail, English": f"""{OWN}

On Mon, Nov 23, 2026 at 10:12 AM Anna Berger <anna@reif.example> wrote:

{MARKED}

--{" "}
Max Muster""",
    "Thunderbird, German": f"{OWN}\n\nAm 23.11.26 um 10:12 schrieb Anna Berger:\n{MARKED}\n\n-- \nMax Muster\nKrane KG",
    "Thunderbird, below the quote": f"Am 23.11.26 um 10:12 schrieb Anna Berger:\n{MARKED}\n\n{SIGNED}",
    "a quote that is not marked": f"{OWN}\n\nAm 23.11.2026 um 10:12 schrieb Anna Berger:\n\n{QUOTE}",
    "another language": f"{OWN}\n\nLe lun. 23 nov. 2026 à 10:12, Anna Berger <anna@reif.example> a écrit :\n\n{MARKED}",
    "nothing quoted": SIGNED,
    "nothing but words": OWN,
    "Windows line ends": f"{SIGNED}\n\n{MARKED}".replace("\n", "\r\n"),
}


@pytest.mark.parametrize("program", ANSWERS)
def test_programs(program: str) -> None:
    assert reply_in(ANSWERS[program]) == OWN


def test_answers_between_the_lines() -> None:
    text = "Hallo,\n\nAm 23.11.26 um 10:12 schrieb Anna:\n> Wollen Sie?\nJa, gern.\n> Wann?\nMontag.\n\n-- \nMax"
    assert reply_in(text) == "Hallo,\n\nJa, gern.\nMontag."


@pytest.mark.parametrize(
    "text",
    [
        "Wir brauchen:\n- 20 Stück A\n- 30 Stück B\nBitte ein Angebot.",
        "Hello,\nThank you, we would like an offer.",
        "Hinweis: bitte das Angebot per Mail.\nDanke vorab",
        "Am Montag schrieb ich Ihnen schon: bitte rufen Sie an.",
        "Von: das ist ein Wort.\nUnd mehr.",
        "Viele Grüße aus Berlin, hier ist das neue Büro, bitte rufen Sie an",
        "> nur ein Zitat? Nein.\nDoch.".removeprefix("> nur ein Zitat? Nein.\n"),
    ],
)
def test_what_only_looks_like_an_end_stays(text: str) -> None:
    assert reply_in(text) == text


def test_a_postscript_is_said_after_the_closing() -> None:
    text = "Danke für die Unterlagen.\n\nViele Grüße\nMax Muster\n\nPS: Bitte senden Sie ein Angebot.\n\n-- \nKrane KG"
    assert reply_in(text) == "Danke für die Unterlagen.\n\nPS: Bitte senden Sie ein Angebot."


@pytest.mark.parametrize("closing", ["MfG", "LG Max", "Best regards", "Thanks,", "Cheers, Max", "Danke", "Beste Grüße"])
def test_closings(closing: str) -> None:
    assert reply_in(f"Passt.\n\n{closing}\nMax Muster") == "Passt."


def test_a_reply_of_thanks_alone_is_one() -> None:
    assert reply_in("Danke") == "Danke"


@pytest.mark.parametrize(
    "text",
    [
        "On " + "a " * 200_000,
        ("On " + "a " * 140 + "\n") * 2_000,
        "Am " + "a schrieb " * 50_000,
        ("Am " + "a schrieb " * 25 + "\n") * 2_000,
        "\n" * 400_000 + "x",
        "a\n" * 200_000,
        ("a" + "\n" * 9) * 20_000,
        ">" * 300_000,
        "> a\nb\n" * 100_000,
        "From: a\nSent: b\n" * 50_000,
        "Von:\n" * 100_000,
        "_" * 300_000,
        "CAUTION: " * 40_000 + "mail",
        "PS: a\n-- \n" * 40_000,
        "LG " + "A." * 20_000,
    ],
    ids=range(15),
)
def test_no_text_takes_long(text: str) -> None:
    begun = time.process_time()
    assert len(reply_in(text)) <= LONGEST_REPLY
    assert time.process_time() - begun < 30  # what grows with the square of such a text takes many minutes
