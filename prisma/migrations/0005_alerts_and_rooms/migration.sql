-- What becomes of an alert: the message that told it, who follows it up, what the officer answered.
alter table alert add column batch text not null default '';
alter table alert add column note text;
alter table alert add column asked_by_id int;
alter table alert add column asked_at timestamptz;
alter table alert add column answer text;
alter table alert add column answered_by_id int;
alter table alert add column answered_at timestamptz;
alter table alert add constraint alert_level check (level in ('info', 'attention', 'urgent'));
create index alert_batch on alert (batch) where batch <> '';

-- Rules of an agency for its alerts, beside what the code begins with.
alter table agency add column alert_rules jsonb not null default '{}';

-- Who asked to register a room; it is told when somebody approves it.
alter table room add column asked_by_id int;

-- Which agencies have something new since they were last looked at.
create index report_version_news on report_version (agency_id, at);
create index decision_news on decision (agency_id, at);
