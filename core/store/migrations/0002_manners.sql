-- SPDX-License-Identifier: MIT
-- What is remembered to be a polite guest: how much was asked for, what a server's robots.txt says, how
-- to ask whether a page has changed.

-- Requests and their price, by account at a place and UTC day. Counted before they are sent.
create table spent (
  account text not null,
  day bigint not null,          -- days since 1970-01-01
  requests bigint not null,
  micro bigint not null,        -- millionths of the currency in which the place counts
  primary key (account, day)
);

create table robots (server text primary key, at bigint not null, text text not null);

-- Of the last answer to a request that was read to the end. No part of the answer is kept.
create table validator (
  origin integer not null,
  request text not null,        -- hash
  etag text,
  modified text,
  body text not null,           -- hash
  reviews bigint not null,      -- how many it held
  at bigint not null,
  primary key (origin, request)
);
