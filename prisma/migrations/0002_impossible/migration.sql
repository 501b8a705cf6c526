-- What must never be, and Prisma's schema cannot say.

-- A quarter is 1 to 4; 0 is the year.
alter table target add constraint target_quarter check (quarter between 0 and 4);
alter table report add constraint report_quarter check (quarter between 0 and 4);
alter table budget_realisation add constraint budget_realisation_quarter check (quarter between 0 and 4);
alter table revision add constraint revision_from_quarter check (from_quarter between 1 and 4 and number >= 1);
alter table indicator add constraint indicator_decimals check (decimals between 0 and 10);
alter table indicator add constraint indicator_basis check (basis in ('parts', 'shown'));
alter table indicator add constraint indicator_evidence check (evidence in ('required', 'optional'));
alter table reference add constraint reference_kind check (kind in ('previous-year', 'renstra-year', 'renstra-end', 'benchmark'));
alter table budget_ceiling add constraint budget_ceiling_not_negative check (ceiling >= 0);
alter table holiday add constraint holiday_kind check (kind in ('national', 'cuti_bersama', 'local'));
alter table person add constraint person_locale check (locale in ('id', 'en'));

-- A unit's role names its agency too; and an ended role does not end before it began.
alter table role add constraint role_scope check (unit_id is null or agency_id is not null);
alter table role add constraint role_dates check (to_date is null or to_date >= from_date);

-- One responsible officer at a time. No extension is needed: ids as one-element ranges.
alter table responsibility add constraint responsibility_dates check (to_date is null or to_date >= from_date);
alter table responsibility add constraint one_officer_at_a_time
  exclude using gist (int8range(indicator_id, indicator_id, '[]') with &&, daterange(from_date, to_date, '[)') with &&);

-- One live conversation for a person in a chat; an open alert once for its rule and subject.
create unique index one_active_conversation on conversation (chat_key, person_id) where status = 'active';
create unique index one_open_alert on alert (agency_id, rule, subject) where closed_at is null;
-- A role is held once at a time.
create unique index one_open_role on role (person_id, role, coalesce(agency_id, 0), coalesce(unit_id, 0)) where to_date is null;

-- What is to be done, found without reading what is done.
create index inbox_open on inbox (chat_key, id) where done_at is null and set_aside_at is null;
create index outbox_open on outbox (urgency, id) where done_at is null;
create index outbox_open_chat on outbox (chat_key, urgency, id) where done_at is null;
create index conversation_due on conversation (closes_at) where status in ('active', 'suspended');
create index conversation_ask_again on conversation (ask_again_at) where status = 'active' and ask_again_at is not null;

-- Figures and decisions are never rewritten.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_is_append_only before update or delete on audit for each row execute function refuse_change();
create trigger audit_is_not_truncated before truncate on audit for each statement execute function refuse_change();
create trigger report_version_is_append_only before update or delete on report_version for each row execute function refuse_change();
create trigger report_version_is_not_truncated before truncate on report_version for each statement execute function refuse_change();
create trigger decision_is_append_only before update or delete on decision for each row execute function refuse_change();
create trigger decision_is_not_truncated before truncate on decision for each statement execute function refuse_change();

-- Each audit row carries the hash of the one before it in its chain (an agency's, else the government's); the chain's head
-- is locked in the same transaction, so that two rows never follow the same one.
create function chain_audit() returns trigger language plpgsql as $$
declare
  chain_name text := coalesce('agency:' || new.agency_id, 'government:' || new.government_id);
begin
  insert into audit_head (chain, hash) values (chain_name, '') on conflict (chain) do nothing;
  select hash into new.previous_hash from audit_head where chain = chain_name for update;
  new.hash := encode(sha256(convert_to(new.previous_hash || '|' || jsonb_build_array(
    new.government_id, new.agency_id, extract(epoch from new.at), new.person_id, new.channel, new.what, new.subject,
    new.from_value, new.to_value, new.why)::text, 'UTF8')), 'hex');
  update audit_head set hash = new.hash where chain = chain_name;
  return new;
end $$;
create trigger audit_chain before insert on audit for each row execute function chain_audit();

-- A decision comes on the newest version of its report only; what was decided on an older one is history.
create function decide_on_newest() returns trigger language plpgsql as $$
begin
  if exists (select 1 from report_version v join report_version n on n.report_id = v.report_id and n.number > v.number where v.id = new.version_id) then
    raise exception 'a newer version exists' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger decision_on_newest before insert on decision for each row execute function decide_on_newest();

-- A person's message on the local chat is said once, however often its page sends it.
create unique index local_message_said_once on local_message (chat_id, (body->>'id')) where author is not null;
