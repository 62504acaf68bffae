-- SPDX-License-Identifier: MIT
-- Money words in the languages of lib/words.lua.

for lang, text in pairs {
  en = "I was charged twice and want my money back.",
  ur = "براہِ کرم میری رقم واپس کریں",
  hi = "मेरे पैसे वापस करो",
  ne = "मेरो पैसा फिर्ता दिनुहोस्",
  ka = "თანხის დაბრუნება მინდა",
} do
  test("money words reach a manager: " .. lang) {
    given  = { stars = 1, lang = lang, text = text },
    expect = { rule = "money", tags = { "money" }, priority = "urgent", assign = "role:manager", draft = "apology-money" },
  }
end

test "money words beside five stars are no complaint" {
  given  = { stars = 5, text = "I got my refund within a day." },
  expect = { not_rule = "money", rule = "praise" },
}
