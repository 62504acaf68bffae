/* SPDX-License-Identifier: MIT
 *
 * A starter that works at once: one listing fed by a folder, two rules, one template, one test, and
 * reviews of invented people in four languages. Everything a person edits first is explained where
 * it stands.
 */
#include "cli/starter.h"

#include <renown/json.h>
#include <renown/stamp.h>

static const char config[] =
    "# Renown's config. Every key is explained in renown.yaml(5); `renown check` names what is "
    "wrong.\n"
    "\n"
    "store: renown.db                 # the database, beside this file\n"
    "scripts: scripts                 # your rules, templates and tests\n"
    "zone: UTC                        # your organisation's time zone, e.g. Asia/Karachi\n"
    "contact: mailto:you@example.com  # how a place can reach you\n"
    "\n"
    "brands:\n"
    "  - name: Harbour\n"
    "    listings:\n"
    "      - id: harbour              # a short name of your own\n"
    "        name: Harbour Hotel\n"
    "        lang: [en, ur]           # the languages you answer in\n"
    "        sources:\n"
    "          # Files that are put into inbox/ are imported once and moved to inbox/done/.\n"
    "          - { plugin: folder, path: inbox, format: jsonl, every: 15m }\n"
    "          # An app in Apple's store, read from its public feed; take the # away:\n"
    "          # - { plugin: appstore, app: \"1234567890\", country: [us, gb], every: 1h }\n"
    "          # A place on Google, with a login of your own (`renown plugins google` says what it "
    "needs):\n"
    "          # - plugin: google\n"
    "          #   account: \"1\"\n"
    "          #   location: \"2\"\n"
    "          #   credentials: { client_id: abc, client_secret: \"${env:GOOGLE_SECRET}\",\n"
    "          #                  refresh_token: \"${file:secrets/google}\" }\n"
    "\n"
    "hours:\n"
    "  office: { week: { mon-fri: [\"09:00-17:00\"] } }\n"
    "\n"
    "people:                          # who answers; rules name them\n"
    "  - { id: care, name: Care desk, mail: care@example.com, role: agent, hours: office, lang: "
    "[en, ur] }\n"
    "  - { id: owner, name: Owner, mail: you@example.com, role: admin }\n"
    "\n"
    "channels:                        # ways out to people\n"
    "  phone: { type: phone }         # writes a call list; it calls nobody\n"
    "  # email: { type: smtp, url: \"smtp://127.0.0.1:25\", from: renown@example.com }\n"
    "\n"
    "sla:                             # the first that fits counts\n"
    "  - { stars_max: 2, first_reply: 4h }          # by day and by night, weekends too\n"
    "  - { first_reply: 2d, hours: office }         # counts while the office is open\n"
    "\n"
    "replies: { mode: suggest }       # rules only draft; a person sends\n";

static const char rules[] =
    "-- Rules say what happens when a review arrives. `renown rules check` names what is wrong.\n"
    "\n"
    "rule \"low-rating\" {\n"
    "  doc      = \"One or two stars go to the care desk at once, with a draft to start from.\",\n"
    "  on       = { \"new\", \"rating_down\" },\n"
    "  when     = all { stars { max = 2 }, no { replied() } },\n"
    "  priority = 80,\n"
    "  actions  = { tag \"low\", set_priority \"urgent\", assign \"care\", draft \"apology\" },\n"
    "}\n"
    "\n"
    "rule \"praise\" {\n"
    "  doc     = \"Four or five stars with words are marked, so that they can be shown around.\",\n"
    "  on      = { \"new\", \"rating_up\" },\n"
    "  when    = all { stars { min = 4 }, has_text() },\n"
    "  actions = { tag \"praise\" },\n"
    "}\n";

