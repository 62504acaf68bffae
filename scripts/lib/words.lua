-- SPDX-License-Identifier: MIT
-- Word lists that several rule files share, by language. A word ending in * finds every word that begins so,
-- which is what languages with endings need. Add your own words; `renown rules check` looks at them.

local M = {}

M.money = {
  en = { "refund*", "charged twice", "double charged", "overcharg*", "money back", "hidden fee*", "hidden charge*",
         "scam*", "rip off", "ripoff" },
  hi = { "रिफंड*", "पैसे वापस", "पैसा वापस", "ज़्यादा पैसे", "दो बार पैसे", "धोखा*", "ठगी", "लूट लिया" },
  latin = { "paise wapas", "paisa wapas", "paise wapis", "dhoka", "dhokha", "loot liya" },
  ur = { "رقم واپس", "پیسے واپس", "ریفنڈ*", "زیادہ پیسے", "دو بار پیسے", "دھوکہ*", "دھوکا", "فراڈ*" },
  ne = { "पैसा फिर्ता", "रिफन्ड*", "बढी पैसा", "दुई पटक पैसा", "ठगी*", "ठगियो", "धोका" },
  ka = { "თანხის დაბრუნებ*", "თანხა დამიბრუნ*", "ფული დამიბრუნ*", "ფულის დაბრუნებ*", "ორჯერ ჩამომ*", "მომატყუ*",
         "მოგვატყუ*", "თაღლით*" },
}

M.safety = {
  en = { "food poisoning", "poisoned", "allergic reaction", "injur*", "electric shock", "gas leak", "ambulance",
         "hospital", "bed bugs", "bedbugs", "harass*", "assault*", "unsafe", "caught fire" },
  hi = { "फूड पॉइज़निंग", "ज़हर*", "चोट लग*", "अस्पताल", "आग लग*", "करंट लग*", "छेड़छाड़", "खटमल*", "असुरक्षित" },
  ur = { "فوڈ پوائزننگ", "زہر*", "چوٹ لگ*", "ہسپتال", "اسپتال", "آگ لگ*", "کرنٹ لگ*", "ہراساں", "ہراسانی", "کھٹمل",
         "غیر محفوظ" },
  ne = { "विषाक्त*", "चोट लाग*", "अस्पताल*", "आगलागी*", "करेन्ट लाग*", "दुर्व्यवहार*", "उडुस*", "असुरक्षित" },
  ka = { "მოვიწამლ*", "მოწამვლ*", "საავადმყოფო*", "ხანძარ*", "ტრავმ*", "დენმა დამარტყ*", "შევიწროებ*", "ბაღლინჯო*",
         "სახიფათო*" },
}

M.crash = {
  en = { "crash*", "freezes", "freezing", "frozen", "keeps closing", "won't open", "black screen", "force close*",
         "can't log in", "cannot log in", "can't login", "login fail*" },
  hi = { "क्रैश*", "हैंग*", "बंद हो जात*", "खुल नहीं रह*", "नहीं खुल*", "लॉगिन नहीं" },
  ur = { "کریش*", "ہینگ*", "بند ہو جات*", "نہیں کھل*", "لاگ ان نہیں" },
  ne = { "क्र्यास*", "ह्याङ*", "खुल्दैन", "खुलेन", "बन्द हुन्छ", "लगइन हुँदैन" },
  ka = { "იჭედება", "ითიშება", "გაითიშა", "არ იხსნება", "ვერ შევდივარ", "ვერ შევედი" },
}

M.idea = {
  en = { "feature request", "please add", "could you add", "would be great if", "would be nice if", "wish it had",
         "wish there was", "dark mode", "missing feature*" },
  hi = { "कृपया जोड़*", "नया फीचर*", "विकल्प होना चाहिए", "डार्क मोड" },
  ur = { "شامل کریں", "شامل کر دیں", "نیا فیچر", "آپشن ہونا چاہیے", "ڈارک موڈ" },
  ne = { "थपिदिनु*", "थप्नुहोस्", "नयाँ फिचर*", "डार्क मोड" },
  ka = { "დაამატეთ", "დაგვიმატეთ", "კარგი იქნებოდა", "მუქი რეჟიმ*" },
}

--- All words of a list, whatever the language: people write in the language they like.
function M.all_of(list)
  local out = {}
  for _, words in pairs(list) do
    for _, word in ipairs(words) do
      out[#out + 1] = word
    end
  end
  return out
end

return M
