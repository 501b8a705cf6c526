/** What goes wrong next with what the bot sends. */
export const troubles = ['429', '502', 'hang', 'lost-before', 'lost-after'] as const
export type Trouble = (typeof troubles)[number]

/** A message as a person sees it. */
export type Shown = {
  id: string
  /** True for what the bot says. */
  bot: boolean
  text: string
  buttons: string[]
  files: string[]
  /** A form waits for a text: what is typed goes there. */
  form?: true
}

/** One platform as somebody plays with it: who is there, what they see, what they do, and what goes wrong. */
export type Stage = {
  name: 'telegram' | 'slack'
  people: () => string[]
  /** Somebody new; their name is free. */
  add: (name: string) => void
  chat: (person: string) => Shown[]
  say: (person: string, text: string) => void
  /** Presses the nth button of a message. */
  press: (person: string, message: string, button: number) => void
  /** Answers the form that is open. */
  submit: (person: string, text: string) => void
  send: (person: string, file: { name: string; type: string; bytes: Uint8Array }, caption: string) => void
  /** The next so many messages of the bot go wrong. */
  trouble: (kind: Trouble, times: number) => void
  /** Whether what people do comes twice, and in another order. */
  disorder: (wanted: { twice: boolean; shuffled: boolean }) => void
}

/** Finds somebody by name. Throws where nobody is called so. */
export function personNamed<Person>(people: ReadonlyMap<string, Person>, name: string): Person {
  const person = people.get(name)
  if (!person) throw new Error(`nobody is called ${name} here`)
  return person
}
