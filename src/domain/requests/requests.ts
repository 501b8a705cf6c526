import type { Decimal } from '../decimal.ts'
import type { MoneyStand } from '../money/newest-money.ts'
import type { AgencyAssessment } from '../assess/assessment.ts'
import type { Figure, Money, Target } from '../figure.ts'
import type { LeadershipAnswers, LeadershipNeed, LeadershipOutcomes, LeadershipRequest } from './leadership-requests.ts'
import type { PeopleAnswers, PeopleNeed, PeopleOutcomes, PeopleRequest } from './people-requests.ts'
import type { Plan, Reported } from '../plan.ts'
import type { ReminderAnswers, ReminderNeed, ReminderOutcomes, ReminderRequest } from './reminder-requests.ts'
import type { RulesAnswers, RulesNeed, RulesOutcomes, RulesRequest } from './rules-requests.ts'

/** A period as it is stored and carried by buttons: 1 to 4, or 0 for the year. */
export type QuarterNumber = 0 | 1 | 2 | 3 | 4
export const quarterName = (quarter: QuarterNumber): 1 | 2 | 3 | 4 | 'year' => (quarter === 0 ? 'year' : quarter)
export const quarterNumber = (quarter: 1 | 2 | 3 | 4 | 'year'): QuarterNumber => (quarter === 'year' ? 0 : quarter)

export const roleNames = ['officer', 'verifier', 'head', 'leadership', 'evaluator', 'admin'] as const
export type RoleName = (typeof roleNames)[number]

/** A role within its scope: the government, an agency of it, or a unit of that. */
export type Grant = { role: RoleName; agencyId?: number; unitId?: number }

/**
 * Who asks. Every question to the store carries it: what it may see is decided by its grants; `within` are the agencies that the room
 * covers in which it speaks, so that nothing else is said there.
 */
export type Viewer = {
  personId: number
  governmentId: number
  name: string
  locale: 'id' | 'en'
  zone: string
  grants: Grant[]
  within?: number[]
}

/** Which report: an indicator and a period. */
export type ReportKey = { indicatorId: number; year: number; quarter: QuarterNumber }

/** Whether two keys mean the same report. */
export const isSameReport = (one: ReportKey, other: ReportKey): boolean =>
  one.indicatorId === other.indicatorId && one.year === other.year && one.quarter === other.quarter

export type TaskState = 'due' | 'late' | 'submitted' | 'returned' | 'verified' | 'locked' | 'not-yet-published'
export type Task = ReportKey & {
  agencyId: number
  name: string
  /** As the agreement has it. */
  fullName: string
  unit: string
  decimals: number
  target: Target | null
  state: TaskState
  /** Plain dates in the agency's zone. */
  due: string
  lock: string
  figure?: Figure
}

export type AgencyName = { id: number; key: string; name: string; shortName: string; governmentName: string }

/** The version of a report in force, as people are told of it. */
export type VersionFacts = {
  versionId: number
  number: number
  agencyId: number
  agencyShortName: string
  key: ReportKey
  name: string
  unit: string
  decimals: number
  figure: Figure
  money?: Money
  cause?: string
  evidence: number
  state: Reported['state']
  by: { personId?: number; name: string }
  at: string
  /** The newest decision, where there is one. */
  decision?: { kind: 'verified' | 'returned' | 'reopened' | 'withdrawn'; by: string; at: string; reason?: string }
  unitName?: string
  unitId?: number
}

/** What shows that a report is right, in the order in which it was given: a file of the house or a link, who gave it, and when (ISO instant in UTC). */
export type EvidenceSeen = { by: string; at: string } & ({ kind: 'file'; fileId: number; name: string } | { kind: 'link'; url: string })
export type EvidenceFacts = { version: VersionFacts; evidence: EvidenceSeen[] }

/** Everything that a step of the report conversation needs; `plan` holds this one indicator and its budget row. */
export type ReportingFacts = {
  plan: Plan
  agencyId: number
  key: ReportKey
  reported: Reported[]
  latest?: VersionFacts
  /** Plain dates in the agency's zone. */
  today: string
  opens: string
  due: string
  lock: string
  phase: 'future' | 'open' | 'late' | 'locked'
  mayReport: boolean
}

export type Waiting = {
  agency: AgencyName
  year: number
  quarter: QuarterNumber
  versions: (VersionFacts & {
    plausible: boolean
    /** its capaian as shown, in percent */ shown?: { value: Decimal; decimals: number }
    target?: Target
    /** Evidence is demanded, and there is none. */
    lacksEvidence?: boolean
  })[]
}

/** What a unit owes for a period, how much of it is not in, and what of it waits for a decision. */
export type UnitStanding = { expected: number; missing: number; waiting?: Waiting }

