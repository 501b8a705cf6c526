-- A digest that was late said what came up to when it was written, not up to its slot: the next one counts from there.
alter table schedule_ledger add column done_at timestamptz;
