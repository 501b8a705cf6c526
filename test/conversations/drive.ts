import type { Need, Request } from '../../src/domain/requests/requests.ts'
import type { Part } from '../../src/message/message.ts'
import type { Session, Setting, Turn } from '../../src/conversations/session.ts'
import type { Talk } from '../../src/conversations/talk.ts'
import { createTexts } from '../../src/text/texts.ts'

const tongues = { id: createTexts('id'), en: createTexts('en') }

/** An officer in a private chat, with nothing open. */
export const officerSetting = (own: Partial<Setting> = {}, locale: 'id' | 'en' = 'id'): Setting => ({
  viewer: {
    personId: 1,
    governmentId: 1,
    name: 'Kepala Bagian Umum',
    locale,
    zone: 'Asia/Jakarta',
    grants: [{ role: 'officer', agencyId: 1 }],
  },
  chat: { channel: 'local', id: 'officer', kind: 'private' },
  texts: tongues[locale],
  textsOf: (wanted) => tongues[wanted],
  now: '2024-10-04T01:00:00Z',
  today: '2024-10-04',
  freshId: 1,
  suspended: [],
  ...own,
})

/** Runs a talk to its end; every need and request is answered by `answer`. */
export function drive<Result>(talk: Talk<Result>, answer: (asked: Need | Request) => unknown): Result {
  let step = talk.next()
  while (!step.done) step = talk.next(answer(step.value))
  return step.value
}

/** The session that a turn leaves open, through JSON as the database keeps it; nothing where it ended. */
export function sessionAfter(turn: Turn, id: number): Session | undefined {
  const change = turn.sessions.findLast((c) => c.id === id)
  if (change?.kind !== 'keep') return undefined
  const { kind: _, ...kept } = change
  return JSON.parse(JSON.stringify({ ...kept, openedAt: '2024-10-04T01:00:00Z' })) as Session
}

/** All that a turn says in the chat, as plain lines. */
export const saidIn = (turn: Turn): string => turn.messages.flatMap(({ parts }) => parts.map(plain)).join('\n')

const plain = (part: Part): string =>
  part.kind === 'table' ? part.rows.map((row) => row.join(' | ')).join('\n') : part.spans.map(({ text }) => text).join('')
