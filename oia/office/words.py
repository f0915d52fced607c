"""The words of all titles, which the search proposes when somebody mistypes.

They are renewed as a whole every few minutes: a word that stands in no title any more is gone,
and nothing has to be written with each record.
"""

from django.db import connections, transaction

from oia.core.words import fold
from oia.office.models import SearchWord

LONGEST = 60  # letters a SearchWord has room for
SHORTEST = 4
# Titles of records and names of organisations; never names of persons.
WORDS = """
    SELECT DISTINCT regexp_split_to_table(lower(title), '[^[:alpha:]]+') FROM office_record
    UNION
    SELECT DISTINCT regexp_split_to_table(lower(name), '[^[:alpha:]]+') FROM office_organisation
"""


def renew(using: str = "default") -> int:
    """Write new words, take away those no longer in use; the number of words there are."""
    with transaction.atomic(using=using):
        with connections[using].cursor() as cursor:
            cursor.execute(WORDS)
            folded = {fold(word) for (word,) in cursor.fetchall()}
        wanted = {word for word in folded if SHORTEST <= len(word) <= LONGEST and " " not in word}
        words = SearchWord.objects.using(using)
        present = set(words.values_list("word", flat=True))
        words.filter(word__in=present - wanted).delete()
        new = [SearchWord(word=word) for word in sorted(wanted - present)]
        words.bulk_create(new, batch_size=5000, ignore_conflicts=True)
    return len(wanted)
