#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the demo's cassettes: what five places would answer on five days of autumn 2026.

Invented people, invented reviews, true to each place's format. Run by hand when the story changes;
the cassettes are in the tree, so the demo itself needs no Python. Same seed, same bytes.

    python3 tests/demo/make.py          writes tests/demo/cassettes/

The story, 60 days to 21 November 2026: a hotel in Lahore (Google, TripAdvisor), walking tours in Tbilisi
(Trustpilot) and the booking app (App Store, Google Play); English, Urdu, Hindi, Nepali and Georgian; edits,
one review that disappears, and from 18 November a burst of low ratings: the app charges people twice.
"""
import datetime as dt
import json
import os
import random
import shutil

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "cassettes")
UTC = dt.timezone.utc
PACIFIC = dt.timezone(dt.timedelta(hours=-8))
STAGES = [dt.datetime(2026, 9, 22, 6, tzinfo=UTC), dt.datetime(2026, 10, 12, 6, tzinfo=UTC), dt.datetime(2026, 11, 9, 6, tzinfo=UTC),
          dt.datetime(2026, 11, 19, 5, tzinfo=UTC), dt.datetime(2026, 11, 20, 18, 30, tzinfo=UTC)]
RNG = random.Random(20261121)

NAMES = {
    "en": ["Martha Quill", "Owen Tarrant", "Priscilla Boone", "Gareth Lund", "Imogen Fairley", "Desmond Achterberg", "Tilda Marsh", "Rufus Penhale", "Yvonne Castellan", "Bertram Oakes"],
    "ur": ["عائشہ ملک", "بلال قریشی", "ثناء رفیق", "حمزہ چغتائی", "نادیہ سرور", "فہد انصاری"],
    "hi": ["कविता रावत", "मोहित सक्सेना", "अंजलि देव", "राकेश तोमर", "सुनीता पाल", "विवेक जोशी"],
    "ne": ["सरिता थापा", "विकास गुरुङ", "मनिषा राई", "दिपेश श्रेष्ठ", "अनिता लामा"],
    "ka": ["ნინო ბერიძე", "გიორგი მაისურაძე", "თამარ ლომიძე", "ლევან კაპანაძე", "მარიამ ჯაფარიძე"],
}
HOTEL = {
    ("en", 5): ["The courtyard room was quiet, the tea arrived before we asked, and the night porter found us a driver at five in the morning.",
                "Third stay, same warm welcome. Breakfast on the roof alone is worth the detour.",
                "Spotless rooms and people who remember your name. We felt looked after from the first minute.",
                "They kept our luggage all day without a word and lent us an umbrella. Small things, but we will come back."],
    ("en", 4): ["Comfortable bed and a kind team. The street outside is loud until ten, so ask for the back.",
                "Good value in the old town. Hot water took a while in the morning."],
    ("en", 3): ["Fine for one night. The room was smaller than the picture and the lift was slow.",
                "Clean, but the wireless dropped every evening."],
    ("en", 2): ["The air conditioning rattled all night and nobody came to look at it.",
                "Booked a double and got two singles pushed together. The desk shrugged."],
    ("en", 1): ["I was charged twice for one night and three calls later there is still no refund.",
                "There was mould in the bathroom and the towels smelled. We left after an hour."],
    ("ur", 5): ["کمرے صاف ستھرے تھے اور عملے نے بہت خیال رکھا۔ ناشتہ لاجواب تھا۔", "بچوں کے ساتھ آئے تھے، سب نے بہت عزت دی۔ دوبارہ ضرور آئیں گے۔", "پرانے شہر کے بیچ میں ایسا پرسکون ہوٹل کم ہی ملتا ہے۔"],
    ("ur", 4): ["جگہ اچھی ہے، بس گرم پانی دیر سے آیا۔ باقی سب ٹھیک تھا۔"],
    ("ur", 2): ["کمرہ ٹھنڈا تھا اور ہیٹر خراب۔ کئی بار کہا مگر کوئی نہیں آیا۔"],
    ("ur", 1): ["ایک رات کے دو بار پیسے کاٹ لیے اور اب تک رقم واپس نہیں ملی۔", "استقبالیہ پر بدتمیزی ہوئی، بکنگ ہونے کے باوجود ایک گھنٹہ انتظار کرایا۔"],
    ("hi", 5): ["कमरा साफ़ था, खाना घर जैसा और स्टाफ़ बहुत मददगार। परिवार के साथ ठहरने के लिए बढ़िया।", "छत पर नाश्ता और शहर का नज़ारा, दोनों शानदार। फिर आएँगे।"],
    ("hi", 4): ["जगह अच्छी है, बस शाम को शोर रहता है।"],
    ("hi", 2): ["चेक-इन में एक घंटा लगा और कमरे में पंखा ख़राब था।"],
    ("hi", 1): ["पैसे दो बार कट गए और रिफ़ंड का कोई जवाब नहीं मिला।"],
    ("ne", 5): ["कोठा सफा थियो, कर्मचारीहरू धेरै मिलनसार। बिहानको खाजा मीठो थियो।"],
    ("ka", 5): ["ძალიან თბილი დახვედრა, სუფთა ოთახი და გემრიელი საუზმე. აუცილებლად დავბრუნდებით."],
}
TOURS = {
    ("ka", 5): ["გიდმა ქალაქი ისე გვაჩვენა, თითქოს პირველად ვნახეთ. დიდი მადლობა ნინოს!", "შესანიშნავი ორგანიზება და ძალიან საინტერესო მარშრუტი ძველ თბილისში.", "ბავშვებსაც კი არ მოსწყენიათ, სამი საათი წამივით გავიდა."],
    ("ka", 4): ["კარგი ტური იყო, მაგრამ ჯგუფი ცოტა დიდი აღმოჩნდა."],
    ("ka", 3): ["საშუალო. ღვინის დეგუსტაცია მოკლე იყო."],
    ("ka", 2): ["დაგვაგვიანეს ნახევარი საათი და ბოდიშიც არ მოუხდიათ."],
    ("ka", 1): ["ტური ბოლო წუთს გააუქმეს და თანხა ჯერ არ დაუბრუნებიათ."],
    ("en", 5): ["Our guide walked us through courtyards no map shows. The sulphur baths story alone was worth it.", "Booked the evening food walk: five stops, no rush, and a vegetarian option at each one.",
                "Clear meeting point, small group, honest prices. Exactly what we hoped for."],
    ("en", 4): ["Lovely route, a bit fast for my knees. The guide noticed and slowed down."],
    ("en", 3): ["Interesting, but we spent a third of the time waiting for latecomers."],
    ("en", 2): ["The confirmation said eleven, the guide came at half past. No apology."],
    ("en", 1): ["Cancelled an hour before the start and the refund has not arrived in two weeks."],
    ("hi", 5): ["गाइड ने हिंदी में भी समझाया, बहुत अच्छा अनुभव रहा।"],
    ("ur", 5): ["گائیڈ نے ہر جگہ کی تاریخ تفصیل سے بتائی۔ بہت مزہ آیا۔"],
}
APP = {
    ("en", 5): ["Found a room and paid in under a minute. The offline map saved us twice.", "Simple, fast, no tricks. The receipts arrive in my mail at once.", "Changed my dates in two taps. More apps should be like this."],
    ("en", 4): ["Works well. Please add a dark screen for night trains.", "Good app, the calendar could remember my last search."],
    ("en", 3): ["Does the job, but it signs me out every week.", "Search is fine, the filters reset when I go back."],
    ("en", 2): ["Crashes when I open the map on an older phone.", "It froze on the payment page and I had to start over."],
    ("en", 1): ["Cannot log in since the update, the code never arrives."],
    ("ne", 5): ["धेरै सजिलो एप, बुकिङ दुई मिनेटमै सकियो।", "नक्सा इन्टरनेट बिना पनि चल्छ, यात्रामा निकै काम लाग्यो।"],
    ("ne", 4): ["राम्रो छ, नेपाली भाषामा पनि भए अझ राम्रो हुन्थ्यो।"],
    ("ne", 2): ["अपडेट पछि एप खोल्नै मिल्दैन।"],
    ("ne", 1): ["कोड आउँदैन, लगइन गर्न सकिएन।"],
    ("hi", 5): ["बुकिंग बहुत आसान है और भुगतान तुरंत हो जाता है।"],
    ("hi", 3): ["ऐप ठीक है, पर बार-बार लॉगिन करना पड़ता है।"],
    ("hi", 1): ["अपडेट के बाद ऐप खुलते ही बंद हो जाता है।"],
    ("ur", 5): ["بکنگ بہت آسان ہے اور رسید فوراً مل جاتی ہے۔"],
    ("ur", 2): ["نقشہ کھولتے ہی ایپ بند ہو جاتی ہے۔"],
}
BURST = [("en", "Charged twice for the same booking. The app shows one, my bank shows two."), ("en", "Paid, got an error, paid again: both went through. I want a refund."),
         ("hi", "एक ही बुकिंग के पैसे दो बार कट गए, रिफ़ंड चाहिए।"), ("ne", "एउटै बुकिङको पैसा दुई पटक काटियो, फिर्ता आएको छैन।"), ("ur", "ایک بکنگ کے پیسے دو بار کٹ گئے، رقم واپس کریں۔"),
         ("en", "Double payment since the last update and nobody answers the mail."), ("en", "Refund my second payment. This is the third message I write."), ("hi", "भुगतान दो बार हुआ, ग्राहक सेवा से कोई जवाब नहीं।"),
         ("en", "It took the money twice and still says the room is not booked."), ("ne", "भुक्तानी दोहोरियो, कसैले जवाफ दिएन।"), ("en", "Two charges, one room, zero answers.")]
REPLIES = {"en": "Thank you for telling us about your stay.", "ur": "آپ کے وقت کا بہت شکریہ۔", "hi": "आपके समय के लिए धन्यवाद।", "ne": "तपाईंको प्रतिक्रियाका लागि धन्यवाद।", "ka": "გმადლობთ გამოხმაურებისთვის."}
TITLES = {"en": ["Would book again", "My honest view", "Worth knowing", "In short"], "ne": ["मेरो अनुभव"], "hi": ["मेरा अनुभव"], "ur": ["میرا تجربہ"], "ka": ["ჩემი შთაბეჭდილება"]}


class Review:
    def __init__(self, place, number, lang, stars, text, at):
        self.place, self.number, self.lang, self.stars, self.text, self.at = place, number, lang, stars, text, at
        self.updated, self.author = at, RNG.choice(NAMES[lang])
        self.title, self.reply, self.reply_at, self.gone, self.edits = RNG.choice(TITLES[lang]), None, None, None, []

    def edit(self, at, stars, text):
        self.edits.append((at, stars, text))

    def seen(self, now):
        """As the place shows it at `now`; None when it does not."""
        if self.at > now or (self.gone and self.gone <= now):
            return None
        stars, text, updated = self.stars, self.text, self.at
        for at, s, t in self.edits:
            if at <= now:
                stars, text, updated = s, t, at
        return {"r": self, "stars": stars, "text": text, "updated": updated, "reply": self.reply if self.reply and self.reply_at <= now else None}


def draw(pool, weights):
    stars = RNG.choices([1, 2, 3, 4, 5], weights)[0]
    keys = [k for k in pool if k[1] == stars]
    lang, stars = RNG.choice(keys)
    return lang, stars, RNG.choice(pool[(lang, stars)])


def fill(place, pool, count, weights, start, answered):
    used, found = {}, []
    days = (STAGES[-1] - start).days
    for number in range(count):
        for _ in range(30):
            lang, stars, text = draw(pool, weights)
            if used.get(text, 0) < 3:
                break
        used[text] = used.get(text, 0) + 1
        at = start + dt.timedelta(days=RNG.randrange(days - 3), hours=RNG.randrange(5, 20), minutes=RNG.randrange(60))
        review = Review(place, number, lang, stars, text, at)
        if RNG.random() < answered:
            review.reply, review.reply_at = REPLIES[lang], at + dt.timedelta(hours=RNG.choice([2, 3, 5, 9, 20, 30]))
        found.append(review)
    return found


def iso(at):
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# --- what each place writes --------------------------------------------------------------------------------------------

def google_row(s):
    r = s["r"]
    row = {"name": "accounts/1/locations/2/reviews/Demo%03d" % r.number, "reviewId": "Demo%03d" % r.number,
           "reviewer": {"displayName": r.author, "profilePhotoUrl": "https://photos.example/%d" % r.number, "isAnonymous": False},
           "starRating": ["ONE", "TWO", "THREE", "FOUR", "FIVE"][s["stars"] - 1], "comment": s["text"], "createTime": iso(r.at), "updateTime": iso(s["updated"])}
    if s["reply"]:
        row["reviewReply"] = {"comment": s["reply"], "updateTime": iso(r.reply_at), "reviewReplyState": "APPROVED"}
    return row


def google(seen):
    seen = sorted(seen, key=lambda s: s["updated"], reverse=True)
    base = "https://mybusiness.googleapis.com/v4/accounts/1/locations/2/reviews?pageSize=50&orderBy=updateTime%20desc"
    mean = round(sum(s["stars"] for s in seen) / len(seen), 1)
    for page in range(0, len(seen), 50):
        body = {"reviews": [google_row(s) for s in seen[page:page + 50]], "averageRating": mean, "totalReviewCount": len(seen)}
        if page + 50 < len(seen):
            body["nextPageToken"] = "page-%d" % (page // 50 + 2)
        yield base + ("&pageToken=page-%d" % (page // 50 + 1) if page else ""), body


def tripadvisor(seen):
    for lang in ("en", "hi"):
        rows = sorted((s for s in seen if s["r"].lang == lang), key=lambda s: s["r"].at, reverse=True)[:5]
        data = [{"id": 70000000 + s["r"].number, "lang": lang, "location_id": 188151, "published_date": iso(s["r"].at), "rating": s["stars"], "helpful_votes": 0,
                 "url": "https://www.tripadvisor.com/ShowUserReviews-g1-d188151-r%d" % (70000000 + s["r"].number), "trip_type": "Couples", "travel_date": s["r"].at.strftime("%Y-%m-28"),
                 "text": s["text"], "title": s["r"].title, "user": {"username": s["r"].author, "user_location": None, "avatar": {}}, "subratings": {},
                 **({"owner_response": {"id": 1, "lang": lang, "text": s["reply"], "author": "Manager", "published_date": iso(s["r"].reply_at)}} if s["reply"] else {})} for s in rows]
        yield "https://api.content.tripadvisor.com/api/v1/location/188151/reviews?language=" + lang, {"data": data}


def trustpilot(seen):
    seen = sorted(seen, key=lambda s: s["r"].at, reverse=True)
    base = "https://api.trustpilot.com/v1/business-units/46d6a890000064000500e0c3/reviews?perPage=100&page=%d&orderBy=createdat.desc"
    rows = [{"id": "5e3d%020x" % s["r"].number, "consumer": {"id": "c%d" % s["r"].number, "displayName": s["r"].author, "displayLocation": None, "numberOfReviews": 1},
             "businessUnit": {"id": "46d6a890000064000500e0c3", "identifyingName": "tours.example", "displayName": "Harbour Tours"}, "stars": s["stars"], "title": s["r"].title, "text": s["text"],
             "language": s["r"].lang, "createdAt": iso(s["r"].at), "updatedAt": iso(s["updated"]) if s["updated"] != s["r"].at else None,
             "companyReply": {"text": s["reply"], "createdAt": iso(s["r"].reply_at), "updatedAt": None} if s["reply"] else None, "status": "active", "isVerified": True, "links": []} for s in seen]
    yield base.split("/reviews?")[0], {"id": "46d6a890000064000500e0c3", "displayName": "Harbour Tours", "numberOfReviews": {"total": len(rows)},
                                       "score": {"stars": round(sum(s["stars"] for s in seen) / len(seen) * 2) / 2, "trustScore": round(sum(s["stars"] for s in seen) / len(seen), 1)}}
    yield base % 1, {"reviews": rows}
    yield base % 2, {"reviews": []}


def label(text):
    return {"label": text}


def appstore(seen):
    seen = sorted(seen, key=lambda s: s["updated"], reverse=True)
    for page in range(1, 3):
        rows = [{"author": {"uri": label("https://itunes.apple.com/us/reviews/id%d" % (9000 + s["r"].number)), "name": label(s["r"].author), "label": ""},
                 "updated": label(s["updated"].astimezone(PACIFIC).isoformat()), "im:rating": label(str(s["stars"])), "im:version": label("3.4"), "id": label(str(14360000000 + s["r"].number)),
                 "title": label(s["r"].title), "content": {"label": s["text"], "attributes": {"type": "text"}}, "im:voteSum": label("0"), "im:voteCount": label("0")} for s in seen[(page - 1) * 50:page * 50]]
        feed = {"author": {"name": label("iTunes Store")}, "updated": label("2026-11-21T00:00:00-08:00"), "title": label("iTunes Store: Customer Reviews")}
        if rows:
            feed["entry"] = rows if len(rows) > 1 else rows[0]
        yield "https://itunes.apple.com/us/rss/customerreviews/page=%d/id=1446075923/sortby=mostrecent/json" % page, {"feed": feed}
        if not rows:
            break


def playstore(seen, now):
    week = sorted((s for s in seen if now - s["updated"] < dt.timedelta(days=7)), key=lambda s: s["updated"], reverse=True)
    rows = []
    for s in week:
        comments = [{"userComment": {"text": s["r"].title + "\t" + s["text"], "lastModified": {"seconds": str(int(s["updated"].timestamp())), "nanos": 0}, "starRating": s["stars"],
                                     "reviewerLanguage": s["r"].lang, "device": "walleye", "androidOsVersion": 33, "appVersionCode": 340, "appVersionName": "3.4"}}]
        if s["reply"]:
            comments.append({"developerComment": {"text": s["reply"], "lastModified": {"seconds": str(int(s["r"].reply_at.timestamp()))}}})
        rows.append({"reviewId": "gp:Demo%03d" % s["r"].number, "authorName": s["r"].author, "comments": comments})
    body = {"reviews": rows, "pageInfo": {"totalResults": len(rows), "resultPerPage": 100, "startIndex": 0}} if rows else {}
    yield "https://androidpublisher.googleapis.com/androidpublisher/v3/applications/com.example.harbour/reviews?maxResults=100", body


# --- the story --------------------------------------------------------------------------------------------------------

def story():
    begin = STAGES[0]
    old = begin - dt.timedelta(days=20)
    hotel = fill("google", HOTEL, 64, [4, 6, 12, 26, 52], old, 0.75)
    trip = fill("tripadvisor", {k: v for k, v in HOTEL.items() if k[0] in ("en", "hi")}, 16, [4, 6, 12, 30, 48], old, 0.5)
    tours = fill("trustpilot", TOURS, 46, [3, 5, 10, 24, 58], old, 0.7)
    apple = fill("appstore", {k: v for k, v in APP.items() if k[0] in ("en", "ne", "hi")}, 40, [6, 8, 14, 26, 46], old, 0.0)
    play = fill("playstore", APP, 60, [6, 8, 14, 26, 46], old, 0.5)
    for index, (lang, text) in enumerate(BURST):                       # from 18 November: charged twice
        pool = apple if index % 3 == 0 and lang != "ur" else play
        at = dt.datetime(2026, 11, 18, 15, tzinfo=UTC) + dt.timedelta(hours=5 * index, minutes=7 * index)
        pool.append(Review(pool[0].place, 500 + index, lang, 1 if index % 4 else 2, text, at))
    hotel.append(Review("google", 900, "en", 1, HOTEL[("en", 1)][0], dt.datetime(2026, 11, 20, 16, 20, tzinfo=UTC)))
    angry = next(r for r in hotel if r.stars == 2 and r.at < STAGES[2])
    angry.edit(STAGES[2] + dt.timedelta(days=3), 4, "They called me, sent somebody within the hour and apologised. The room is quiet now. Four stars for that.")
    happy = next(r for r in tours if r.stars == 5 and r.lang == "en" and r.at < STAGES[3])
    happy.edit(STAGES[3] + dt.timedelta(days=1), 2, "I take it back: the second walk we booked was cancelled an hour before the start, and nobody answers about the refund.")
    lost = next(r for r in hotel if r.stars == 5 and STAGES[0] < r.at < STAGES[2])
    lost.gone = STAGES[3] - dt.timedelta(days=2)
    return {"google-lahore": hotel, "tripadvisor-lahore": trip, "trustpilot-tbilisi": tours, "appstore-app": apple, "playstore-app": play}


WRITERS = {"google-lahore": google, "tripadvisor-lahore": tripadvisor, "trustpilot-tbilisi": trustpilot, "appstore-app": appstore}


def main():
    shutil.rmtree(OUT, ignore_errors=True)
    reviews = story()
    for number, now in enumerate(STAGES, 1):
        for source, rows in reviews.items():
            seen = [s for s in (r.seen(now) for r in rows) if s]
            folder = os.path.join(OUT, str(number), source)
            os.makedirs(folder)
            pages = playstore(seen, now) if source == "playstore-app" else WRITERS[source](seen)
            lines = ["# SPDX-License-Identifier: MIT", "# Made by tests/demo/make.py; invented people. As the place would answer on %s." % iso(now), ""]
            for index, (url, body) in enumerate(pages, 1):
                name = "body-%04d.json" % index
                with open(os.path.join(folder, name), "w", encoding="utf-8") as handle:
                    json.dump(body, handle, ensure_ascii=False, indent=1)
                    handle.write("\n")
                lines += ["> GET " + url, "< 200", "< content-type: application/json", "< file " + name, ""]
            with open(os.path.join(folder, "exchange.txt"), "w", encoding="utf-8") as handle:
                handle.write("\n".join(lines))


if __name__ == "__main__":
    main()
