/** What the house counts of itself for whoever watches over it: never who, and never what was said. */
export type Meter = {
  /** A letter was handled, failed and will be tried again, was set aside, or was left unread because too many came; and how long that took. */
  letter: (outcome: 'done' | 'failed' | 'set-aside' | 'flood', ms: number, count?: number) => void
  /** What became of an attempt to send. */
  sent: (channel: string, outcome: 'sent' | 'later' | 'unsure' | 'refused' | 'broken') => void
  /** A look at the calendar, and how many of each kind it found to do. */
  ticked: (counts: Record<string, number>) => void
}

export const noMeter: Meter = { letter: () => undefined, sent: () => undefined, ticked: () => undefined }
