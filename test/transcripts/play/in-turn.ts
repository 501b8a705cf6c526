/** The transcripts that are played in one of several ways: all of them, or those whose turn it is where TEST_SHARE says that time is short. */
export const inTurn = (files: readonly string[], way: number, ways: number): string[] =>
  Number(process.env['TEST_SHARE'] ?? '1') < 1 ? files.filter((_, at) => at % ways === way) : [...files]
