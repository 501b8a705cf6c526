-- The year of work: dates by hand, what is due, who was reminded, who is away.

alter table agency add column reminder_rules jsonb not null default '{}';

-- A day that is worked although the national table says otherwise stands here too.
alter table holiday drop constraint holiday_kind;
alter table holiday add constraint holiday_kind check (kind in ('national', 'collective-leave', 'election', 'local', 'working-day'));

create table period_exception (
  agency_id integer not null,
  year integer not null,
  quarter smallint not null,
  due date,
  lock date,
  why text not null,
  by_id integer,
  at timestamptz not null,
  constraint period_exception_pkey primary key (agency_id, year, quarter),
  constraint period_exception_quarter check (quarter between 0 and 4),
  constraint period_exception_says_something check (due is not null or lock is not null)
);
alter table period_exception add constraint period_exception_agency_id_fkey foreign key (agency_id) references agency (id) on delete restrict on update cascade;
alter table period_exception add constraint period_exception_by_id_fkey foreign key (by_id) references person (id) on delete restrict on update cascade;

create table reminder_slot (
  agency_id integer not null,
  year integer not null,
  quarter smallint not null,
  slot text not null,
  at timestamptz not null,
  constraint reminder_slot_pkey primary key (agency_id, year, quarter, slot)
);
alter table reminder_slot add constraint reminder_slot_agency_id_fkey foreign key (agency_id) references agency (id) on delete restrict on update cascade;

create table reminder (
  id serial not null,
  person_id integer not null,
  key text not null,
  kind text not null,
  due_at timestamptz not null,
  locked_until timestamptz,
  done_at timestamptz,
  outcome text,
  constraint reminder_pkey primary key (id),
  constraint reminder_kind check (kind in ('due', 'late', 'unpublished', 'snoozed', 'nudged')),
  constraint reminder_outcome check (outcome in ('said', 'to-delegate', 'nothing-due', 'snoozed', 'told-today', 'unreachable'))
);
create unique index reminder_key_key on reminder (key);
create index reminder_person_id_idx on reminder (person_id);
create index reminder_open on reminder (due_at, id) where done_at is null;
alter table reminder add constraint reminder_person_id_fkey foreign key (person_id) references person (id) on delete restrict on update cascade;

create table snooze (
  person_id integer not null,
  until timestamptz not null,
  set_at timestamptz not null,
  constraint snooze_pkey primary key (person_id)
);
alter table snooze add constraint snooze_person_id_fkey foreign key (person_id) references person (id) on delete restrict on update cascade;

create table absence (
  id serial not null,
  person_id integer not null,
  from_date date not null,
  to_date date not null,
  delegate_id integer,
  set_at timestamptz not null,
  ended_at timestamptz,
  constraint absence_pkey primary key (id),
  constraint absence_dates check (to_date >= from_date),
  constraint absence_delegate check (delegate_id is null or delegate_id <> person_id)
);
create index absence_person_id_idx on absence (person_id);
create index absence_delegate_id_idx on absence (delegate_id);
alter table absence add constraint absence_person_id_fkey foreign key (person_id) references person (id) on delete restrict on update cascade;
alter table absence add constraint absence_delegate_id_fkey foreign key (delegate_id) references person (id) on delete restrict on update cascade;
-- One absence at a time.
alter table absence add constraint one_absence_at_a_time
  exclude using gist (int8range(person_id, person_id, '[]') with &&, daterange(from_date, to_date, '[]') with &&) where (ended_at is null);

create table escalation (
  agency_id integer not null,
  year integer not null,
  quarter smallint not null,
  level text not null,
  at timestamptz not null,
  constraint escalation_pkey primary key (agency_id, year, quarter, level),
  constraint escalation_level check (level in ('verifier', 'head', 'leadership'))
);
alter table escalation add constraint escalation_agency_id_fkey foreign key (agency_id) references agency (id) on delete restrict on update cascade;

-- Which revision counts in each quarter, and the lowest level of the budget tree that has a target in it: what is due below stands for what is due above.
create view quarter_in_force as
select p.id as agreement_id, p.agency_id, p.year, q.quarter,
  (select r.id from revision r where r.agreement_id = p.id
    order by (r.from_quarter <= q.quarter) desc, case when r.from_quarter <= q.quarter then r.number else -r.number end desc limit 1) as revision_id,
  (select max(case i.level when 'program' then 0 when 'kegiatan' then 1 when 'subkegiatan' then 2 end)
    from indicator i join target t on t.indicator_id = i.id and t.quarter = q.quarter
    where i.agreement_id = p.id and i.standing = 'support' and i.retired_at is null) as lowest
from agreement p cross join generate_series(1, 4) as q (quarter);

-- What somebody is asked to report: an indicator in the quarters in which it has a target; in the year (0) where it has none in any quarter.
create view expected_report as
select f.agreement_id, f.agency_id, f.year, f.quarter::int as quarter, i.id as indicator_id, i.unit_id, i.standing, i.position, t.target
from quarter_in_force f
join target t on t.revision_id = f.revision_id and t.quarter = f.quarter
join indicator i on i.id = t.indicator_id
where i.retired_at is null and i.standing <> 'component'
  and (i.standing = 'agreement' or i.level not in ('program', 'kegiatan', 'subkegiatan')
    or case i.level when 'program' then 0 when 'kegiatan' then 1 else 2 end >= coalesce(f.lowest, 0))
union all
select p.id, p.agency_id, p.year, 0, i.id, i.unit_id, i.standing, i.position, t.target
from agreement p
join lateral (select r.id from revision r where r.agreement_id = p.id order by r.number desc limit 1) newest on true
join target t on t.revision_id = newest.id and t.quarter = 0
join indicator i on i.id = t.indicator_id
where i.retired_at is null and i.standing <> 'component'
  and not exists (select 1 from target u join quarter_in_force f on f.revision_id = u.revision_id and f.quarter = u.quarter
    where u.indicator_id = i.id and f.agreement_id = p.id);

-- The same with where each stands: missing, unpublished, returned (or reopened), submitted, verified.
create view report_state as
select e.*, v.id as version_id, v.at as reported_at, v.on_time, v.figure,
  case when v.id is null then 'missing'
    when d.kind in ('returned', 'reopened') then 'returned'
    when v.figure->>'kind' = 'not-yet-published' then 'unpublished'
    when d.kind = 'verified' then 'verified' else 'submitted' end as state
from expected_report e
left join report r on r.indicator_id = e.indicator_id and r.quarter = e.quarter
left join lateral (
  select n.* from report_version n where n.report_id = r.id
    and not exists (select 1 from decision w where w.version_id = n.id and w.kind = 'withdrawn')
  order by n.number desc limit 1) v on true
left join lateral (select n.kind from decision n where n.version_id = v.id order by n.sequence desc limit 1) d on true;
