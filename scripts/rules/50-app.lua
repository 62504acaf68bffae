-- SPDX-License-Identifier: MIT
-- For publishers of apps: crashes and wishes. Harmless for a hotel or a shop, since only reviews from app stores match.

local words = use "lib/words"
local from_a_store = source { "appstore", "appstore-connect", "playstore", "steam" }

rule "app-crash" {
  doc      = "Crashes and failed logins go to the top with a draft that asks for what a developer needs.",
  on       = { "new", "text_changed" },
  when     = all { from_a_store, mentions(words.all_of(words.crash)), no { stars { min = 5 } }, no { replied() } },
  priority = 75,
  actions  = { tag "crash", set_priority "high", draft "app-crash" },
}

rule "app-idea" {
  doc      = "Wishes are collected under one tag, to be counted when the next version is planned.",
  on       = { "new", "text_changed" },
  when     = all { from_a_store, mentions(words.all_of(words.idea)), no { replied() } },
  priority = 40,
  actions  = { tag "idea", draft "app-idea" },
}
