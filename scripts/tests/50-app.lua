-- SPDX-License-Identifier: MIT

test "a crash in a store gets a draft that asks back" {
  given  = { source = "playstore", stars = 3, text = "It crashes all the time" },
  expect = { rule = "app-crash", tags = { "crash" }, draft = "app-crash" },
}

test "a crash elsewhere is no business of the app's team" {
  given  = { source = "google", stars = 3, text = "It crashes all the time" },
  expect = { nothing = true },
}

test "wishes are collected" {
  given  = { source = "appstore", stars = 4, text = "Please add a dark mode" },
  expect = { rule = "app-idea", tags = { "idea" } },
}
