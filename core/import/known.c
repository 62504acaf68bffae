/* SPDX-License-Identifier: MIT */
#include "import/known.h"

#include "base/mem.h"
#include "import/csv.h"
#include "import/form.h"

/* ---- the exports ----------------------------------------------------------------------------- */

static const char *const usual_dates[] = {"%d %b %Y", "%b %d, %Y", "%d/%m/%Y",
                                          "%d-%m-%Y", "%d.%m.%Y",  NULL};
static const char *const american_dates[] = {"%m/%d/%y", "%m/%d/%Y", "%b %d, %Y", NULL};

static const struct rn_known_column booking[] = {
    {"external_id", "Reservation number|Reservation ID|Booking number"},
    {"author.name", "Guest name|Reviewer name"},
    {"rating", "Review score|Score"},
    {"title", "Review title|Title"},
    {"pros", "Positive review|Positive"},
    {"cons", "Negative review|Negative"},
    {"created_at", "Review date|Date"},
    {"lang", "Language|Review language"},
    {"reply.text", "Property reply|Property response|Reply"},
    {0}};

static const struct rn_known_column agoda[] = {
    {"external_id", "Review ID|Booking ID|Reservation ID|Booking number"},
    {"author.name", "Guest name|Reviewer name|Reviewer|Guest"},
    {"rating", "Overall rating|Overall score|Review score|Rating|Score"},
    {"title", "Review title|Title|Headline"},
    {"text", "Review comments|Review text|Comments|Comment|Review"},
    {"pros", "Positive comments|Review positives|Positives|Pros"},
    {"cons", "Negative comments|Review negatives|Negatives|Cons"},
    {"created_at", "Review date|Reviewed on|Date of review|Date"},
    {"lang", "Review language|Language"},
    {"reply.text", "Property response|Hotel response|Response|Reply"},
    {"reply.at", "Response date|Reply date"},
    {0}};

static const struct rn_known_column makemytrip[] = {
    {"external_id", "Review ID|Booking ID|Booking number"},
    {"author.name", "Guest name|Customer name|Reviewer name|Guest"},
    {"rating", "Overall rating|Hotel rating|Review rating|Rating"},
    {"title", "Review title|Title"},
    {"text", "Review text|Review comments|Comments|Review"},
    {"created_at", "Review date|Published date|Submitted on|Date"},
    {"reply.text", "Hotelier reply|Host reply|Property reply|Reply|Response"},
    {"reply.at", "Reply date|Response date"},
    {0}};

static const struct rn_known_column glassdoor[] = {
    {"external_id", "Review ID|reviewId"},
    {"rating", "Overall rating|ratingOverall|Rating"},
    {"title", "Review headline|Review title|Headline|Summary|Title"},
    {"text", "Advice to management|Advice"},
    {"pros", "Pros"},
    {"cons", "Cons"},
    {"created_at", "Review date|Date submitted|reviewDateTime|Date"},
    {"lang", "Language|languageId"},
    {"url", "Review URL|URL|Link"},
    {"reply.text", "Employer response|Response"},
    {"reply.at", "Employer response date|Response date"},
    {0}};

/* The buyer's address is passed over: it is not needed to answer. */
static const struct rn_known_column amazon[] = {{"external_id", "Order ID|Order number"},
                                                {"rating", "Rating"},
                                                {"text", "Comments|Comment"},
                                                {"created_at", "Date"},
                                                {"reply.text", "Your response|Response"},
                                                {0}};

const struct rn_known_export rn_known_exports[] = {
    {"booking", "booking", "Booking.com", 10, 1, usual_dates,
     "reservation number|positive review|negative review", booking},
    {"agoda", "agoda", "Agoda", 10, 1, usual_dates, NULL, agoda},
    {"makemytrip", "makemytrip", "MakeMyTrip", 5, 1, usual_dates, NULL, makemytrip},
    {"glassdoor", "glassdoor", "Glassdoor", 5, 1, usual_dates, "advice to management|pros|cons",
     glassdoor},
    {"amazon-seller", "amazon", "Amazon seller feedback", 5, 1, american_dates,
     "your response|order id|rating|comments", amazon},
    {0}};

