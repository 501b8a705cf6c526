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

/** The endings that are accepted, for saying so and for the page's file chooser. */
export const acceptedEndings = Object.keys(typeByEnding)

/** The type of a file by its name; nothing where such files are not accepted. */
export const acceptedType = (name: string): string | undefined => typeByEnding[/\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '']

/** Pictures that a browser draws and that can hold no script; all else is offered as a download. */
export const shownInPage = (type: string): boolean => ['image/png', 'image/jpeg', 'image/webp', 'image/gif'].includes(type)
