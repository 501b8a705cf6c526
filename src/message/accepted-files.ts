import type { IncomingFile } from './incoming.ts'

/** What may be sent, by the ending of its name: what evidence comes as. The type is ours, whatever the sender says. */
const typeByEnding: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  csv: 'text/csv',
  txt: 'text/plain',
  zip: 'application/zip',
}

/** The most that a file may have, in bytes: what Telegram gives a bot. */
export const largestFile = 20 * 1024 * 1024

/** The endings that are accepted, for saying so and for the page's file chooser. */
export const acceptedEndings = Object.keys(typeByEnding)

const endingOf = (name: string): string | undefined => /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase()

/** The type of a file by its name; nothing where such files are not accepted. */
export const acceptedType = (name: string): string | undefined => typeByEnding[endingOf(name) ?? '']

/** Whether a file may be sent, before anything of it is fetched: by what its platform tells of it. A name without an ending is nobody's choice: then the type decides. */
export function isAccepted({ name, type, size }: Pick<IncomingFile, 'name' | 'type' | 'size'>): boolean {
  if ((size ?? 0) > largestFile) return false
  return endingOf(name) === undefined ? type !== undefined && Object.values(typeByEnding).includes(type) : acceptedType(name) !== undefined
}

/** Whether a file is a workbook that the house may read. */
export const isWorkbook = ({ name }: Pick<IncomingFile, 'name'>): boolean => endingOf(name) === 'xlsx'

/** Pictures that a browser draws and that can hold no script; all else is offered as a download. */
export const shownInPage = (type: string): boolean => ['image/png', 'image/jpeg', 'image/webp', 'image/gif'].includes(type)
