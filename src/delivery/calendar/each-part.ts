/** What is done in turn, and by which name it is known where it fails. */
type CalendarPart = { name: string; run: () => Promise<unknown> }

/** So many failures one after another are not of the parts but of what all of them need; then the rest is left to the next minute. */
const inARow = 5

/**
 * Does every part in turn, also where one before it failed: what one agency's plan or one room has wrong keeps no other waiting. Throws in the
 * end, once, with every failure and the name of its part; what that part has not written by then is found by the next minute.
 */
export async function eachPart(whole: string, parts: Iterable<CalendarPart>): Promise<void> {
  const failures: Error[] = []
  let row = 0
  for (const { name, run } of parts) {
    try {
      await run()
      row = 0
    } catch (cause) {
      failures.push(new Error(`${name} failed`, { cause }))
      row += 1
      if (row === inARow) break
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${whole} failed in part: ${failures.map(({ message }) => message).join(', ')}`)
}
