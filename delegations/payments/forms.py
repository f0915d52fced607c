"""Forms about the account of a club and the money it gets."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations.applications.choices import RevokeReason
from delegations.applications.fields import AmountField
from delegations.applications.forms import PeopleForm, said_before
from delegations.applications.models import Application
from delegations.payments.iban import checked
from delegations.payments.models import Proof
from delegations.support.models import SchemeVersion
from oia.office.writing.fields import DayField
from oia.ui import words


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


class SameNumberForm(forms.Form):
    """The number typed a second time, by a second person, from another paper."""

    iban = forms.CharField(
        label=_("IBAN"),
        max_length=60,
        help_text=_("Type it from a paper of the bank, not from what your colleague tells you."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_iban(self) -> str:
        return checked(self.cleaned_data["iban"])


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


class BatchForm(forms.Form):
    text = forms.CharField(label=_("Name of the list"), max_length=120)
    day = DayField(label=_("To be carried out on"))

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
    day = DayField(label=_("Paid on"))


class BackForm(forms.Form):
    day = DayField(label=_("Came back on"))
    reason = forms.CharField(
        label=_("What the bank says"),
        max_length=200,
        help_text=_("Such as “account closed”. No account numbers."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ExamineForm(forms.Form):
    conditional = ("finding",)

    final = AmountField(label=_("Final amount"))
    finding = forms.CharField(
        label=_("Finding"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The club reads it. Needed where the amount is not what is calculated."),
    )


class RepayByForm(forms.Form):
    """Decides what another person found; asks for a day only where something is to be paid back."""

    due = DayField(label=_("To be paid back until"))
    # Which finding or proposal was on the page: one that changed meanwhile is not decided unseen.
    seen = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, to_repay: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if to_repay:
            amount = words.money(to_repay, "EUR")
            self.fields["due"].help_text = _("%s is asked back.") % amount
        else:
            del self.fields["due"]


class CloseForm(RepayByForm):
    text = forms.CharField(
        label=_("Explanation for the club"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stands in the letter that asks it back."),
    )

    def __init__(self, *args: Any, to_repay: Decimal, **kwargs: Any) -> None:
        super().__init__(*args, to_repay=to_repay, **kwargs)
        if not to_repay:
            del self.fields["text"]


class RepaidForm(forms.Form):
    amount = AmountField(label=_("Paid back"), help_text=_("All of it, or a part."))
    day = DayField(label=_("Paid back on"))


class WaiveForm(forms.Form):
    text = forms.CharField(
        label=_("Why the rest shall be given up"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The auditors read it. Another person decides."),
    )


class RevokeForm(forms.Form):
    conditional = ("text",)

    reasons = forms.MultipleChoiceField(
        label=_("Why the grant is taken back"),
        choices=RevokeReason,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("Explanation for the club"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed for another reason. It stands in the letter; another person decides."),
    )


class ProofForm(PeopleForm):
    """What the journey came to: filled with what was planned, and asked again."""

    names = ("first_day", "last_day", "people")
    kinds = ("count", "number", "yes_no", "cost")
    needed = ("first_day", "last_day", "people")

    def __init__(self, application: Application, version: SchemeVersion, data: Any = None) -> None:
        self.said = Proof.objects.filter(application=application.pk).first()
        super().__init__(application, version, data)
        self.fields["report"] = forms.CharField(
            label=_("Report"),
            max_length=4000,
            initial=self.said.report if self.said else "",
            widget=forms.Textarea(attrs={"rows": 8}),
            help_text=_("What you did, whom you met, what came of it. No names of young people."),
        )
        self.order_fields(["report", *self.names])

    def _kept(self, application: Application) -> dict[str, Any]:
        kept = super()._kept(application)
        return {**kept, **said_before(self.said.facts)} if self.said else kept

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", ValidationError(_("The last day lies before the first.")))
        return data

    def facts(self) -> dict[str, Any]:
        return self.case()
