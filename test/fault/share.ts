/**
 * How much of a large count this run does: all of it, or the share that FAULT_SHARE names. Continuous integration takes a fifth of what is
 * merely many; what an event is worth (500 conversations, 10,000 messages) is always whole.
 */
export const shareOf = (whole: number): number => Math.max(1, Math.round(whole * Number(process.env['FAULT_SHARE'] ?? '1')))
