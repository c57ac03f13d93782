"""Messages as mail programs and servers write them."""

from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)

OURS = "vertrieb@reif.example"
THEIRS = "max.muster@krane.example"


def letter(text: str = "Ja, gern.", *, html: str = "", **headers: str) -> bytes:
    """A mail to us. `headers`: with _ for -, before those that are usual."""
    message = EmailMessage()
    usual = {
        "From": f"Max Muster <{THEIRS}>",
        "To": OURS,
        "Subject": "AW: Ihr Interesse",
        "Date": format_datetime(AT),
        "Message-ID": "<answer-1@krane.example>",
    }
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in {**usual, **given}.items():
        if value:
            message[name] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def out_of_office(text: str = "Ich bin bis zum 05.12.2026 nicht im Büro.", **headers: str) -> bytes:
    """As Exchange answers."""
    usual = {
        "Subject": "Automatische Antwort: Ihr Interesse",
        "Auto_Submitted": "auto-replied",
        "X_Auto_Response_Suppress": "All",
        "Message_ID": "<ooo-1@krane.example>",
    }
    return letter(text, **usual | headers)


def bounce(
    recipient: str = THEIRS, status: str = "5.1.1", action: str = "failed", message_id: str = "<bounce-1@mx.example>"
) -> bytes:
    """As Postfix reports it (RFC 3464)."""
    return f"""\
Return-Path: <>
From: MAILER-DAEMON@mx.example (Mail Delivery System)
To: {OURS}
Subject: Undelivered Mail Returned to Sender
Date: {format_datetime(AT)}
Message-ID: {message_id}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b/1"

--b/1
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--b/1
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: {format_datetime(AT)}

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <{recipient}>: Recipient address rejected

--b/1
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: {OURS}
To: {recipient}
Subject: Ihr Interesse
Message-ID: <campaign-7@reif.example>

Guten Tag
--b/1--
""".encode()


def complaint(recipient: str = THEIRS) -> bytes:
    """As a provider forwards it (RFC 5965); `recipient` empty: blacked out."""
    named = f"Original-Rcpt-To: <{recipient}>\n" if recipient else ""
    return f"""\
From: <abuse@provider.example>
To: <abuse@reif.example>
Subject: FW: Ihr Interesse
Date: {format_datetime(AT)}
Message-ID: <complaint-1@provider.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="f1"

--f1
Content-Type: text/plain; charset="US-ASCII"

This is an email abuse report.

--f1
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
{named}
--f1
Content-Type: message/rfc822

From: {OURS}
To: {recipient or "undisclosed-recipients:;"}
Subject: Ihr Interesse
Message-ID: <campaign-7@reif.example>

Guten Tag
--f1--
""".encode()
