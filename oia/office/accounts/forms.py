"""Forms about people who sign in."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oia.core.choices import Language
from oia.core.models import User
from oia.core.permissions import roles
from oia.office.accounts.actions import substitutes_for
from oia.office.models import Department, Desk
from oia.office.writing.fields import DayField

LONGEST_ABSENCE = dt.timedelta(days=366)


class DeskChoices(forms.ModelMultipleChoiceField):
    """Each desk with who holds it now: ticking takes it over."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} ({obj.holder})" if obj.holder else str(obj)


class AccountForm(forms.Form):
    """Who somebody is and what they may; the sentence of each role stands beside it."""

    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), widget=forms.RadioSelect)
    department = forms.ModelChoiceField(
        Department.objects.in_use(),
        label=gettext_lazy("Department"),
        required=False,
        empty_label=gettext_lazy("none"),
        help_text=gettext_lazy("A liaison writes what belongs to this department."),
    )
    desks = DeskChoices(
        Desk.objects.none(),
        label=gettext_lazy("Desks"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        known = [(role.code, f"{role.label} – {role.sentence}") for role in roles().values()]
        self.fields["role"].choices = known  # type: ignore[attr-defined]
        desks: Any = self.fields["desks"]
        desks.queryset = Desk.objects.in_use().select_related("holder")
        if not desks.queryset.exists():
            del self.fields["desks"]

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        others = User.objects.filter(email=email)
        if self.user:
            others = others.exclude(pk=self.user.pk)
        if others.exists():
            raise ValidationError(_("Somebody with this address has an account."))
        return email

    def values(self) -> dict[str, Any]:
        return {"desks": (), **self.cleaned_data}


class InviteForm(AccountForm):
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the mail"), choices=Language.choices, initial="de"
    )
    field_order = ("email", "name", "role", "language", "department", "desks")


class OwnForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language"]


class SubstituteForm(forms.Form):
    substitute = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("Substitute"),
        empty_label=gettext_lazy("Please choose"),
    )
    first_day = DayField(label=gettext_lazy("From"))
    last_day = DayField(label=gettext_lazy("Until"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = substitutes_for(user)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        first, last = data.get("first_day"), data.get("last_day")
        if not (first and last):
            return data
        if last < first:
            self.add_error("last_day", _("The last day lies before the first day."))
        elif last < timezone.localdate():
            self.add_error("last_day", _("These days are over."))
        elif last - first > LONGEST_ABSENCE:
            self.add_error("last_day", _("A substitute is named for a year at most."))
        return data
