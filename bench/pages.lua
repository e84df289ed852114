local pages = { "/", "/business/", "/business/resell/2024-09-29/", "/government/state-nh/", "/es/consumer/" }
local n = 0
request = function()
  n = n % #pages + 1
  return wrk.format("GET", pages[n], { ["Accept-Encoding"] = "br" })
end
