-- SPDX-License-Identifier: MIT
-- For editors only (lua-language-server and whatever speaks its annotations): what the words of rule files take, so
-- that they are completed and checked while you type. Renown itself never runs this file.
---@meta

---@class Condition made by stars, mentions, …; joined by all, any, no
---@class Action made by tag, assign, draft, …
---@alias Words string|string[]
---@alias Event "new"|"rating_up"|"rating_down"|"text_changed"|"removed"|"restored"|"reply_removed"|"foreign_reply"
---@alias Priority "low"|"normal"|"high"|"urgent"
---@alias Kind "review"|"mention"|"comment"|"message"|"survey"

---@class Review the argument of a where function; what a review does not have is nil
---@field id string
---@field kind Kind
---@field source string?
---@field listing string
---@field external_id string
---@field author { id: string?, name: string? }
---@field rating { value: number, best: number, worst: number }?
---@field stars number? 1 to 5
---@field title string?
---@field text string?
---@field translation string?
---@field lang string?
---@field url string?
---@field app_version string?
---@field created_at string?
---@field updated_at string?
---@field time_precision "second"|"day"|"month"|nil
---@field reply { text: string?, at: string?, state: string, origin: string }?
---@field replied boolean
---@field tags string[]
---@field reach number?

---@class Rule
---@field doc string? why it is there
---@field on Event|Event[]|nil default: new, rating_up, rating_down, text_changed
---@field when Condition?
---@field where (fun(r: Review): boolean)? what no condition says; slower
---@field priority integer? 0 to 1000, default 50
---@field after string? "4h", "2d", "4h business"
---@field stop boolean? no rule of a lower priority is looked at
---@field actions Action[]

---@param name string
---@return fun(body: Rule)
function rule(name) end

---@param name string
---@return fun(body: { tone: string?, doc: string?, short: table?, [string]: Words, [integer]: any })
function template(name) end

---@param name string
---@return fun(words: table<string, Words>)
function topic(name) end

---@param body { lang: string, [integer]: string }
function text(body) end

---@class Given an invented review; what is left out is absent
---@field stars number?
---@field stars_before number? of the version before
---@field title string?
---@field text string?
---@field translation string?
---@field lang string?
---@field kind Kind?
---@field listing string?
---@field source string?
---@field author string?
---@field url string?
---@field app_version string?
---@field reach number?
---@field reply string|boolean|nil
---@field tags Words?
---@field on Event|Event[]|nil
---@field at string? "2026-05-04T09:00:00Z"
---@field now string?
---@field age string? "3d"
---@field waited string? "4h"
---@field count integer?
---@field author_reviews integer?

---@class Expect
---@field rule Words?
---@field not_rule Words?
---@field tags Words?
---@field not_tags Words?
---@field priority Priority?
---@field assign string?
---@field draft string?
---@field escalates_to Words?
---@field notifies Words?
---@field nothing boolean?

---@param name string
---@return fun(body: { given: Given, expect: Expect, doc: string? })
function test(name) end

---@param helper string "lib/words"
---@return any
function use(helper) end

---@param range { min: number?, max: number?, is: number? }
---@return Condition
function stars(range) end
---@param range { by: number } signed: by = -1 means that it fell by one or more
---@return Condition
function stars_changed(range) end
---@param words Words any of them; "refund*" finds every word that begins so
---@return Condition
function mentions(words) end
---@param words Words all of them
---@return Condition
function mentions_all(words) end
---@return Condition
function has_text() end
---@param range { min: integer?, max: integer? } characters of the text, without the title
---@return Condition
function length(range) end
---@param codes Words
---@return Condition
function lang(codes) end
---@param label "neg"|"neu"|"pos"|"mixed"|"abstain"|{ min: number?, max: number? }|string[]
---@return Condition
function sentiment(label) end
---@param wishes Words question request complaint praise thanks other
---@return Condition
function intent(wishes) end
---@param topics Words built in, or made with topic
---@return Condition
function about(topics) end
---@param dangers Words injury poisoning fire discrimination harassment legal press privacy self_harm
---@return Condition
function risk(dangers) end
---@return Condition
function conflict() end
---@param expression string PCRE2; a backslash is written twice
---@return Condition
function matches(expression) end
---@param range { window: string, min: integer?, max: integer? } reviews at the listing
---@return Condition
function count(range) end
---@param range { reviews_min: integer?, reviews_max: integer? }
---@return Condition
function author(range) end
---@param calendars Words
---@return Condition
function business_hours(calendars) end
---@param names Words a source's name or its place
---@return Condition
function source(names) end
---@param ids Words
---@return Condition
function listing(ids) end
---@param names Words
---@return Condition
function brand(names) end
---@param labels table<string, string>
---@return Condition
function label(labels) end
---@param kinds Kind|Kind[]
---@return Condition
function kind(kinds) end
---@param range { min: number?, max: number? }
---@return Condition
function reach(range) end
---@return Condition
function replied() end
---@param range { min: string?, max: string? } such as min = "3d"
---@return Condition
function age(range) end
---@param conditions Condition[]
---@return Condition
function all(conditions) end
---@param conditions Condition[]
---@return Condition
function any(conditions) end
---@param conditions Condition[]
---@return Condition
function no(conditions) end

---@param name string
---@return Action
function tag(name) end
---@param name string
---@return Action
function untag(name) end
---@param word Priority
---@return Action
function set_priority(word) end
---@param who string a person, a team or "role:manager"
---@return Action
function assign(who) end
---@param template_name string a draft, a proposal or an answer, as far as replies.mode lets it
---@return Action
function reply(template_name) end

---@param template_name string only ever a draft
---@return Action
function draft(template_name) end
---@param words string
---@return Action
function note(words) end
---@param step { to: string, via: string }
---@return Action
function notify(step) end
---@param ladder { key: string, stop_when: string?, steps: { to: string, via: string, after: string? }[] }
---@return Action
function escalate(ladder) end
