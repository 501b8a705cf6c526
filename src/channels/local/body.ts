import { z } from 'zod'

const Span = z.object({ text: z.string(), style: z.enum(['strong', 'code']).optional(), link: z.string().optional() })
const Part = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('paragraph'), spans: z.array(Span) }),
  z.object({
    kind: z.literal('table'),
    header: z.array(z.string()).optional(),
    rows: z.array(z.array(z.string())),
    numeric: z.array(z.number().int()).optional(),
  }),
  z.object({ kind: z.literal('quote'), spans: z.array(Span) }),
])
const Button = z.object({ label: z.string(), token: z.string(), style: z.enum(['primary', 'danger']).optional() })

/** A file as a message carries it: its number in the file store, and what a page needs to show it. */
export const LocalFile = z.object({ id: z.number().int(), name: z.string(), type: z.string(), size: z.number().int() })
export type LocalFile = z.output<typeof LocalFile>

/** What a message of the local chat says, as it is stored. */
export const LocalBody = z.object({
  /** The id that the sender gave, by which a repeat is known; absent for the bot. */
  id: z.string().optional(),
  parts: z.array(Part),
  buttons: z.array(z.array(Button)),
  files: z.array(LocalFile),
  /** The bot put this in the place of what it had said. */
  edited: z.boolean(),
  /** Tokens of buttons that stood here before an edit: who still sees one may press it, and is told what has become of it. */
  closed: z.array(z.string()),
  /** The button that was pressed last, and by whom. */
  pressed: z.object({ token: z.string(), by: z.string() }).optional(),
})
export type LocalBody = z.output<typeof LocalBody>

/** The tokens of a message, those of buttons that are gone among them. */
export const tokensOf = (body: LocalBody): string[] => [...body.buttons.flat().map(({ token }) => token), ...body.closed]
