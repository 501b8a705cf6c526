import { z } from 'zod'
import { roleNames } from '../../domain/requests/requests.ts'
import type { Grant } from '../../domain/requests/requests.ts'
import type { Tx } from '../database/database.ts'

const Grants = z.array(z.object({ role: z.enum(roleNames), agencyId: z.number().nullable(), unitId: z.number().nullable() }))

/** A person as an admin finds them: with the roles of today, the agencies that these are in, and how many accounts they have. */
export type Member = {
  personId: number
  governmentId: number
  governmentKey: string
  key: string
  name: string
  agencies: string[]
  grants: Grant[]
  accounts: number
}

type Row = Omit<Member, 'grants'> & { grants: unknown }

const memberOf = ({ grants, ...row }: Row): Member => ({
  ...row,
  grants: Grants.parse(grants).map(({ role, agencyId, unitId }) => ({
    role,
    ...(agencyId !== null && { agencyId }),
    ...(unitId !== null && { unitId }),
  })),
})

/** People who have not left: of one government, of all, or one of them by id. `today` decides which roles hold. */
export async function members(tx: Tx, of: { governmentId?: number; personId?: number }, today: string): Promise<Member[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select p.id as "personId", p.government_id as "governmentId", g.key as "governmentKey", p.key, p.name,
      coalesce((select array_agg(distinct a.short_name) from role r join agency a on a.id = r.agency_id
        where r.person_id = p.id and r.from_date <= ${today}::date and (r.to_date is null or r.to_date > ${today}::date)), '{}') as agencies,
      coalesce((select json_agg(json_build_object('role', r.role, 'agencyId', r.agency_id, 'unitId', r.unit_id)) from role r
        where r.person_id = p.id and r.from_date <= ${today}::date and (r.to_date is null or r.to_date > ${today}::date)), '[]') as grants,
      (select count(*)::int from identity i where i.person_id = p.id and i.ended_at is null) as accounts
    from person p join government g on g.id = p.government_id
    where p.left_at is null and (${of.governmentId ?? null}::int is null or p.government_id = ${of.governmentId ?? null}::int)
      and (${of.personId ?? null}::int is null or p.id = ${of.personId ?? null}::int)
    order by g.key, p.name, p.id`
  return rows.map(memberOf)
}