const struct rn_known_export *rn_known_export(const char *format)
{
    for (const struct rn_known_export *k = rn_known_exports; k->format != NULL; k++)
        if (strcmp(k->format, format) == 0)
            return k;
    return NULL;
}

/* ---- names ----------------------------------------------------------------------------------- */

/* The next of the names between '|'; false at the end. */
static bool next_name(const char **at, char out[80])
{
    size_t n = strcspn(*at, "|");

    if (**at == '\0')
        return false;
    (void)snprintf(out, 80, "%.*s", (int)n, *at);
    *at += n + ((*at)[n] == '|');
    return true;
}

static bool mentions_all(struct rn_str line, const char *marks)
{
    char mark[80];

    for (const char *at = marks; next_name(&at, mark);)
        if (!rn_form_mentions(line, mark))
            return false;
    return true;
}

const struct rn_known_export *rn_known_detect(struct rn_str line)
{
    for (const struct rn_known_export *k = rn_known_exports; k->format != NULL; k++)
        if (k->marks != NULL && mentions_all(line, k->marks))
            return k;
    return NULL;
}

size_t rn_known_find(const struct rn_csv *csv, const char *names)
{
    size_t found = SIZE_MAX;
    char name[80];

    for (const char *at = names; found == SIZE_MAX && next_name(&at, name);)
        found = rn_form_column(csv, name);
    return found;
}

/* ---- opening --------------------------------------------------------------------------------- */

struct rn_mapping *rn_known_mapping(const void *ctx, const struct rn_known_export *known)
{
    struct rn_mapping *map = rn_new(ctx, struct rn_mapping);

    map->path = known->title;
    map->best = known->best;
    map->worst = known->worst;
    map->dates.patterns = known->dates;
    while (known->dates[map->dates.count] != NULL)
        map->dates.count++;
    return map;
}

static bool says_something(const char *field)
{
    static const char *const words[] = {"rating", "text", "title", "pros", "cons"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i], field) == 0)
            return true;
    return false;
}

/* A column serves the first field that wants it. */
static bool is_taken(const struct rn_mapping *map, const char *name)
{
    for (size_t i = 0; i < map->column_count; i++)
        if (strcmp(map->columns[i].source, name) == 0)
            return true;
    return false;
}

enum rn_status rn_known_open(struct rn_form_ctx *f, struct rn_diag *d)
{
    const struct rn_known_export *known = rn_known_export(f->form->name);
    struct rn_mapping *map = f->map;
    size_t count = 0, header_count;
    const struct rn_str *header = rn_csv_header(f->csv, &header_count);
    bool said = false;

    while (known->columns[count].field != NULL)
        count++;
    map->columns = rn_new_array(map, struct rn_map_column, count);
    for (size_t i = 0; i < count; i++) {
        size_t at = rn_known_find(f->csv, known->columns[i].names);
        const char *name = at != SIZE_MAX ? rn_dup(map, header[at]) : NULL;
        if (name == NULL || is_taken(map, name))
            continue;
        said = said || says_something(known->columns[i].field);
        map->columns[map->column_count++] = (struct rn_map_column){
            .source = name, .field = rn_import_field(known->columns[i].field)};
    }
    if (!said)
        return rn_fail(d, RN_INVALID,
                       "%s has none of the columns by which an export of %s is known; look with "
                       "--preview what its columns may be, and say it with a mapping file (--map)",
                       f->name, known->title);
    return rn_mapped_open(f, d);
}

bool rn_known_origin(const struct rn_form_ctx *f, const char **ret_place, const char **ret_account)
{
    *ret_place = rn_known_export(f->form->name)->place;
    *ret_account = NULL;
    return true;
}
