"""What may stand as an IBAN, and the sentence that helps where it does not."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from oia.ui import words

LONGEST = 34  # ISO 13616
# Typed from a card or a letter: blanks of any kind, dots and hyphens part the groups.
BETWEEN = dict.fromkeys(map(ord, " \t\r\n\u00a0\u2009\u202f.-"))


def checked(text: str) -> str:
    """The IBAN in capitals without blanks. Raises ValidationError saying what to look at."""
    # Here and not above: it reads the register of all banks, which few pages need.
    from schwifty import IBAN
    from schwifty import exceptions as wrong

    compact = text.translate(BETWEEN).upper().removeprefix("IBAN").removeprefix(":")
    if not compact.isascii() or not compact.isalnum():
        raise ValidationError(_("An IBAN has only letters and digits, such as DE02 1203 0000 …"))
    if not compact[:2].isalpha():
        raise ValidationError(
            _("An IBAN begins with two letters for the country, such as DE. An old account number "
              "is not enough; the IBAN stands on the card and on bank statements.")
        )  # fmt: skip
    try:
        right = IBAN(compact, allow_invalid=True).spec.iban_length
        if len(compact) != right:
            raise ValidationError(_wrong_length(compact, right))
        iban = IBAN(compact)
    except wrong.InvalidCountryCode:
        raise ValidationError(_("There is no IBAN that begins with “%s”.") % compact[:2]) from None
    except wrong.InvalidChecksumDigits:
        raise ValidationError(
            _("The check digits do not fit: a sign is mistyped, or two are exchanged. Compare it "
              "with the card or a bank statement, group by group.")
        ) from None  # fmt: skip
    except wrong.SchwiftyException:
        raise ValidationError(
            _("This is no IBAN of %(country)s: letters stand where digits belong, or the other way "
              "round.") % {"country": words.country(compact[:2])}
        ) from None  # fmt: skip
    if not iban.in_sepa_zone:
        raise ValidationError(
            _("This bank takes no SEPA payments. Give an account in the SEPA area, or write to us.")
        )
    return str(iban.compact)


def _wrong_length(compact: str, right: int) -> str:
    said = {"country": words.country(compact[:2]), "right": right, "given": len(compact)}
    return _("An IBAN of %(country)s has %(right)d signs; this one has %(given)d.") % said


def in_groups(iban: str) -> str:
    """As it is printed: in groups of four."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))
