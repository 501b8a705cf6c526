import { askCapaian } from './capaian-answer.ts'
import { planFindings } from './plans.ts'
import { accountsOf, filledDatabase } from './generated-database.ts'
import type { Filled } from './generated-database.ts'
import { aGovernment } from './generate.ts'
import { interleaved, median, percentile } from './measure.ts'
import { oneRound } from './message-cost.ts'
import { atMost, short } from './row.ts'
import type { Row } from './row.ts'

/** How many governments are filled: `--governments=100` is the whole goal, and takes minutes. */
const governments = (): number => {
  const given = process.argv.find((argument) => argument.startsWith('--governments='))
  const asked = given === undefined ? 10 : Number(given.split('=')[1])
  if (!Number.isInteger(asked) || asked < 1) throw new Error('--governments takes a number')
  return asked
}

/** The same questions on much more data: they must cost what they cost on little. */
export async function scale(server: string): Promise<Row[]> {
  const size = { ...aGovernment, governments: governments() }
  const of = `${(size.governments * size.agencies).toLocaleString('en-US')} agencies`
  const [little, much] = [await filledDatabase(server, aGovernment), await filledDatabase(server, size)]
  try {
    const cost = await interleaved(2, { little: round(little), much: round(much) })
    const [small, large] = [median(cost.little), median(cost.much)]
    const url = await much.copy()
    const took = await askCapaian(url, await accountsOf(url))
    const findings = await planFindings(url)
    await much.remove(url)
    return [
      atMost(`/capaian with ${of}, p95`, percentile(took, 95), 150, 'ms'),
      {
        what: `CPU of a message with ${of}, against one government`,
        measured: `${short(large / small)} times`,
        goal: 'at most 1.2 times',
        reached: large / small <= 1.2,
      },
      {
        what: `Statements with ${of} that read a large table whole`,
        measured: findings.length === 0 ? 'none' : findings.join('; '),
        goal: 'none',
        reached: findings.length === 0,
      },
    ]
  } finally {
    await little.close()
    await much.close()
  }
}

const round = (filled: Filled) => async (): Promise<number> => (await oneRound(filled, 'house', 'reports')).cpuMs
