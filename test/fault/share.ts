/**
 * How much of a large count this run does: all of it, or the share that TEST_SHARE names. Continuous integration takes a tenth of what is
 * merely many; what an event is worth (500 conversations, 10,000 messages) is always whole.
 */
export const shareOf = (whole: number): number => Math.max(1, Math.round(whole * Number(process.env['TEST_SHARE'] ?? '1')))
