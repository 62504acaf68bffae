-- SPDX-License-Identifier: MIT
-- The rules of the benchmark: ten of the kind an owner has, all of them native conditions. One review in six
-- fires a rule.

rule "money" {
  on = { "new", "text_changed" },
  when = all { stars { max = 1 }, mentions { "refund", "charged twice", "رقم", "रिफ़ंड", "თანხა" } },
  actions = { tag "money", set_priority "urgent" },
}

rule "dirty-and-noisy" {
  when = all { stars { max = 2 }, mentions { "dirty", "खराब", "ცუდი" }, mentions { "noise", "شور", "शोर", "ხმაური" } },
  actions = { tag "housekeeping" },
}

rule "staff-praised" {
  when = all { stars { min = 5 }, mentions { "friendly", "lovely" }, mentions { "staff", "عملہ", "स्टाफ़" } },
  actions = { tag "staff" },
}

rule "long-and-angry" {
  when = all { stars { max = 1 }, no { replied() }, has_text(), length { min = 250 } },
  actions = { set_priority "high" },
}

rule "breakfast" {
  when = all { stars { is = 5 }, mentions { "lovely breakfast", "friendly breakfast", "ناشتہ", "नाश्ता", "საუზმე" } },
  actions = { tag "breakfast" },
}

rule "slow-service" {
  when = all { lang { "en" }, mentions_all { "slow", "staff" }, stars { max = 2 } },
  actions = { tag "service" },
}

rule "charged-twice" {
  when = all { lang { "en" }, mentions { "charged twice", "double charge*", "charged refund" }, stars { max = 3 } },
  actions = { tag "billing" },
}

rule "unhappy-and-unanswered" {
  when = all { age { min = "30d" }, stars { max = 1 }, no { replied() }, mentions { "never again", "dirty", "slow*" } },
  actions = { tag "late" },
}

rule "himalaya" {
  when = all { lang { "ne", "hi" }, stars { max = 2 } },
  actions = { tag "hills" },
}

rule "one-word" {
  when = all { stars { max = 2 }, no { has_text() } },
  actions = { tag "silent" },
}
