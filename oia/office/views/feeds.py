"""My calendar feeds: make one, see its address once, revoke it; and the feed itself."""

import logging
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from oia.core.permissions import may, own_only, requires
from oia.office import feeds
from oia.office.accounts.security import fresh
from oia.office.calendar import sources
from oia.office.choices import CalendarScope
from oia.office.models import CalendarFeed

log = logging.getLogger(__name__)


class FeedForm(forms.ModelForm):
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Kinds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen means all."),
    )

    class Meta:
        model = CalendarFeed
        fields = ["name", "scope", "kinds"]
        widgets = {"scope": forms.RadioSelect}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = CalendarScope.choices  # type: ignore[attr-defined]
        kinds = [(one.key, one.title) for one in sources(user)]
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]


@requires("feeds.read")
def feed_list(request: HttpRequest) -> HttpResponse:
    rows = CalendarFeed.objects.visible_to(request.user).select_related("user")[:200]
    context = {
        "title": _("My calendar feeds") if own_only(request.user, "feeds") else _("Calendar feeds"),
        "crumbs": [*_crumbs(request.user), (_("Feeds"), None)],
        "feeds": rows,
        "may_add": may(request.user, "feeds.write"),
        "of_all": not own_only(request.user, "feeds"),
    }
    return render(request, "office/feeds.html", context)


def _crumbs(user: Any) -> list[tuple[Any, str]]:
    return [(_("Calendar"), reverse("calendar"))] if may(user, "activities.read") else []


@requires("feeds.write")
@never_cache
@fresh
def feed_add(request: HttpRequest) -> HttpResponse:
    """The address stands on the answer to this form and nowhere else."""
    form = FeedForm(request.POST or None, user=request.user)
    crumbs = [*_crumbs(request.user), (_("Feeds"), reverse("feed_list")), (_("New feed"), None)]
    context: dict[str, Any] = {"title": _("New calendar feed"), "crumbs": crumbs, "form": form}
    if request.method == "POST" and form.is_valid():
        feed, token = feeds.make_feed(**form.cleaned_data, by=request.user)
        address = request.build_absolute_uri(reverse("feed", args=[token]))
        context |= {"title": feed.name, "feed": feed, "address": address}
        return render(request, "office/feed_made.html", context)
    context |= {"submit_label": _("Make the feed"), "cancel_url": reverse("feed_list")}
    return render(request, "ui/form.html", context)


@requires("feeds.read")
@require_POST
def feed_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own, or as administrator anybody's: who sees a feed may take it away."""
    feed = get_object_or_404(CalendarFeed.objects.visible_to(request.user), pk=pk)
    feeds.revoke_feed(feed=feed, by=request.user)
    messages.success(request, _("The feed is revoked; its address no longer answers."))
    return redirect("feed_list")


@requires("public")
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Wrong, revoked, expired, or of somebody who may no longer: the same answer."""
    found = feeds.feed_of(token)
    if found is None:
        return _private(HttpResponseNotFound("Not found\n", content_type="text/plain"))
    if feeds.is_too_often(found):
        log.warning("feed %s is fetched too often", found.pk)
        answer = HttpResponse("Too often\n", status=429, content_type="text/plain")
        answer["Retry-After"] = str(feeds.WINDOW)
        return _private(answer)
    asked = feeds.asked_by(found)
    root = request.build_absolute_uri("/")
    etag = feeds.fingerprint(found, asked, root)
    if etag in (mark.strip() for mark in request.headers.get("If-None-Match", "").split(",")):
        answer = HttpResponse(status=304)
    else:
        content = feeds.written(found, asked, root)
        answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'inline; filename="calendar.ics"'
        log.info("feed %s was fetched", found.pk)
    answer["ETag"] = etag
    return _private(answer)


def _private(answer: HttpResponse) -> HttpResponse:
    """Kept by the holder's program alone, which asks each time whether it changed."""
    answer["Cache-Control"] = "private, no-cache"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
