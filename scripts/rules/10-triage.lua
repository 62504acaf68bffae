-- SPDX-License-Identifier: MIT
-- First look: what is low, what is silent, what got worse. Tags sort the inbox; nothing here speaks to anybody.

rule "low-with-words" {
  doc      = "One or two stars and a text: somebody took the trouble to say why. A draft waits in the inbox.",
  on       = { "new", "rating_down" },
  when     = all { stars { max = 2 }, has_text(), no { replied() } },
  priority = 60,
  actions  = { tag "low", set_priority "high", draft "apology" },
}

rule "low-without-words" {
  doc     = "A low rating without a text cannot be answered to the point, but it counts.",
  on      = { "new" },
  when    = all { stars { max = 2 }, no { has_text() } },
  actions = { tag "low", tag "silent" },
}

rule "got-worse" {
  doc      = "Somebody took stars back: look at what changed.",
  on       = { "rating_down" },
  when     = stars_changed { by = -1 },
  priority = 70,
  actions  = { tag "got-worse", set_priority "high" },
}

rule "got-better" {
  doc     = "Somebody added stars: worth a thank you in person.",
  on      = { "rating_up" },
  when    = stars_changed { by = 1 },
  actions = { tag "got-better", untag "low" },
}

rule "long-read" {
  doc     = "Long texts hold the details that short ones leave out.",
  on      = { "new" },
  when    = length { min = 800 },
  actions = { tag "long" },
}

rule "far-reaching" {
  doc      = "Many people see what this author writes.",
  on       = { "new" },
  when     = reach { min = 10000 },
  priority = 70,
  actions  = { tag "far-reaching", set_priority "high" },
}
