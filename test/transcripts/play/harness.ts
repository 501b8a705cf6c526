/** A message as a person sees it on their platform. */
export type Seen = {
  id: string
  /** Strong words stand between two asterisks; a quote begins with a bar. */
  lines: string[]
  buttons: string[][]
  /** Names of files that came along. */
  files: string[]
  /** What it said before, where the bot has put this in the place of it. */
  before?: Omit<Seen, 'before'>
}

/**
 * A platform as the player of transcripts uses it: as a seat, by names of people's own. The same transcripts run through every channel
 * whose harness does these things.
 */
export type Harness = {
  /** Opens the chats of the seats, and of people whom the house does not know. */
  open: (seats: ReadonlyMap<string, string>, strangers: readonly string[]) => Promise<void>
  say: (seat: string, text: string, replyTo?: string) => Promise<void>
  sendFile: (seat: string, name: string, caption?: string, replyTo?: string) => Promise<void>
  /** Something that the house does not read. */
  sendVoice: (seat: string) => Promise<void>
  /** Presses the newest button of a label; `old` one that is no longer offered; `twice` two taps; `repeated` one tap delivered twice. */
  press: (seat: string, label: string, how: 'once' | 'twice' | 'repeated' | 'old') => Promise<void>
  /** The id of the newest message of the bot in which a text stands. */
  find: (seat: string, text: string) => Promise<string>
  /** What the bot has said or changed in a chat since it was last asked. */
  read: (seat: string) => Promise<Seen[]>
}
