-- Asked with every report for its unit alone: states of all others of the agency need not be looked up for that.
drop function report_states (int, int);

-- What somebody is asked to report for a quarter (1 to 4) or the year (0) of an agreement, and where it stands: missing, unpublished, returned
-- (or reopened), submitted, verified. An indicator is due in the quarters in which the revision in force gives it a target; of the budget tree
-- only the lowest level that has any there, because what is above is its sum; for the year, where it has no target in any quarter. With
-- of_one_unit only what belongs to of_unit (to none, where that is null).
create function report_states (of_agreement int, of_quarter int, of_one_unit boolean default false, of_unit int default null)
returns table (agency_id int, agreement_id int, year int, quarter int, indicator_id int, unit_id int, "position" int, target jsonb,
  version_id int, reported_at timestamptz, on_time boolean, figure jsonb, state text)
language plpgsql stable as $$
declare
  in_force int[] := array(select (select r.id from revision r where r.agreement_id = of_agreement
    order by (r.from_quarter <= q) desc, case when r.from_quarter <= q then r.number else -r.number end desc limit 1) from generate_series(1, 4) q);
  newest int := (select r.id from revision r where r.agreement_id = of_agreement order by r.number desc limit 1);
  lowest int := (select max(case i.level when 'program' then 0 when 'kegiatan' then 1 when 'subkegiatan' then 2 end)
    from indicator i join target t on t.indicator_id = i.id and t.agency_id = i.agency_id
    where i.agreement_id = of_agreement and i.standing = 'support' and i.retired_at is null and t.quarter = of_quarter);
begin
  return query
  with expected as materialized (
    select i.*, t.target as aim
    from target t join indicator i on i.id = t.indicator_id
    where t.revision_id = case of_quarter when 0 then newest else in_force[of_quarter] end and t.quarter = of_quarter
      and i.retired_at is null and i.standing <> 'component'
      and (not of_one_unit or i.unit_id is not distinct from of_unit)
      and (of_quarter = 0 or i.standing = 'agreement' or i.level not in ('program', 'kegiatan', 'subkegiatan')
        or case i.level when 'program' then 0 when 'kegiatan' then 1 else 2 end >= coalesce(lowest, 0))
      and (of_quarter > 0 or not exists (select 1 from target u where u.agency_id = i.agency_id and u.indicator_id = i.id
        and u.quarter > 0 and u.revision_id = in_force[u.quarter])))
  select e.agency_id, e.agreement_id, p.year, of_quarter, e.id, e.unit_id, e.position, e.aim, v.id, v.at, v.on_time, v.figure,
    case when v.id is null then 'missing'
      when d.kind in ('returned', 'reopened') then 'returned'
      when v.figure->>'kind' = 'not-yet-published' then 'unpublished'
      when d.kind = 'verified' then 'verified' else 'submitted' end
  from expected e join agreement p on p.id = e.agreement_id
  left join report r on r.indicator_id = e.id and r.quarter = of_quarter
  left join lateral (
    select n.* from report_version n where n.report_id = r.id
      and not exists (select 1 from decision w where w.version_id = n.id and w.kind = 'withdrawn')
    order by n.number desc limit 1) v on true
  left join lateral (select n.kind from decision n where n.version_id = v.id order by n.sequence desc limit 1) d on true;
end $$;
