"""Forms about the account of a club and the money it gets."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations.payments.iban import checked


class AccountForm(forms.Form):
    """What is typed stays in the form until it is right; it is never filled from what is stored."""

    holder = forms.CharField(
        label=_("Account holder"),
        max_length=70,
        help_text=_("As the bank knows it, mostly the name of the club."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    iban = forms.CharField(
        label=_("IBAN"),
        max_length=60,
        help_text=_("With or without blanks."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_iban(self) -> str:
        return checked(self.cleaned_data["iban"])

    def clean_holder(self) -> str:
        holder = " ".join(str(self.cleaned_data["holder"]).split())
        if not any(sign.isalpha() for sign in holder):
            raise ValidationError(_("Write the name of the account holder."))
        return holder


class ConfirmForm(forms.Form):
    how = forms.CharField(
        label=_("How did you check it?"),
        max_length=200,
        help_text=_("Such as “letterhead of the club”, or “called the chair”."),
    )


class RevealForm(forms.Form):
    reason = forms.CharField(
        label=_("Why do you need the full number?"),
        max_length=120,
        help_text=_("It stands in the access log, with your name and the time."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "reason" in data and not data["reason"].strip():
            self.add_error("reason", ValidationError(_("Say why you need the full number.")))
        return data


def _day_field(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class BatchForm(forms.Form):
    text = forms.CharField(label=_("Name of the list"), max_length=120)
    day = _day_field(_("To be carried out on"))

    def clean_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise ValidationError(_("Give today or a day that lies ahead."))
        return day

    def clean_text(self) -> str:
        text = " ".join(str(self.cleaned_data["text"]).split())
        if not text:
            raise ValidationError(_("Give the list a name."))
        return text


class BookForm(forms.Form):
    day = _day_field(_("Paid on"))


class BackForm(forms.Form):
    day = _day_field(_("Came back on"))
    reason = forms.CharField(
        label=_("What the bank says"),
        max_length=200,
        help_text=_("Such as “account closed”. No account numbers."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)
