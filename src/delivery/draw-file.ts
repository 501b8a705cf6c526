import type { FileContent } from '../channels/channel.ts'
import { quarterName } from '../domain/requests.ts'
import type { FileRequest } from '../message/message.ts'
import { pictureOf } from '../pictures/agency-picture.ts'
import { drawAgency } from '../pictures/draw-agency.ts'
import type { Painter } from '../pictures/painter.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../store/database.ts'
import type { FileStore } from '../store/file-store.ts'
import { writeMoment, writePeriod } from '../text/write-date.ts'
import { agencyFacts } from '../use-cases/ask/answer-agency.ts'
import { zoneOf } from '../calendar/zones.ts'
import type { FileMaker } from './sender.ts'
import type { Tongues } from './setting.ts'

/** Makes the files that letters ask for: pictures drawn of the figures as they are now, and files that were kept. */
export function createFileMaker(parts: { db: Database; clock: Clock; tongues: Tongues; painter: Painter; files: FileStore }): FileMaker {
  const { db, clock, tongues, painter, files } = parts
  const draw = async (request: Extract<FileRequest, { kind: 'agency-picture' }>): Promise<FileContent | undefined> => {
    const [place] = await db.sql<{ governmentId: number; zone: string }>(
      `select g.id as "governmentId", g.zone from agency a join government g on g.id = a.government_id where a.id = $1`,
      [request.agencyId],
    )
    if (!place) return undefined
    const asker = { governmentId: place.governmentId, zone: place.zone, officer: false }
    const now = clock.now()
    const facts = await agencyFacts(
      db.prisma,
      asker,
      { agencyId: request.agencyId, year: request.year, quarter: request.quarter },
      now.toISOString(),
    )
    if (!facts) return undefined
    const texts = tongues[request.locale]
    const svg = drawAgency(pictureOf(facts.assessment, texts, writeMoment(facts.asOf ?? now, zoneOf(place.zone), texts, true)))
    const period = writePeriod({ year: request.year, quarter: quarterName(request.quarter) }, texts)
    return { name: `${facts.agency.shortName} ${period}.png`.replace(/[^\w .-]/g, '_'), type: 'image/png', bytes: await painter.png(svg) }
  }
  return (request) => (request.kind === 'stored' ? files.get(request.fileId) : draw(request))
}
