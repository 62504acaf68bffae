# SPDX-License-Identifier: MIT
# form=json: an answer of Google's interface; form=html: a page with its reviews in Microdata and JSON-LD among
# the markup that pages are made of. About 20 MB, the same on every machine.
function words(n,    s) {
    s = word[n % 24]
    for (k = 1; k < 110; k++)
        s = s " " word[(n * 7 + k * k) % 24]
    return s
}

function markup(n,    s) {
    for (k = 0; k < 40; k++)
        s = s "<div class=\"row-" k "\" data-n=\"" n "\"><a href=\"/p/" n "/" k "\" rel=\"nofollow\"><span>" word[(n + k) % 24] "</span></a></div>\n"
    return s
}

BEGIN {
    split("the room was clean and quiet but breakfast came cold staff kind view of harbour terrace again never loud price fair water coffee", word, " ")
    word[0] = "long"
    if (form == "json") {
        printf "{\"reviews\":["
        for (i = 0; i < 20000; i++)
            printf "%s{\"reviewId\":\"A%07d\",\"name\":\"accounts/1/locations/2/reviews/A%07d\",\"reviewer\":{\"displayName\":\"Guest %d\",\"profilePhotoUrl\":\"https://photos.example/%d\"},\"starRating\":\"FOUR\",\"comment\":\"%s\",\"createTime\":\"2026-05-04T09:10:11.123456Z\",\"updateTime\":\"2026-05-04T09:10:11.123456Z\"}\n", i ? "," : "", i, i, i, i, words(i)
        print "],\"averageRating\":4.1,\"totalReviewCount\":20000}"
        exit
    }
    print "<!DOCTYPE html><html lang=\"en\"><head><title>Guestbook</title></head><body itemscope itemtype=\"https://schema.org/Hotel\"><h1 itemprop=\"name\">Harbour Hotel</h1>"
    for (i = 0; i < 4000; i++) {
        printf "%s<div itemprop=\"review\" itemscope itemtype=\"https://schema.org/Review\"><span itemprop=\"author\">Guest %d</span><meta itemprop=\"datePublished\" content=\"2026-01-%02d\"><p itemprop=\"reviewBody\">%s</p><div itemprop=\"reviewRating\" itemscope itemtype=\"https://schema.org/Rating\"><meta itemprop=\"ratingValue\" content=\"4\"></div></div>\n", markup(i), i, i % 28 + 1, words(i)
        if (i % 40 == 0)
            printf "<script type=\"application/ld+json\">{\"@type\":\"Review\",\"author\":\"Other %d\",\"datePublished\":\"2025-01-01\",\"reviewBody\":\"%s\"}</script>\n", i, words(i + 1)
    }
    print "</body></html>"
}
