-- SPDX-License-Identifier: MIT
-- The rules of the benchmark: ten of the kind an owner has, all of them native conditions.

rule "money" {
  on = { "new", "text_changed" },
  when = all { stars { max = 2 }, mentions { "refund", "charged", "رقم", "रिफ़ंड", "თანხა" } },
  actions = { tag "money", set_priority "urgent" },
}

rule "dirty-room" {
  when = all { stars { max = 3 }, mentions { "dirty", "خراب", "ख़राब", "ცუდი" } },
  actions = { tag "housekeeping" },
}

rule "noise" {
  when = all { stars { max = 4 }, mentions { "noise", "شور", "शोर", "ხმაური" } },
  actions = { tag "noise" },
}

rule "staff-praised" {
  when = all { stars { min = 5 }, mentions { "friendly", "lovely" }, mentions { "staff", "عملہ", "स्टाफ़" } },
  actions = { tag "staff" },
}

rule "angry-and-unanswered" {
  when = all { stars { max = 1 }, no { replied() }, has_text(), length { min = 200 } },
  actions = { set_priority "high" },
}

rule "breakfast" {
  when = all { mentions { "breakfast", "ناشتہ", "नाश्ता", "საუზმე" }, any { stars { is = 1 }, stars { is = 5 } } },
  actions = { tag "breakfast" },
}

rule "slow-service" {
  when = all { lang { "en" }, mentions_all { "slow", "staff" }, stars { max = 3 } },
  actions = { tag "service" },
}

rule "charged-twice" {
  when = all { lang { "en" }, mentions { "charged twice", "double charge*", "refund*" }, stars { max = 2 } },
  actions = { tag "billing" },
}

rule "old-and-unanswered" {
  when = all { age { min = "30d" }, stars { max = 2 }, no { replied() }, mentions { "never", "dirty", "slow" } },
  actions = { tag "late" },
}

rule "himalaya" {
  when = all { lang { "ne", "hi" }, any { stars { max = 2 }, mentions { "साफ़", "अच्छा" } } },
  actions = { tag "hills" },
}
