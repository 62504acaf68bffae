/* SPDX-License-Identifier: MIT
 *
 * A folder into which people or other programs put exports. The plugin is a description only: the
 * core looks into the folder, reads each file once and moves it to done/ or failed/.
 */
#include <renown/plugin.h>

struct config {
    const char *path;
    int format;
    const char *map, *place, *account;
};

static const char *const formats[] = {
    "auto",       "play-console", "nps",           "csat", "ces", "booking", "agoda",
    "makemytrip", "glassdoor",    "amazon-seller", "csv",  "tsv", "jsonl",   NULL};

static const struct rn_option options[] = {
    RN_OPTION_TEXT(struct config, path, .flags = RN_OPT_REQUIRED,
                   .doc = "The folder to look into; relative to the config file.",
                   .example = "/srv/reviews/incoming"),
    RN_OPTION_CHOICE(struct config, format, .choices = formats, .def = "auto",
                     .doc = "What the files are. With auto each file's name and first line decide.",
                     .example = "play-console"),
    RN_OPTION_TEXT(struct config, map,
                   .doc =
                       "A mapping file that says which column fills which field; for csv, tsv and "
                       "jsonl whose columns have names of their own.",
                   .example = "maps/front-desk.yaml"),
    RN_OPTION_TEXT(struct config, place,
                   .doc =
                       "The place that the reviews come from, by its plugin's name, when the same "
                       "reviews are collected by that plugin too: they are then stored once.",
                   .example = "playstore"),
    RN_OPTION_TEXT(struct config, account,
                   .doc = "The account, app or location at that place, written as in the other "
                          "source's options.",
                   .example = "com.example.harbour"),
    {0}};

static const struct rn_limits limits = {
    .size = sizeof(struct rn_limits),
    .history = "Whatever the files hold.",
    .absence_proves = false,
    .retention = RN_KEEP,
};

static const struct rn_plugin plugin = {
    .size = sizeof(struct rn_plugin),
    .name = "folder",
    .title = "Folder of exports",
    .summary = "Imports each file that is put into a folder, once.",
    .terms_url = "",
    .can = RN_CAN_FILES,
    .limits = &limits,
    .config_size = sizeof(struct config),
    .option_size = sizeof(struct rn_option),
    .options = options,
    .identity = "place account",
};

const struct rn_plugin *rn_plugin_v1(void)
{
    return &plugin;
}
