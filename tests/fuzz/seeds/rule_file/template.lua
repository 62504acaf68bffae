template "t" { tone = "thanks", en = { "Hi {name|there}, {{x}}", "B" }, text { lang = "hi-Latn", "Shukriya" }, short = { en = "Hi" } }
rule "d" { when = label { region = "x" } , actions = { draft "t", notify { to = "role:manager", via = "m" } } }
