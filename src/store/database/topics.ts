/** What processes wake each other for: something came in, something is to be sent, the calendar is to be looked at. */
export const topics = ['inbox', 'outbox', 'calendar'] as const
export type Topic = (typeof topics)[number]
