-- SPDX-License-Identifier: MIT
-- What may not be kept for longer: the words of a review go, its figures stay.

-- Null: all of it is there. 0: its words are gone, and there was no text; 1: there was one, which the sums
-- go on counting.
alter table review add column expired integer;
