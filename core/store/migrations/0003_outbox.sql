-- SPDX-License-Identifier: MIT
-- What will leave the machine, written down before it leaves; who approved which text.

-- `bound` of an approved reply: hash of the review's version and the text. Another text, or another
-- version, is another hash, so the approval does not hold for it.
alter table reply add column bound text;

create table approval (
  reply integer not null,       -- reply.n
  actor text not null,
  at bigint not null,
  bound text not null,
  primary key (reply, actor)
);

create table outbox (
  n integer primary key,
  id text not null unique,      -- the idempotency key: sent along wherever the other side takes one
  kind text not null,           -- reply, withdraw, message
  state text not null,          -- waiting, sending (a request may have gone out), taken (the place has it, it does not show yet), sent, failed,
                                -- cancelled
  due bigint not null,
  made bigint not null,
  actor text not null,
  review integer,               -- review.n
  reply integer,                -- reply.n
  escalation integer,           -- escalation.n
  listing text not null,
  version integer not null,     -- of the review
  content text,                 -- its hash when the text was approved
  over text,                    -- hash of the answer that this one may replace; null: none may be there
  rule text,                    -- hash of the rule that approved it; null: a person did
  channel text,
  person text,
  body text,                    -- of a message: JSON
  tries integer not null,       -- requests that may have had an effect
  misses integer not null,      -- looks since the last try that did not find it
  sent bigint,                  -- the last try
  owner text,                   -- process that has it in hand
  until bigint not null,        -- end of its lease; 0: nobody's
  fence bigint not null,        -- grows with every owner
  note text
);
create index outbox_state on outbox (state, due);
create index outbox_review on outbox (review);
create index outbox_sent on outbox (kind, sent);
