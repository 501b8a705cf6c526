import type { ReportState } from './plan.ts'

/** The state of a version by its newest decision; without one it waits. A withdrawn version is not in force and never asked for its state. */
export const decisionState = (decision: 'verified' | 'returned' | 'reopened' | 'withdrawn' | null): ReportState =>
  decision === null || decision === 'withdrawn' ? 'submitted' : decision
