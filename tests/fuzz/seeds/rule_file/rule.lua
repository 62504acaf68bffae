local low = stars { max = 2 }
rule "money" {
  doc = "x", on = { "new", "rating_down" }, priority = 80, stop = true, after = nil,
  when = all { low, any { mentions { "refund*", "came twice" }, lang "ur" }, no { replied() } },
  actions = { tag "money", set_priority "urgent", assign "care", note "n",
    escalate { key = "k", stop_when = "acknowledged", steps = { { to = "a", via = "b" }, { after = "2h business", to = "c", via = "d" } } } },
}
