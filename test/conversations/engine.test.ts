import { expect, test } from 'vitest'
import { z } from 'zod'
import { askAgain, finished, open, summaryOf, take, takeUp } from '../../src/conversations/engine.ts'
import type { Conversation } from '../../src/conversations/engine.ts'
import { message, spans } from '../../src/conversations/say.ts'
import { says } from '../../src/conversations/session.ts'
import type { Said, Session, Turn } from '../../src/conversations/session.ts'
import { drive, officerSetting, saidIn, sessionAfter } from './drive.ts'

const Draft = z.object({ name: z.string().optional(), colour: z.string().optional(), hurry: z.boolean().optional() })
type Draft = z.output<typeof Draft>

/** Two questions: a name, and a colour that may be skipped. */
const interview: Conversation<Draft, true> = {
  name: 'interview',
  version: 2,
  draft: Draft,
  steps: {
    name: {
      accepts: ['text'],
      ask: () => ({ parts: [spans('Nama?')], choices: [] }),
      read: (said, draft) =>
        said.kind === 'text' && said.text !== 'x'
          ? { kind: 'understood', draft: { ...draft, name: said.text } }
          : { kind: 'refused', parts: [spans('Bukan nama.')] },
      help: () => [spans('Tulis nama.')],
    },
    colour: {
      accepts: ['text', 'choice'],
      ask: ({ name }) => ({ parts: [spans(`Warna, ${name ?? ''}?`)], choices: [[{ id: 'red', label: 'Merah' }]] }),
      read: (said, draft) => ({ kind: 'understood', draft: { ...draft, colour: said.kind === 'choice' ? said.id : 'lain' } }),
      skip: (draft) => ({ ...draft, colour: 'tanpa' }),
      help: () => [spans('Pilih warna.')],
    },
  },
  next: (draft) => (draft.name === undefined ? 'name' : draft.colour === undefined ? 'colour' : finished),
  facts: function* () {
    yield* []
    return true
  },
  finish: function* (draft) {
    yield* []
    return { kind: 'ended', turn: says(message([spans(`Selesai: ${draft.name}, ${draft.colour}`)])) }
  },
  summary: (draft) => `wawancara ${draft.name ?? ''}`.trim(),
}

const nobody = () => {
  throw new Error('nothing is asked of the house')
}
const begin = (): Turn => drive(open(interview, {}, officerSetting()), nobody)
const active = (turn: Turn): Session => {
  const session = sessionAfter(turn, 1)
  if (!session) throw new Error('the conversation is over')
  return session
}
const text = (words: string): Said => ({ kind: 'text', text: words })
const answer = (turn: Turn, said: Said): Turn => {
  const session = active(turn)
  return drive(take(interview, session, said, officerSetting({ active: session, freshId: 2 })), nobody)
}

test('goes from question to question to its end', () => {
  const first = begin()
  expect(saidIn(first)).toBe('Nama?')
  const second = answer(first, text('Ani'))
  expect(saidIn(second)).toBe('Warna, Ani?')
  const last = answer(second, { kind: 'choice', id: 'red' })
  expect(saidIn(last)).toBe('Selesai: Ani, red')
  expect(last.sessions.at(-1)).toEqual({ kind: 'end', id: 1, status: 'finished' })
})

test('a refusal stands above the same question', () => {
  expect(saidIn(answer(begin(), text('x')))).toBe('Bukan nama.\nNama?')
})

test('goes back to what was there before, and says where there is nothing before', () => {
  const second = answer(begin(), text('Ani'))
  const back = answer(second, text('kembali'))
  expect(saidIn(back)).toBe('Nama?')
  expect(saidIn(answer(back, text('kembali')))).toMatch(/^Ini langkah pertama.*\nNama\?$/)
  expect(saidIn(answer(back, text('Budi')))).toBe('Warna, Budi?')
})

test('skips where a step may be skipped, and says where not', () => {
  expect(saidIn(answer(begin(), text('lewati')))).toMatch(/tidak dapat dilewati.*\nNama\?$/)
  expect(saidIn(answer(answer(begin(), text('Ani')), text('lewati')))).toBe('Selesai: Ani, tanpa')
})

test('helps without losing the place, in words and by a button', () => {
  const second = answer(begin(), text('Ani'))
  for (const said of [text('bantuan'), text('?'), { kind: 'choice', id: 'help' } as const]) {
    const helped = answer(second, said)
    expect(saidIn(helped)).toMatch(/^Pilih warna\.\n.*“batal”.*\nWarna, Ani\?$/)
    expect(active(helped).step).toBe('colour')
  }
})

test('cancels at every step with one word', () => {
  for (const turn of [begin(), answer(begin(), text('Ani'))]) {
    const over = answer(turn, text('Batal.'))
    expect(saidIn(over)).toContain('Tidak ada yang berubah')
    expect(over.sessions.at(-1)).toEqual({ kind: 'end', id: 1, status: 'discarded' })
  }
})

test('what a step does not accept is answered with its help, never applied', () => {
  const answered = answer(begin(), { kind: 'choice', id: 'red' })
  expect(saidIn(answered)).toBe('Tulis nama.\nNama?')
  expect(active(answered).state).toEqual(active(begin()).state)
})

test('another conversation suspends the running one, and taking it up suspends the other', () => {
  const running = active(answer(begin(), text('Ani')))
  const other = drive(open(interview, {}, officerSetting({ active: running, freshId: 5 })), nobody)
  expect(other.sessions).toContainEqual(expect.objectContaining({ kind: 'keep', id: 1, status: 'suspended', step: 'colour' }))
  const fresh = sessionAfter(other, 5)
  if (!fresh) throw new Error('the other conversation did not open')
  const suspended: Session = { ...running, status: 'suspended' }
  const again = drive(takeUp(interview, suspended, officerSetting({ active: fresh, suspended: [suspended], freshId: 6 })), nobody)
  expect(saidIn(again)).toBe('Warna, Ani?')
  expect(again.sessions).toContainEqual(expect.objectContaining({ id: 5, status: 'suspended' }))
  expect(again.sessions).toContainEqual(expect.objectContaining({ id: 1, status: 'active' }))
})

test('asks its question again with what stands before it', () => {
  const running = active(answer(begin(), text('Ani')))
  const again = drive(askAgain(interview, running, officerSetting({ active: running }), [spans('Belum selesai.')]), nobody)
  expect(saidIn(again)).toBe('Belum selesai.\nWarna, Ani?')
})

test.each([
  ['an older version', (session: Session): Session => ({ ...session, version: 1 })],
  ['a draft that cannot be read', (session: Session): Session => ({ ...session, state: { now: { name: 7 }, before: [] } })],
  ['a step that is gone', (session: Session): Session => ({ ...session, step: 'shape' })],
])('%s is told and put away, and what was saved stays', (_, changed) => {
  const old = changed(active(answer(begin(), text('Ani'))))
  const told = drive(take(interview, old, text('merah'), officerSetting({ active: old })), nobody)
  expect(saidIn(told)).toContain('Yang sudah disimpan tetap aman')
  expect(told.sessions.at(-1)).toEqual({ kind: 'end', id: 1, status: 'discarded' })
  expect(summaryOf(interview, { ...old, state: 'nothing' }, officerSetting().texts)).toBe('Laporan belum selesai')
})
