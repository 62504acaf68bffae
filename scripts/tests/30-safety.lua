-- SPDX-License-Identifier: MIT

test "danger goes to a manager and stops the rest" {
  given  = { stars = 1, text = "My wife had an allergic reaction after dinner." },
  expect = { rule = "safety", tags = { "safety" }, priority = "urgent", assign = "role:manager", not_rule = "low-with-words" },
}

test "danger counts beside four stars too" {
  given  = { stars = 4, text = "ہمیں فوڈ پوائزننگ ہو گئی" },
  expect = { rule = "safety", not_rule = "praise" },
}