/** What a conversation may ask of the house. It is answered within the viewer's scope, so a foreign name is like an unknown one. */
export type Need =
  | { ask: 'tasks' }
  | ({ ask: 'reporting' } & ReportKey)
  | { ask: 'find'; text: string; among: 'agencies' | 'indicators' | 'both'; year?: number }
  | { ask: 'agency'; agencyId: number; year?: number; quarter?: QuarterNumber }
  | { ask: 'agencies' }
  | { ask: 'waiting'; agencyId?: number }
  | { ask: 'version'; versionId: number }
  | { ask: 'evidence'; versionId: number }
  | { ask: 'last-task-list' }
  /** What became of a message that its author edits now: the conversation that heard it here is over. */
  | { ask: 'over-with'; message: string }
  | ReminderNeed
  | PeopleNeed
  | LeadershipNeed
  | RulesNeed

export type Found = {
  agencies: AgencyName[]
  indicators: { indicatorId: number; agencyId: number; name: string; agency: string; year: number }[]
  exact: boolean
}

export type AgencyFacts = {
  agency: AgencyName
  year: number
  quarter: QuarterNumber
  assessment: AgencyAssessment
  /** Row ids of the plan's keys, for buttons. */
  ids: Record<string, number>
  versions: Record<string, VersionFacts>
  /** The instant of the newest figure. */
  asOf?: string
  /** The agency in the newest quarter up to the asked one whose money is known; none where the year is asked for, or no money is known. */
  money?: MoneyStand
  /** How many quarters of the year have ended, while the asked period has not: what is due in a later one is not missing yet. */
  ended?: number
  mine: boolean
}

/** An agency's figures, and what of the asked period is still to come: what words and pictures of it are made of. */
export type AssessedAgency = Pick<AgencyFacts, 'assessment' | 'ended'>

export type Answers = LeadershipAnswers &
  ReminderAnswers &
  PeopleAnswers &
  RulesAnswers & {
    tasks: { today: string; items: Task[]; running: { year: number; quarter: QuarterNumber }; unseen: number }
    reporting: ReportingFacts | undefined
    find: Found
    agency: AgencyFacts | undefined
    agencies: AgencyName[]
    waiting: Waiting[]
    version: VersionFacts | undefined
    evidence: EvidenceFacts | undefined
    'last-task-list': ReportKey[]
    /** `report`: the one that it was about; nothing where no conversation had heard it. */
    'over-with': { report?: ReportKey } | undefined
  }

/** Evidence as it came: a file of the channel, or a link. */
export type EvidenceGiven = { kind: 'file'; ref: string; name: string; type?: string } | { kind: 'link'; url: string }

/** What a conversation may ask the house to do. Rights are checked there, and the outcome is a value. */
export type Request =
  | ({ do: 'submit-report'; figure: Figure; money?: Money; cause?: string; evidence: EvidenceGiven[]; basedOn: number } & ReportKey)
  | { do: 'withdraw-report'; versionId: number }
  | { do: 'verify-reports'; versionIds: number[] }
  | { do: 'return-report'; versionId: number; reason: string }
  | { do: 'ask-reopening'; versionId: number; reason: string }
  | { do: 'reopen-report'; versionId: number; reason: string }
  | { do: 'choose-language'; locale: 'id' | 'en' }
  | ReminderRequest
  | PeopleRequest
  | LeadershipRequest
  | RulesRequest

export type Outcomes = LeadershipOutcomes &
  ReminderOutcomes &
  PeopleOutcomes &
  RulesOutcomes & {
    'submit-report':
      | {
          kind: 'submitted'
          version: VersionFacts
          remaining: number
          next?: Task
          /** Somebody who stands in for others may have no tasks at all. */ hasTasks: boolean
        }
      | { kind: 'newer'; theirs: VersionFacts }
      | { kind: 'refused'; why: 'not-open' | 'locked' | 'verified' | 'not-yours' | 'gone' }
    'withdraw-report':
      { kind: 'withdrawn'; version: VersionFacts } | { kind: 'refused'; why: 'decided' | 'not-yours' | 'gone'; version?: VersionFacts }
    'verify-reports': { verified: VersionFacts[]; already: VersionFacts[] }
    'return-report':
      | { kind: 'returned'; version: VersionFacts }
      | { kind: 'already'; version: VersionFacts }
      | { kind: 'refused'; why: 'not-yours' | 'gone' }
    'ask-reopening': { kind: 'asked' } | { kind: 'refused'; why: 'not-yours' | 'gone' }
    'reopen-report': { kind: 'reopened'; version: VersionFacts } | { kind: 'refused'; why: 'not-yours' | 'gone' | 'not-verified' }
    'choose-language': { kind: 'chosen' }
  }
