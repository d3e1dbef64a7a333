"""An archive of N stories: the demo newsroom's own, and copies of them made in bulk, in SQL.

Every copy has a number, an address, a headline and a time of its own. The copies of one demo
story share its text, desk, tags and writer; times are spread evenly over the years before now.
"""

import sys
from datetime import date, datetime, timedelta

from django.core.management import call_command
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from articles.models import Print
from articles.record import printing
from demo.build import build
from tools.bench import newsroom_rows

YEARS = 5
BATCH = 5_000
RARE_WORD = "zamrudiah"
RARE_STORIES = 12
DAY_AGO = timedelta(days=3 * 365)
DAY_STORIES = 30
PASSWORD = "bench"  # noqa: S105 - of a database that nobody serves

# The biggest desk of the main edition is every third story, so that it has a page 5,000.
MODELS = """
CREATE TABLE bench_model AS
WITH live AS (
    SELECT a.story_uid, a.edition_id, a.section_id,
        count(*) OVER (PARTITION BY a.edition_id, a.section_id) AS others
    FROM articles_article a
), biggest AS (
    SELECT section_id FROM live WHERE edition_id = 'id' ORDER BY others DESC, section_id LIMIT 1
), drawn AS (
    SELECT story_uid FROM live
    UNION ALL
    SELECT story_uid FROM live JOIN biggest USING (section_id)
        CROSS JOIN generate_series(1, GREATEST(1, (SELECT count(*) FROM live) / 2 / others))
)
SELECT row_number() OVER (ORDER BY md5(story_uid::text || random()::text)) - 1 AS place, story_uid
FROM drawn
"""
TABLES = ["articles_article", "articles_articletag", "articles_dispatch", "articles_print"]
INDEXES = """
SELECT indexdef, format('DROP INDEX %%I', indexname) FROM pg_indexes
WHERE tablename = ANY (%s)
    AND indexname NOT IN (SELECT conname FROM pg_constraint)
"""
NUMBERED = """
WITH numbered AS (
    SELECT n, md5('bench' || n)::uuid AS uid, m.story_uid AS model,
        CASE WHEN n %% (%(last)s / %(day_stories)s) = 0 THEN
            %(day)s::timestamptz + interval '1 minute' * (n / (%(last)s / %(day_stories)s))
        ELSE %(begin)s::timestamptz + (n - %(first)s) * %(step)s::interval END AS at,
        CASE WHEN n %% (%(last)s / %(rare)s) = 0 THEN ' ' || %(word)s ELSE '' END
            || ' ' || n AS more
    FROM generate_series(%(from)s, %(until)s) AS n
    JOIN bench_model m ON m.place = n %% %(models)s
)
"""
DISPATCHES = """
INSERT INTO articles_dispatch (number, story_uid, version, first_number, signal, pubstatus,
    edition, slug, content, digest, sent_at)
SELECT n, uid, 1, n, 'new', 'usable', d.edition, left(d.slug, 100) || '-' || n,
    d.content || jsonb_build_object(
        'slug', left(d.slug, 100) || '-' || n,
        'headline', d.content ->> 'headline' || more,
        'related', jsonb_build_array(
            jsonb_build_object('title', d.content ->> 'headline' || ' ' || n - %(models)s,
                'story', md5('bench' || n - %(models)s)::uuid, 'after', 3)),
        'translation_group', uid, 'published_at', at, 'updated_at', at),
    d.digest, at
FROM numbered JOIN articles_article a ON a.story_uid = model
JOIN articles_dispatch d ON d.number = a.dispatch_id
"""
ARTICLES = """
INSERT INTO articles_article (story_uid, dispatch_id, first_number, edition_id, slug, section_id,
    desk_id, desk_name, writer_id, writer_name, writer_language, headline, summary, picture,
    translation_group, published_at, updated_at, is_corrected, label, is_ai, portrait,
    text_pictures, search_headline, search_text)
SELECT uid, n, n, edition_id, left(slug, 100) || '-' || n, section_id,
    desk_id, desk_name, writer_id, writer_name, writer_language, headline || more, summary, picture,
    uid, at, at, is_corrected, label, is_ai, portrait,
    text_pictures, search_headline || more, search_text
FROM numbered JOIN articles_article a ON a.story_uid = model
"""
TAGS = """
INSERT INTO articles_articletag (article_id, edition_id, slug, name, published_at, first_number)
SELECT uid, edition_id, slug, name, at, n
FROM numbered JOIN articles_articletag t ON t.article_id = model
"""
# What is printed of a copy names its model's words, with the copy's own address and headline.
PRINTED = [name for name in printing.COLUMNS if name != "links"]
PRINTS = f"""
INSERT INTO articles_print (article_id, number, digest, {", ".join(PRINTED)}, links)
SELECT uid, n, p.digest,
    {
    ", ".join(
        f"replace(replace(p.{name}, a.slug || '/', left(a.slug, 100) || '-' || n || '/'),"
        " a.headline, a.headline || more)"
        for name in PRINTED
    )
},
    p.links || jsonb_build_object('related', d.content -> 'related')
FROM numbered JOIN articles_article a ON a.story_uid = model
JOIN articles_print p ON p.article_id = model JOIN articles_dispatch d ON d.number = n
"""  # noqa: S608 - our own names
# As the worker leaves it: a story's page that has neither a picture nor its card yet looks again
# every few seconds.
CARDS = """
INSERT INTO articles_card (dispatch_id, made_at)
SELECT dispatch_id, now() FROM articles_article WHERE picture IS NULL
ON CONFLICT (dispatch_id) DO UPDATE SET made_at = now()
"""
COUNTER = """
UPDATE articles_dispatchcounter SET last = (SELECT max(number) FROM articles_dispatch)
"""


