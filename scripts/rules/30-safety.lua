-- SPDX-License-Identifier: MIT
-- Safety: injuries, poisoning, fire, harassment. Whatever the stars: a person reads these first, and no draft is
-- made, because no prepared text fits.

local words = use "lib/words"

rule "safety" {
  doc      = "Words of danger go to a manager at once and stop all rules below.",
  on       = { "new", "text_changed" },
  when     = mentions(words.all_of(words.safety)),
  priority = 100,
  stop     = true,
  actions  = { tag "safety", set_priority "urgent", assign "role:manager",
               note "Safety words were found. Call before you write, and keep the facts for the record." },
}
