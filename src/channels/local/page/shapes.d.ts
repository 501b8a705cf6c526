// What the HTTP interface gives, as the page's modules name it. Only for the type check: nothing here reaches the browser.

export type Span = { text: string; style?: 'strong' | 'code'; link?: string }
export type Part =
  | { kind: 'paragraph'; spans: Span[] }
  | { kind: 'quote'; spans: Span[] }
  | { kind: 'table'; header?: string[]; rows: string[][]; numeric?: number[] }
export type FileShown = { id: number; name: string; type: string; size: number; url: string }
export type Message = {
  id: string
  revision: number
  clientId: string | null
  author: string | null
  at: string
  replyTo: string | null
  text: string
  parts: Part[]
  buttons: { label: string; token: string; style: 'primary' | 'danger' | null; pressed: boolean }[][]
  files: FileShown[]
  edited: boolean
}
export type Seat = {
  id: string
  kind: 'private' | 'room'
  name: string
  government: { key: string; name: string }
  agency: { key: string; name: string } | null
  roles: { role: string; agency: string | null; unit: string | null }[]
  open: boolean
  members: string[]
}
export type ClockShown = { now: string; zone?: string; movable: boolean; moved?: boolean }
export type Draft = { id: string; text: string; files: File[]; replyTo: string | null; as: string | null }
