import { expect, test } from 'vitest'
import { language } from '../../src/conversations/settings.ts'
import { drive, officerSetting, saidIn } from './drive.ts'

const chosen = (kind: 'private' | 'room') =>
  saidIn(
    drive(language(officerSetting({ chat: { channel: 'telegram', id: '-5', kind } }), 'en'), (asked) =>
      'do' in asked ? { kind: 'chosen' } : undefined,
    ),
  )

test('a language is chosen for oneself: in a room it is not said in it, because the room keeps its own', () => {
  expect(chosen('private')).toBe('From now on in English.')
  expect(chosen('room')).toBe('Di obrolan pribadi Anda, mulai sekarang dalam bahasa Inggris. Bahasa ruang ini diatur dengan /langganan.')
})
