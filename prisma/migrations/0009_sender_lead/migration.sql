-- Of several processes one sends on a channel: what a platform allows a bot is counted in one place.
create table sender_lead (
  channel text primary key,
  holder text not null,
  held_until timestamptz not null,
  paused_until timestamptz
);
-- Who takes the lead over reads what went in the last minute. A few pages, however many letters there are.
create index outbox_done_at_idx on outbox using brin (done_at) with (autosummarize = on);
