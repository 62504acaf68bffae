-- SPDX-License-Identifier: MIT
-- Praise: thanked with a draft where there are words, only tagged where there are none.

rule "praise" {
  doc      = "Four or five stars and a text: a thank-you waits in the inbox.",
  on       = { "new", "rating_up" },
  when     = all { stars { min = 4 }, has_text(), no { replied() } },
  priority = 30,
  actions  = { tag "praise", draft "thanks" },
}

rule "silent-praise" {
  doc      = "Stars without words need no answer.",
  on       = { "new" },
  when     = all { stars { min = 4 }, no { has_text() } },
  priority = 30,
  actions  = { tag "praise", tag "silent", set_priority "low" },
}
