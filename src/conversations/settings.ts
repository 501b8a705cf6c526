import { conversationOf } from './known-conversations.ts'
import { line, message } from './say.ts'
import { both, onceButton, says } from './session.ts'
import type { Setting, Turn } from './session.ts'
import { have } from './talk.ts'
import type { Talk } from './talk.ts'

/** `/bahasa`: the language of one's own messages; `/bahasa en` at once. */
export function* language(setting: Setting, argument: string): Talk<Turn> {
  const wanted = /^(id|indonesia)/i.test(argument) ? 'id' : /^(en|inggris|english)/i.test(argument) ? 'en' : undefined
  if (wanted) return yield* chooseLanguage(setting, wanted)
  const choose = [
    onceButton('Bahasa Indonesia', { kind: 'language', locale: 'id' }),
    onceButton('English', { kind: 'language', locale: 'en' }),
  ]
  return says(message([line(setting.texts, 'settings.language')], { buttons: [choose] }))
}

/** Chooses the language, and answers in it; what is being asked is asked again in it. */
export function* chooseLanguage(setting: Setting, locale: 'id' | 'en'): Talk<Turn> {
  yield* have({ do: 'choose-language', locale })
  // A room has a language of its own, in which everybody is answered there.
  if (setting.chat.kind !== 'private') return says(message([line(setting.texts, `settings.chosen-in-room.${locale}`)]))
  const texts = setting.textsOf(locale)
  const chosen = says(message([line(texts, 'settings.chosen')]))
  const { active } = setting
  return active ? both(chosen, yield* conversationOf(active).takeUp(active, { ...setting, texts })) : chosen
}
