-- People joining: a chat that guesses codes is not listened to for a while.
alter table chat add column wrong_codes integer not null default 0;
alter table chat add column wrong_codes_since timestamptz;

-- How much came from a chat lately, without reading all that ever came from it.
create index inbox_chat_key_id_idx on inbox (chat_key, id);

-- What waits for an operator, found without reading what is done.
create index inbox_set_aside on inbox (id) where done_at is null and set_aside_at is not null;
