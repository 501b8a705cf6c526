import { z } from 'zod'
import { finished, open, take } from '../../src/conversations/engine.ts'
import type { Conversation } from '../../src/conversations/engine.ts'
import { line, message } from '../../src/conversations/say.ts'
import { says } from '../../src/conversations/session.ts'
import type { Said, Session, Setting, Turn } from '../../src/conversations/session.ts'
import type { Talk } from '../../src/conversations/talk.ts'
import { createTexts } from '../../src/text/texts.ts'
import { median } from './measure.ts'
import { atLeast } from './row.ts'
import type { Row } from './row.ts'

const Draft = z.object({ name: z.string().optional(), place: z.string().optional(), sure: z.boolean().optional() })
type Draft = z.output<typeof Draft>

const asked = (kind: 'text' | 'choice', read: (text: string, draft: Draft) => Draft): Conversation<Draft, object>['steps'][string] => ({
  accepts: [kind],
  ask: (_draft, _facts, texts) => ({ parts: [line(texts, 'talk.cannot-skip')], choices: [[{ id: 'yes', label: 'Ya' }]] }),
  read: (said, draft) => ({ kind: 'understood', draft: read(said.kind === 'text' ? said.text : '', draft) }),
  help: (_draft, _facts, texts) => [line(texts, 'talk.cannot-skip')],
})

/** Three questions: what is measured is the engine, not what a figure takes to be judged. */
const three: Conversation<Draft, object> = {
  name: 'three',
  version: 1,
  draft: Draft,
  steps: {
    name: asked('text', (name, draft) => ({ ...draft, name })),
    place: asked('text', (place, draft) => ({ ...draft, place })),
    sure: asked('choice', (_text, draft) => ({ ...draft, sure: true })),
  },
  next: ({ name, place, sure }) => (name === undefined ? 'name' : place === undefined ? 'place' : sure ? finished : 'sure'),
  facts: function* () {
    yield* []
    return {}
  },
  finish: function* (_draft, _facts, { texts }) {
    yield* []
    return { kind: 'ended', turn: says(message([line(texts, 'talk.cannot-skip')])) }
  },
  summary: () => '',
}

const texts = createTexts('id')
const setting: Setting = {
  viewer: { personId: 1, governmentId: 1, name: 'Kepala Bagian Umum', locale: 'id', zone: 'Asia/Jakarta', grants: [] },
  chat: { channel: 'local', id: '1', kind: 'private' },
  texts,
  textsOf: () => texts,
  now: '2024-10-04T01:00:00Z',
  today: '2024-10-04',
  freshId: 1,
  suspended: [],
}

const answers: Said[] = [
  { kind: 'text', text: 'Kepala Bagian Umum' },
  { kind: 'text', text: 'SETDA' },
  { kind: 'choice', id: 'yes' },
]

function ended(talk: Talk<Turn>): Turn {
  const step = talk.next()
  if (!step.done) throw new Error('the conversation asked for something')
  return step.value
}

/** The session as the database would hand it back: through JSON, as between all turns. */
function kept(turn: Turn): Session | undefined {
  const [change] = turn.sessions
  return change?.kind === 'keep' ? (JSON.parse(JSON.stringify({ ...change, openedAt: setting.now })) as Session) : undefined
}

/** Steps of a conversation a second, its state through JSON and its schema before each. */
export async function conversationEngine(): Promise<Row[]> {
  const rounds: number[] = []
  for (let round = 0; round < 9; round += 1) {
    const before = process.cpuUsage()
    let steps = 0
    while (steps < 30_000) {
      let session = kept(ended(open(three, {}, setting)))
      steps += 1
      for (const said of answers) {
        if (!session) break
        session = kept(ended(take(three, session, said, setting)))
        steps += 1
      }
    }
    const { user, system } = process.cpuUsage(before)
    rounds.push(steps / ((user + system) / 1_000_000))
  }
  return [atLeast('Conversation engine alone', median(rounds.slice(2)), 50_000, 'steps for a second of CPU')]
}
