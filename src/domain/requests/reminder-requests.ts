import type { AgencyName, QuarterNumber } from './requests.ts'

/** When somebody wants to be reminded again. */
export type SnoozeUntil = 'two-hours' | 'tomorrow' | 'monday'

/** Somebody who owes reports: how many, and what was tried. Dates are plain, in the agency's zone. */
export type Owing = {
  personId: number
  name: string
  count: number
  times: number
  last?: string
  reachable: boolean
  absentUntil?: string
}

/** Who has not reported in an agency's running period, as its head sees it. */
export type LateOfficers = {
  agency: AgencyName
  year: number
  quarter: QuarterNumber
  today: string
  due: string
  lock: string
  /** Working days after the due date; 0 before it. */
  daysLate: number
  total: number
  missing: number
  people: Owing[]
  /** Reports that nobody is responsible for. */
  nobodys: number
}

/** An absence of the viewer that goes on or lies ahead. */
export type AbsenceFacts = { id: number; from: string; to: string; delegate?: string }

/** What people ask about reminders. */
export type ReminderNeed = { ask: 'late-officers'; agencyId?: number } | { ask: 'colleagues' } | { ask: 'absence' }

export type ReminderAnswers = {
  'late-officers':
    { kind: 'shown'; late: LateOfficers } | { kind: 'which'; agencies: AgencyName[] } | { kind: 'nothing-due' } | { kind: 'not-yours' }
  colleagues: { today: string; people: { personId: number; name: string }[] }
  absence: AbsenceFacts | undefined
}

/** What people have done about reminders. Dates are plain and both included. */
export type ReminderRequest =
  | { do: 'snooze'; until: SnoozeUntil }
  /** `instead`: the absence that goes on or comes next ends by it. */
  | { do: 'set-absence'; from: string; to: string; delegateId?: number; instead?: true }
  | { do: 'end-absence' }
  | { do: 'nudge'; agencyId: number }

export type ReminderOutcomes = {
  /** `due` where the due date came before the wish. Instants are ISO in UTC. */
  snooze: { kind: 'snoozed'; until: string; due?: string } | { kind: 'nothing-due' } | { kind: 'last-day' }
  /** `released`: who stood in for the absence that this one takes the place of. */
  'set-absence':
    | { kind: 'set'; absence: AbsenceFacts; delegateId?: number; released?: number }
    | { kind: 'overlaps'; absence: AbsenceFacts }
    | { kind: 'refused' }
  'end-absence': { kind: 'ended'; delegateId?: number } | { kind: 'none' }
  nudge:
    | { kind: 'nudged'; names: string[]; at: string; now: boolean }
    | { kind: 'already'; by: string; at: string }
    | { kind: 'nobody' }
    | { kind: 'refused' }
}
