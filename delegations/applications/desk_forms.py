"""Forms of the desk: ask, recommend, decide, declare a tie, word a letter."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delegations.applications.choices import LetterKind, Proposal, Reason, TieKind
from delegations.applications.fields import AmountField
from delegations.applications.letters import check_template
from delegations.applications.models import MessageFile
from oia.office.writing.fields import DayField


class TieForm(forms.Form):
    kind = forms.ChoiceField(label=_("What ties you to it?"), choices=TieKind)
    text = forms.CharField(
        label=_("Explanation"),
        max_length=300,
        required=False,
        help_text=_("As much as others need to know. The auditor reads it too."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("kind") == TieKind.OTHER and not str(data.get("text") or "").strip():
            self.add_error("text", ValidationError(_("Say what it is.")))
        return data


class AskForm(forms.Form):
    texts = forms.CharField(
        label=_("Which papers are missing?"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "In the club's words, one on a line, such as “programme with days”. They stand in one "
            "letter."
        ),
    )
    due = DayField(label=_("Until"))
    names = forms.BooleanField(
        label=_("They hold names of participants"),
        required=False,
        help_text=_(
            "Then they are deleted 90 days after the proof of use was closed or the grant revoked."
        ),
    )

    def clean_texts(self) -> list[str]:
        """One paper a line; the same twice is once."""
        lines = dict.fromkeys(
            " ".join(line.split()) for line in self.cleaned_data["texts"].splitlines()
        )
        found = [line for line in lines if line]
        if too_long := next((line for line in found if len(line) > 300), ""):
            raise ValidationError(_("A line has 300 characters at most: %s") % f"{too_long[:60]} …")
        return found

    def clean_due(self) -> Any:
        due = self.cleaned_data["due"]
        if due <= timezone.localdate():
            raise ValidationError(_("Give a day that lies ahead."))
        return due


class PutForm(forms.Form):
    """Which of the files that came by mail is the paper."""

    file = forms.TypedChoiceField(label=_("Came by mail as"))

    def __init__(self, files: list[MessageFile], *args: Any, **kwargs: Any) -> None:
        """`files` are read once for all papers of a page."""
        super().__init__(*args, **kwargs)
        known = {str(file.pk): file for file in files}
        field: Any = self.fields["file"]
        field.choices = [("", "–"), *((key, str(file)) for key, file in known.items())]
        field.coerce = known.__getitem__


class RecommendForm(forms.Form):
    conditional = ("amount",)

    proposal = forms.ChoiceField(label=_("Recommendation"), choices=[("", "–"), *Proposal.choices])
    amount = AmountField(
        label=_("Amount"), required=False, help_text=_("Needed for another amount alone.")
    )
    text = forms.CharField(
        label=_("Reasons"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For whoever decides. The club does not read this."),
    )
    rank = forms.IntegerField(
        label=_("Rank in the round"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("1 comes first. Empty: in the order they came in."),
    )
    # What was on the page: a club may change its application until the deadline.
    seen = forms.CharField(max_length=4000, required=False, widget=forms.HiddenInput)

    def __init__(self, calculated: Decimal, *args: Any, **kwargs: Any) -> None:
        self.calculated = calculated
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("proposal") == Proposal.GRANT:
            if not self.calculated:
                message = _("Nothing is calculated. Choose another amount, or refuse.")
                self.add_error("proposal", ValidationError(message))
            data["amount"] = self.calculated
        blank = data.get("amount") is None or not data["amount"]
        if data.get("proposal") == Proposal.PARTIAL and blank and "amount" not in self.errors:
            self.add_error("amount", ValidationError(_("Give the amount.")))
        return data


class DecisionForm(forms.Form):
    """Amount, and reasons wherever it is less than was asked for or calculated. `left` says what
    the line still holds."""

    conditional = ("reasons", "text")

    # Which state of the application somebody had before them.
    seen = forms.CharField(max_length=4000, required=False, widget=forms.HiddenInput)
    granted = AmountField(
        label=_("Amount granted"),
        help_text=_("0 refuses."),
        error_messages={"required": _("Give the amount; 0 refuses.")},
    )
    advance = AmountField(
        label=_("Of it paid in advance"),
        required=False,
        help_text=_("Empty: as the scheme says. 0 pays only after the proof of use."),
    )
    reasons = forms.MultipleChoiceField(
        label=_("Reasons for granting less, or nothing"),
        choices=Reason,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Needed where it is less than calculated."),
    )
    text = forms.CharField(
        label=_("Explanation for the club"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Needed for another reason. It stands in the letter."),
    )
    conditions = forms.CharField(
        label=_("Conditions of the grant"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Such as naming the city in print. One a line."),
    )

    def __init__(self, calculated: Decimal, *args: Any, left: Any = "", **kwargs: Any) -> None:
        self.calculated = calculated
        super().__init__(*args, **kwargs)
        if left:
            self.fields["granted"].help_text = f"{self.fields['granted'].help_text} {left}"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "granted" in self.errors:
            return data
        granted = data["granted"]
        if granted < self.calculated and not data.get("reasons"):
            message = _("Less than calculated: choose at least one reason.")
            self.add_error("reasons", ValidationError(message))
        if (data.get("advance") or 0) > granted:
            self.add_error("advance", ValidationError(_("This is more than is granted.")))
        if Reason.OTHER in data.get("reasons", []) and not data.get("text", "").strip():
            self.add_error("text", ValidationError(_("Explain the other reason.")))
        return data


class LetterForm(forms.Form):
    # The version somebody had before them: of two who rewrite, the second sees the first.
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    subject = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(
        label=_("Text"), max_length=8000, widget=forms.Textarea(attrs={"rows": 12})
    )
    remedy = forms.CharField(
        label=_("Legal remedy"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == LetterKind.PAPERS:  # it decides nothing
            del self.fields["remedy"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name in ("text", "remedy"):
            try:
                check_template(data.get(name, ""))
            except ValidationError as error:
                self.add_error(name, error)
        return data
