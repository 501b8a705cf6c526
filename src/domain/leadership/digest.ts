import type { AlertSeen } from './alerts.ts'
import type { AgencyAssessment, IndicatorAssessment } from '../assess/assessment.ts'
import type { MoneyTold } from '../money/money-together.ts'
import type { Quarter } from '../period.ts'
import type { AgencyName } from '../requests/requests.ts'
import type { DigestKind } from './room-settings.ts'

/** A period that leadership hears of because it is so late: whose reports, how often they were reminded and when last, who was told and when. */
export type LateUpwards = {
  /** Working days after the due date. */
  days: number
  people: { name: string | null; count: number; times: number; last?: string }[]
  verifier?: string
  head?: string
}

/** A quarter that was locked, and the reports that had not come. */
export type LockedUnreported = { year: number; quarter: Quarter; lock: string; missing: IndicatorAssessment[] }

/** What a digest says of one agency; dates are plain, in the agency's zone. */
export type AgencyDigest = {
  agency: AgencyName
  year: number
  /** The running quarter: the newest that has ended, which reports are due for. */
  quarter: Quarter
  due: string
  assessment: AgencyAssessment
  /** The last quarter before it with a mean, for the change. */
  before?: { quarter: Quarter; assessment: AgencyAssessment }
  /** Its money in each quarter up to the running one, the newest first. */
  money: MoneyTold[]
  /** Expected and not reported, in the order of the agreement. */
  missing: IndicatorAssessment[]
  unpublished: IndicatorAssessment[]
  /** Said once, by the digest after the period was told upwards. */
  late?: LateUpwards
  /** Said once, by the digest after a quarter was locked. */
  locked?: LockedUnreported
  alerts: { open: AlertSeen[]; closed: AlertSeen[] }
  /** How many reports and decisions came since the digest before. */
  news: number
}

/** A digest of an agency, a group of agencies or a whole government. */
export type DigestFacts = {
  of: DigestKind
  governmentName: string
  /** One agency, some of the government, or all of it. */
  covers: 'agency' | 'agencies' | 'government'
  today: string
  /**
   * Since when something counts as new, as ISO instant and as a day: since the last digest of any kind to this reader (then it is `said`),
   * else for as long as a digest of this kind looks back.
   */
  since: string
  sinceDay: string
  said: boolean
  agencies: AgencyDigest[]
  /** What is due next: the next quarter's end and its due date. */
  next: { year: number; quarter: Quarter; ends: string; due: string }
}
