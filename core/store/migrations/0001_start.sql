-- SPDX-License-Identifier: MIT
-- The first shape of the store. Common SQL of SQLite and PostgreSQL (see db.h).

create table meta (key text primary key, value text not null);

-- Where reviews come from: (place, account). A review's identity is (origin, external id). The label
-- is the name of the source in the config today; renaming it changes nothing else. The row also holds
-- the state of the source that reads it.
create table origin (
  n integer primary key,
  place text not null,
  account text not null,
  label text not null,
  listing text not null,
  first_seen bigint not null,   -- first contact: older reviews have no outward effect
  cursor text,                  -- the plugin's own words
  last_try bigint,
  last_complete bigint,         -- last run that nothing broke
  last_full bigint,             -- last run that saw the whole list
  next_due bigint,
  expected bigint,              -- the count the place itself tells
  health text,                  -- ok, or the status word of the last failure
  note text,                    -- the sentence of the last failure
  unique (place, account)
);

create table run (
  n integer primary key,
  origin integer not null,
  kind text not null,           -- sync, baseline, backfill, import
  started bigint not null,
  ended bigint,
  complete integer not null default 0,
  requests bigint not null default 0,
  added bigint not null default 0,
  changed bigint not null default 0,
  unchanged bigint not null default 0,
  removed bigint not null default 0,
  file text,                    -- of an import
  note text                     -- why it is incomplete, warnings
);
create index run_origin on run (origin, started);

-- The small columns stand first: what "is it new or changed?" reads lies before the texts.
create table review (
  n integer primary key,
  id text not null unique,      -- rn_id_make(place, account, external id)
  origin integer not null,
  listing text not null,
  kind text not null,
  at bigint not null,           -- created; else last changed, else first seen (then time_precision is 0)
  time_precision integer not null, -- of `at`: 0 not told, 1 second, 2 day, 3 month
  day integer not null,         -- listing-local day it is counted on, days since 1970
  seen_at bigint not null,      -- first sight
  updated_at bigint,
  content text not null,        -- hash of rating, title and text: another one is another version
  version integer not null,
  run integer not null,         -- that brought the present version
  status text not null,
  priority text,
  assignee text,
  removed_at bigint,
  absent_since bigint,          -- end of the first complete sweep that did not list it
  rating double precision,
  best double precision,
  worst double precision,
  thumbs integer,
  stars double precision,
  reach double precision,
  truncated integer,
  reply_state text,
  reply_at bigint,
  reply_counted integer,        -- 1 when the rollup of `day` counts the answer, 0 when it waits for one, null
                                -- when nobody can answer there or see it (a feed without answers)
  salt text not null,           -- key of its hashes in the chain; destroyed with the row
  author text,                  -- key of the person: hash of (origin, author id or name)
  author_bits integer,          -- 32 bits of that key: a third of the index, whose order is random
  lang text,                    -- as the place marks it
  judged_lang text,             -- of the judgement, to be filtered by
  judged_label text,
  app_version text,
  reply_text text,              -- what the place shows as the owner's answer
  external_id text not null,
  author_id text,
  author_name text,
  url text,
  thread text,
  parent text,
  title text,
  text text,
  translation text,
  reply_translation text,
  reply_note text,
  judgement text                -- text/judgement_kept.h
);
create index review_listing on review (listing, at);
create index review_at on review (at);
create index review_author on review (author_bits);

-- A review as it was before an edit. The present version is in `review`.
create table version (
  review integer not null,
  version integer not null,
  rating double precision, best double precision, worst double precision, thumbs integer, stars double precision,
  title text, text text, translation text, lang text, app_version text,
  judgement text,
  updated_at bigint,
  seen_at bigint not null,      -- when Renown first saw this version
  replaced_at bigint not null,
  primary key (review, version)
);

create table tag (
  review integer not null,
  name text not null,
  at bigint not null,
  actor text not null,
  primary key (review, name)
);
create index tag_name on tag (name, review);

create table aggregate (
  origin integer not null,
  at bigint not null,
  rating double precision, best double precision, worst double precision,
  count bigint,
  primary key (origin, at)
);

create table script (hash text primary key, name text not null, source text not null);

create table decision (
  n integer primary key,
  review integer not null,
  version integer not null,
  rule text not null,
  script text not null,
  event text not null,          -- new, rating_down, …
  at bigint not null,
  matched text not null,        -- JSON: the conditions with their values
  actions text not null,        -- JSON: what was asked for and what became of it
  historic integer not null     -- 1: first contact held outward effects back
);
create index decision_review on decision (review);

create table note (review integer not null, at bigint not null, actor text not null, text text not null);
create index note_review on note (review);

-- What a rule asked people to be told: kept open until somebody has it. Channels come later.
create table escalation (
  n integer primary key,
  id text not null unique,
  review integer not null,
  version integer not null,
  rule text not null,
  key text not null,
  kind text not null,           -- escalate, notify
  steps text not null,          -- JSON
  step integer not null,
  due bigint not null,
  opened bigint not null,
  state text not null,          -- open, held (historic), acknowledged, closed
  actor text
);
create index escalation_review on escalation (review);
create index escalation_state on escalation (state, due);

-- Our own answers, from draft to published.
create table reply (
  n integer primary key,
  review integer not null,
  listing text not null,        -- of the review, for the variants used there last
  version integer not null,
  at bigint not null,
  state text not null,          -- draft, proposed, approved, …
  actor text not null,          -- rule:NAME, person
  template text,
  variant integer,
  lang text,
  text text not null,
  note text                     -- why there is no text: no language fits, too long, …
);
create index reply_review on reply (review);
create index reply_state on reply (state);
create index reply_recent on reply (listing, template);

-- The chain: every act, each row with the hash of the one before.
create table event (
  n integer primary key,
  at bigint not null,
  kind text not null,
  review text,                  -- review.id
  review_n integer,             -- review.n, a short cut for the index
  actor text not null,
  body text not null,           -- never outside text: keyed hashes, names, numbers
  hash text not null
);
create index event_review on event (review_n);

-- Sums per listing, local day and origin, kept in the transaction of the reviews.
create table rollup (
  listing text not null,
  day integer not null,
  origin integer not null,
  count bigint not null,
  rated bigint not null,
  stars double precision not null,
  s1 bigint not null, s2 bigint not null, s3 bigint not null, s4 bigint not null, s5 bigint not null,
  texts bigint not null,
  answerable bigint not null,
  replied bigint not null,
  removed bigint not null,
  delays text not null,         -- histogram of answer delays: "bucket:count …", see rollups.h
  primary key (listing, day, origin)
);

create table file (hash text primary key, name text not null, at bigint not null, outcome text not null);

create table lease (name text primary key, owner text not null, until bigint not null, fence bigint not null);

-- Judgements fitted to the store's own reviews; the one with the highest n is in force.
create table learned (
  n integer primary key,
  at bigint not null,
  actor text not null,
  figures text not null,        -- how it did on reviews that it had not seen, as key=value
  model text not null
);
