import type { Grant, RoleName, Viewer } from '../domain/requests/requests.ts'

/**
 * How far a right of a role goes: `agency` the agency that its grant names (all of the government where it names none), `unit` the unit
 * that its grant names (the whole agency where it names none), `own` what the person is responsible for, and what the grant's unit is.
 */
export type Reach = 'none' | 'own' | 'unit' | 'agency'
/** `follow-up`: what is done about alerts; `room`: approving and setting rooms; `people`: inviting people and
 * ending their accounts; `rules`: when the agency's reports are due, who is reminded, which alerts there are. */
export type Right = 'see' | 'report' | 'verify' | 'reopen' | 'follow-up' | 'room' | 'people' | 'rules'

/** Who may do what: the one place where roles and rights meet. Officer, verifier and head see their agency whole; nobody sees another government. */
export const rightsOf = {
  officer: {
    see: 'agency',
    report: 'own',
    verify: 'none',
    reopen: 'none',
    'follow-up': 'none',
    room: 'none',
    people: 'none',
    rules: 'none',
  },
  verifier: {
    see: 'agency',
    report: 'own',
    verify: 'unit',
    reopen: 'unit',
    'follow-up': 'agency',
    room: 'none',
    people: 'none',
    rules: 'agency',
  },
  head: {
    see: 'agency',
    report: 'own',
    verify: 'none',
    reopen: 'none',
    'follow-up': 'agency',
    room: 'agency',
    people: 'none',
    rules: 'none',
  },
  leadership: {
    see: 'agency',
    report: 'none',
    verify: 'none',
    reopen: 'none',
    'follow-up': 'agency',
    room: 'agency',
    people: 'none',
    rules: 'none',
  },
  evaluator: {
    see: 'agency',
    report: 'none',
    verify: 'none',
    reopen: 'none',
    'follow-up': 'none',
    room: 'none',
    people: 'none',
    rules: 'none',
  },
  admin: {
    see: 'agency',
    report: 'none',
    verify: 'none',
    reopen: 'none',
    'follow-up': 'agency',
    room: 'agency',
    people: 'agency',
    rules: 'agency',
  },
} as const satisfies Record<RoleName, Record<Right, Reach>>

/** An agency as a right is asked for it. */
export type AgencyPlace = { agencyId: number; governmentId: number }
/** What is reported: its agency, the unit that reports it, the person who answers for it now, and who stands in for them. */
export type ReportPlace = {
  agencyId: number
  unitId?: number | undefined
  responsibleId?: number | undefined
  delegateId?: number | undefined
}

/** Roles of a whole government may lack an agency; those of the others never do. */
const inAgency = (grant: Grant, agencyId: number): boolean =>
  grant.agencyId === agencyId || (grant.agencyId === undefined && ofGovernment.has(grant.role))
const ofGovernment: ReadonlySet<RoleName> = new Set(['leadership', 'evaluator', 'admin'])

/** In a room that covers some agencies the others are nobody's. */
const outside = ({ within }: Viewer, agencyId: number): boolean => within !== undefined && !within.includes(agencyId)

const reaches = (viewer: Viewer, right: Right, { agencyId, unitId, responsibleId, delegateId }: ReportPlace): boolean =>
  !outside(viewer, agencyId) &&
  viewer.grants.some((grant) => {
    if (!inAgency(grant, agencyId)) return false
    switch (rightsOf[grant.role][right]) {
      case 'none':
        return false
      case 'agency':
        return true
      case 'unit':
        return grant.unitId === undefined || grant.unitId === unitId
      case 'own':
        return (
          responsibleId === viewer.personId ||
          delegateId === viewer.personId ||
          (grant.role === 'officer' && grant.unitId !== undefined && grant.unitId === unitId)
        )
    }
  })

/** Whether the viewer may see an agency, whole. Another government's never, whatever the grants say. */
export const maySeeAgency = (viewer: Viewer, { agencyId, governmentId }: AgencyPlace): boolean =>
  viewer.governmentId === governmentId && reaches(viewer, 'see', { agencyId })

/** Whether the viewer may report a figure: the responsible person, who stands in for them, and officers of the unit that reports it. */
export const mayReport = (viewer: Viewer, place: ReportPlace): boolean => reaches(viewer, 'report', place)

/** Whether the viewer may accept or return a report: a verifier of the agency or, where the grant names one, of the unit. */
export const mayVerify = (viewer: Viewer, place: Omit<ReportPlace, 'responsibleId' | 'delegateId'>): boolean =>
  reaches(viewer, 'verify', place)

/** Whether the viewer may open a verified or locked report again. */
export const mayReopen = (viewer: Viewer, place: Omit<ReportPlace, 'responsibleId' | 'delegateId'>): boolean =>
  reaches(viewer, 'reopen', place)

/** The agencies that the viewer may see, or `all` of the government: for the store's scope. */
export const agenciesSeen = (viewer: Viewer): 'all' | number[] => {
  const seeing = viewer.grants.filter(({ role }) => rightsOf[role].see === 'agency')
  if (seeing.some(({ agencyId, role }) => agencyId === undefined && ofGovernment.has(role))) return viewer.within ?? 'all'
  const own = [...new Set(seeing.flatMap(({ agencyId }) => (agencyId === undefined ? [] : [agencyId])))]
  return own.filter((agencyId) => !outside(viewer, agencyId))
}

/** Whether the viewer may follow up alerts of an agency, mute them and ask about them. */
export const mayFollowUp = (viewer: Viewer, agencyId: number): boolean => reaches(viewer, 'follow-up', { agencyId })

/**
 * Whether the viewer may approve and set a room: of agencies those who look after each of them, of the whole government a role of the
 * whole government. A room is set from within it too: what it covers so far binds nobody.
 */
export const mayManageRoom = (viewer: Viewer, covers: 'all' | readonly number[]): boolean =>
  covers === 'all'
    ? viewer.grants.some((grant) => grant.agencyId === undefined && ofGovernment.has(grant.role) && rightsOf[grant.role].room === 'agency')
    : covers.length > 0 && covers.every((agencyId) => reaches(anywhere(viewer), 'room', { agencyId }))

/** The same person, wherever they speak. */
export const anywhere = ({ within: _, ...viewer }: Viewer): Viewer => viewer

/** Whether the viewer may set the rules of an agency's reminders and alerts. One who verifies for a unit alone may not. */
export const maySetRules = (viewer: Viewer, agencyId: number): boolean =>
  reaches({ ...viewer, grants: viewer.grants.filter(({ unitId }) => unitId === undefined) }, 'rules', { agencyId })

/** Whether the viewer looks after anybody at all. */
export const looksAfterPeople = (viewer: Viewer): boolean => viewer.grants.some(({ role }) => rightsOf[role].people !== 'none')

/**
 * Whether the viewer may invite a person, and end their accounts: only where the person holds no role beyond the viewer's reach, because
 * whoever gets the invitation speaks as that person. Somebody without any role is for those who look after the whole government.
 */
export const mayLookAfter = (viewer: Viewer, person: { governmentId: number; grants: readonly Grant[] }): boolean => {
  if (viewer.governmentId !== person.governmentId) return false
  const own = viewer.grants.filter(({ role }) => rightsOf[role].people !== 'none')
  if (own.some(({ agencyId }) => agencyId === undefined)) return true
  return person.grants.length > 0 && person.grants.every((held) => own.some(({ agencyId }) => agencyId === held.agencyId))
}
