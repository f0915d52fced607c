"""What beat asks of the mailbox."""

import logging

from celery import shared_task
from django.conf import settings

from delegations.replies import mailbox

log = logging.getLogger(__name__)


@shared_task(name="delegations.replies.tasks.read_mailbox")
def read_mailbox() -> int:
    """Answers by mail; while the mailbox is away the page of health says so."""
    if not settings.MAILBOX_URL:
        return 0
    try:
        return mailbox.read_new()
    except mailbox.MailboxError as error:
        log.warning("mailbox: %s", error)
        return 0
