/**
 * One thing that the doctor found: where it is, what was found, what is expected. An `error` keeps the house from doing its work, a
 * `warning` leaves somebody or something out, a `note` is settled already and only told: printed scales have gaps, and a policy for them.
 */
export type Ailment = {
  severity: 'error' | 'warning' | 'note'
  code:
    | 'no-channel'
    | 'role-of-nobody'
    | 'demo-beside-real'
    | 'migration-pending'
    | 'no-agency'
    | 'scale-missing'
    | 'scale-empty'
    | 'scale-gap'
    | 'scale-overlap'
    | 'unknown-government'
    | 'unreachable-person'
    | 'no-officer'
    | 'set-aside-letter'
    | 'holidays-unknown'
    | 'files-unwritable'
    | 'file-missing'
  where: string
  found: string
  expected: string
}
