import { line } from '../../conversations/say.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { FileRequest, Message, Part } from '../../message/message.ts'
import type { Database } from '../../store/database/database.ts'
import { governmentOf } from '../../store/plans/names.ts'
import { writePeriod } from '../../text/write-date.ts'
import type { Tongues } from '../in/setting.ts'

/** A message whose file did not get through, as it goes on: its words, and how to ask for the file again. */
export async function withoutFile({ file, ...message }: Message, db: Pick<Database, 'sql'>, tongues: Tongues): Promise<Message> {
  return file ? { ...message, parts: [...message.parts, await howToAskAgain(file, db, tongues)] } : message
}

async function howToAskAgain(file: FileRequest, db: Pick<Database, 'sql'>, tongues: Tongues): Promise<Part> {
  const texts = tongues[file.locale ?? 'id']
  const names = texts.locale === 'en' ? { capaian: '/achievement', digest: '/digest' } : { capaian: '/capaian', digest: '/ringkasan' }
  switch (file.kind) {
    case 'agency-picture': {
      const agency = await governmentOf(db, file.agencyId)
      const period = writePeriod({ year: file.year, quarter: quarterName(file.quarter) }, texts)
      return line(texts, 'talk.picture-lost', { command: agency ? `${names.capaian} ${agency.shortName} ${period}` : names.capaian })
    }
    case 'heat-map':
    case 'league-picture':
      return line(texts, 'talk.picture-lost', { command: names.digest })
    case 'stored':
      return line(texts, 'talk.evidence-lost')
  }
}
