-- SPDX-License-Identifier: MIT
-- Money: refunds, double charges, hidden fees. These go to somebody who may pay back.
--
-- To have somebody called when nobody reacts, name your people and channels in renown.yaml and add to `actions`:
--
--     escalate { key = "money", stop_when = "acknowledged",
--       steps = { { to = "duty", via = "email" }, { after = "30m", to = "lead", via = "email" } } },

local words = use "lib/words"

rule "money" {
  doc      = "A low or missing rating that mentions money goes to a manager, with a draft that admits nothing yet.",
  on       = { "new", "rating_down", "text_changed" },
  when     = all { no { stars { min = 4 } }, mentions(words.all_of(words.money)), no { replied() } },
  priority = 80,
  actions  = { tag "money", set_priority "urgent", assign "role:manager", draft "apology-money" },
}