static const char templates[] =
    "-- Templates are replies with slots: {name|there} is the author's name, or \"there\".\n"
    "\n"
    "template \"apology\" {\n"
    "  tone = \"apology\",\n"
    "  en = {\n"
    "    \"Dear {name|guest}, we are sorry that your visit to {listing} was not what you hoped "
    "for. "
    "Please tell us more, so that we can put it right.\",\n"
    "  },\n"
    "  ur = {\n"
    "    \"محترم {name|مہمان}، ہمیں افسوس ہے کہ {listing} میں آپ کا تجربہ اچھا نہیں رہا۔ "
    "براہِ کرم ہمیں تفصیل بتائیں تاکہ ہم اسے درست کر سکیں۔\",\n"
    "  },\n"
    "}\n";

static const char tests[] =
    "-- Tests show what a rule does: `renown rules test` runs them.\n"
    "\n"
    "test \"a low rating goes to the care desk\" {\n"
    "  given  = { stars = 1, text = \"Nobody answered the bell for an hour.\" },\n"
    "  expect = { rule = \"low-rating\", tags = { \"low\" } },\n"
    "}\n"
    "\n"
    "test \"kind words are praise\" {\n"
    "  given  = { stars = 5, text = \"A quiet room and a kind welcome.\" },\n"
    "  expect = { rule = \"praise\", tags = { \"praise\" } },\n"
    "}\n";

static const char lib[] = "-- Word lists and helpers that several rule files share.\n"
                          "\n"
                          "return { money = { \"refund\", \"charged twice\" } }\n";

const struct rn_starter_file rn_starter_files[] = {
    {"renown.yaml", config},
    {"scripts/rules/10-start.lua", rules},
    {"scripts/templates/10-start.lua", templates},
    {"scripts/tests/10-start.lua", tests},
    {"scripts/lib/words.lua", lib},
    {"inbox/sample.jsonl", NULL},
    {0},
};

static const struct {
    const char *id, *author, *lang, *text;
    int stars, hours; /* before now */
} reviews[] = {
    {"sample-1", "Ana Example", "en", "Charged twice for one night, and nobody answered my mails.",
     1, 5},
    {"sample-2", "بلال مثال", "ur", "کمرہ صاف نہیں تھا اور ہمیں ایک گھنٹہ انتظار کرنا پڑا۔", 2, 9},
    {"sample-3", "मीरा उदाहरण", "hi", "कर्मचारी बहुत अच्छे थे और नाश्ता स्वादिष्ट था।", 5, 20},
    {"sample-4", "ნინო მაგალითი", "ka", "ძალიან თბილი დახვედრა და სუფთა ოთახი.", 5, 30},
    {"sample-5", "Tom Sample", "en", "Fine for a night. The wifi dropped now and then.", 3, 75},
    {"sample-6", "Ines Sample", "en", "A quiet room, a kind welcome, good coffee.", 5, 130},
};

void rn_starter_reviews(struct rn_buf *out, int64_t now)
{
    for (size_t i = 0; i < sizeof reviews / sizeof reviews[0]; i++) {
        struct rn_jsonw w;
        char at[32];
        rn_jsonw_init(&w, out);
        rn_jsonw_object(&w);
        rn_jsonw_kstr(&w, "external_id", rn_str(reviews[i].id));
        rn_jsonw_key(&w, "author");
        rn_jsonw_object(&w);
        rn_jsonw_kstr(&w, "name", rn_str(reviews[i].author));
        rn_jsonw_end(&w);
        rn_jsonw_key(&w, "rating");
        rn_jsonw_object(&w);
        rn_jsonw_kint(&w, "value", reviews[i].stars);
        rn_jsonw_kint(&w, "best", 5);
        rn_jsonw_kint(&w, "worst", 1);
        rn_jsonw_end(&w);
        rn_jsonw_kstr(&w, "lang", rn_str(reviews[i].lang));
        rn_jsonw_kstr(&w, "text", rn_str(reviews[i].text));
        rn_jsonw_kstr(&w, "created_at",
                      rn_str(rn_stamp_text(now - reviews[i].hours * RN_HOUR, at)));
        rn_jsonw_end(&w);
        (void)rn_buf_addc(out, '\n');
    }
}
