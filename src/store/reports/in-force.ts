const notWithdrawn = (version: string) =>
  `not exists (select 1 from decision w where w.version_id = ${version}.id and w.kind = 'withdrawn')`

/** Joins the version in force of a report `r` as `v`, the newest that is not withdrawn, and its newest decision, if any, as `d`. */
export const versionInForceJoin = `
    join lateral (select * from report_version n where n.report_id = r.id and ${notWithdrawn('n')} order by n.number desc limit 1) v on true
    left join lateral (select * from decision n where n.version_id = v.id order by n.sequence desc limit 1) d on true`

/** Whether a version `v` of a report has a newer one in force. The database's own function says the same; planned anew with every call, it costs more. */
export const hasNewer = `exists (select 1 from report_version n where n.report_id = v.report_id and n.number > v.number and ${notWithdrawn('n')})`
