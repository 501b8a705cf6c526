-- A version that was withdrawn is no newer one: the version before it is in force again, and may be decided on.
create function has_newer_version (of_report int, after_number int) returns boolean language sql stable as $$
  select exists (select 1 from report_version n where n.report_id = of_report and n.number > after_number
    and not exists (select 1 from decision w where w.version_id = n.id and w.kind = 'withdrawn'))
$$;

create or replace function decide_on_newest() returns trigger language plpgsql as $$
begin
  if exists (select 1 from report_version v where v.id = new.version_id and has_newer_version(v.report_id, v.number)) then
    raise exception 'a newer version exists' using errcode = 'check_violation';
  end if;
  return new;
end $$;
