/** What the house counts of itself for whoever watches over it: never who, and never what was said. */
export type Meter = {
  /** A letter was handled, failed and will be tried again, was set aside, or was left unread because too many came; and how long that took. */
  letter: (outcome: 'done' | 'failed' | 'set-aside' | 'flood', ms: number, count?: number) => void
  /** What became of an attempt to send. */
  sent: (channel: string, outcome: 'sent' | 'later' | 'unsure' | 'file-lost' | 'refused' | 'broken') => void
  /** A look at the calendar. */
  ticked: () => void
  /** How many of each kind the calendar found to do. */
  did: (counts: Record<string, number>) => void
}

export const noMeter: Meter = { letter: () => undefined, sent: () => undefined, ticked: () => undefined, did: () => undefined }
