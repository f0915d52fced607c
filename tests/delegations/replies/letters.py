"""Letters as people and machines write them."""

from email.message import EmailMessage
from typing import Any


def letter(
    text: str = "We come on Friday.", *, sender: str = "choir@example.org", to: str = "",
    subject: str = "Re: your application", number: str = "one@example.org",
    files: tuple[tuple[str, bytes], ...] = (), html: str = "", **headers: Any,
) -> bytes:  # fmt: skip
    """As bytes with the line ends of mail; `headers` with underscores for hyphens."""
    mail = EmailMessage()
    mail["From"], mail["Subject"] = f"Mira Sand <{sender}>", subject
    mail["To"] = to or "office@example.org"
    if number:
        mail["Message-ID"] = f"<{number}>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    if html:
        mail.set_content(html, subtype="html")
    else:
        mail.set_content(text)
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes(policy=mail.policy.clone(linesep="\r\n"))
