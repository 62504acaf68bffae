local t = { 3, 1, 2 } table.sort(t, function(a, b) return a < b end)
for k, v in pairs { b = 1, a = 2 } do t[#t + 1] = ("x"):rep(v) .. k end
rule("w" .. #t) { where = function(r) return r.stars == 1 and (r.text or ""):has("cold") and r.author.name ~= nil end, actions = { untag "x" } }
