/** The middle of what was measured; of an even number the lower one of the two in the middle. */
export const median = (values: readonly number[]): number => percentile(values, 50)

/** The value that so many percent of all stay within. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? NaN
}

/** How long some work takes, in milliseconds. */
export async function msOf(work: () => unknown): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** The CPU that some work takes, in milliseconds: what the machine does beside it counts little. */
export async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  return cpuSince(before)
}

/** CPU that this process has used meanwhile (user and system, all threads), in milliseconds. */
export function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/**
 * Rounds of several contestants in turn, so that whatever else the machine does meets them all alike. The order changes with each round.
 * Returns what each measured, round by round.
 */
export async function interleaved<Name extends string, Measured>(
  rounds: number,
  contestants: Record<Name, () => Promise<Measured>>,
): Promise<Record<Name, Measured[]>> {
  const names = Object.keys(contestants) as Name[]
  const measured = Object.fromEntries(names.map((name) => [name, [] as Measured[]])) as Record<Name, Measured[]>
  for (let round = 0; round < rounds; round += 1) {
    const order = [...names.slice(round % names.length), ...names.slice(0, round % names.length)]
    for (const name of order) measured[name].push(await contestants[name]())
  }
  return measured
}
