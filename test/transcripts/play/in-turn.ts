/** The transcripts that are played one of two ways: all of them, or every other one where TEST_SHARE says that time is short. */
export const inTurn = (files: readonly string[], way: 0 | 1): string[] =>
  Number(process.env['TEST_SHARE'] ?? '1') < 1 ? files.filter((_, at) => at % 2 === way) : [...files]