def fill(stories: int) -> None:
    """Fill the empty database of the settings with about ``stories`` live stories."""
    call_command("migrate", verbosity=0, interactive=False)
    build(timezone.now(), password=PASSWORD)
    with connection.cursor() as cursor:
        # Triggers and foreign keys guard the newsroom's own writes; a copy of them needs none.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET synchronous_commit = off")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute(MODELS)
        cursor.execute(INDEXES, [[*TABLES, *newsroom_rows.TABLES]])
        indexes = cursor.fetchall()
        for _, drop in indexes:
            cursor.execute(drop)
        _copy(cursor, stories)
        for number, (create, _) in enumerate(indexes, 1):
            cursor.execute(create)
            _progress("Indexing", number, len(indexes))
        cursor.execute(CARDS)
        cursor.execute(COUNTER)
        cursor.execute("DROP TABLE bench_model")
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")


def say_stale() -> None:
    """Write to standard output whether another release printed the stories of the settings'."""
    call_command("migrate", verbosity=0, interactive=False)
    sys.stdout.write("yes" if Print.objects.stale(printing.digest()).exists() else "no")


def day_shown() -> date:
    """The day, three years ago, that has its twenty stories in an archive of every size."""
    return timezone.localdate() - DAY_AGO


def _copy(cursor: CursorWrapper, stories: int) -> None:
    cursor.execute(
        "SELECT max(number) + 1, (SELECT count(*) FROM bench_model) FROM articles_dispatch"
    )
    first, models = cursor.fetchone()
    zone = timezone.get_default_timezone()
    day = datetime.combine(day_shown(), datetime.min.time(), zone)
    span = timedelta(days=365 * YEARS)
    last = first + stories
    known = {
        "first": first,
        "last": last,
        "models": models,
        "begin": timezone.now() - span,
        "step": span / (stories + 1),
        "day": day,
        "day_stories": DAY_STORIES,
        "rare": RARE_STORIES,
        "word": RARE_WORD,
    }
    statements = [DISPATCHES, ARTICLES, TAGS, PRINTS]
    if stories <= newsroom_rows.MOST:
        statements += newsroom_rows.statements()
    for begin in range(first, last, BATCH):
        batch = {**known, "from": begin, "until": min(begin + BATCH, last) - 1}
        for statement in statements:
            cursor.execute(NUMBERED + statement, batch)
        _progress("Stories", batch["until"] - first + 1, stories)


def _progress(label: str, done: int, of: int) -> None:
    filled = 30 * done // of
    end = "\n" if done == of else ""
    sys.stderr.write(f"\r{label:<10} [{'#' * filled:<30}] {done:,} of {of:,}{end}")
    sys.stderr.flush()
