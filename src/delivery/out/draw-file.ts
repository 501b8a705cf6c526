import type { FileContent } from '../../channels/channel.ts'
import type { AgencyAssessment } from '../../domain/assess/assessment.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { AssessedAgency } from '../../domain/requests/requests.ts'
import type { FileRequest } from '../../message/message.ts'
import { pictureOf } from '../../pictures/agency-picture.ts'
import { drawAgency } from '../../pictures/draw-agency.ts'
import { drawHeatMap } from '../../pictures/draw-heat-map.ts'
import { heatMapOf } from '../../pictures/heat-map.ts'
import { leagueOf } from '../../pictures/league-picture.ts'
import type { Painter } from '../../pictures/painter.ts'
import type { Clock } from '../../clock.ts'
import type { Database } from '../../store/database/database.ts'
import { governmentOf } from '../../store/plans/names.ts'
import { DamagedFile } from '../../store/reports/file-store.ts'
import type { FileStore } from '../../store/reports/file-store.ts'
import { writeMoment, writePeriod } from '../../text/write-date.ts'
import { agencyFacts } from '../../use-cases/ask/answer-agency.ts'
import { zoneOf } from '../../calendar/zones.ts'
import type { FileMaker } from './send-letter.ts'
import type { Tongues } from '../in/setting.ts'

/** Makes the files that letters ask for: pictures drawn of the figures as they are now, and files that were kept. */
export function createFileMaker(parts: { db: Database; clock: Clock; tongues: Tongues; painter: Painter; files: FileStore }): FileMaker {
  const { db, clock, tongues, painter, files } = parts
  type Drawn = Exclude<FileRequest, { kind: 'stored' }>
  const factsOf = async (agencyId: number, { year, quarter }: Drawn) => {
    const place = await governmentOf(db, agencyId)
    const facts =
      place && (await agencyFacts(db.prisma, { ...place, officer: false }, { agencyId, year, quarter }, clock.now().toISOString()))
    return facts && { facts, zone: place.zone }
  }
  const draw = async (request: Drawn): Promise<FileContent | undefined> => {
    const ids = request.kind === 'league-picture' ? request.agencyIds : [request.agencyId]
    const known = []
    for (const id of ids) known.push((await factsOf(id, request)) ?? [])
    const all = known.flat()
    const [first] = all
    if (!first) return undefined
    const texts = tongues[request.locale]
    const period = { year: request.year, quarter: quarterName(request.quarter) }
    const newest = all
      .flatMap(({ facts }) => facts.asOf ?? [])
      .sort()
      .at(-1)
    const at = writeMoment(newest ?? clock.now(), zoneOf(first.zone), texts, true)
    const assessments = all.map(({ facts }) => facts.assessment)
    const svg = svgOf(request, assessments, first.facts, texts, at)
    const whose = request.kind === 'league-picture' ? (request.who ?? first.facts.agency.governmentName) : first.facts.agency.shortName
    const name = `${whose} ${writePeriod(period, texts)}.png`.replace(/[^\w .-]/g, '_')
    return { name, type: 'image/png', bytes: await painter.png(svg) }
  }
  return (request) => (request.kind === 'stored' ? stored(files, request.fileId) : draw(request))
}

/** A damaged file is as good as gone: whoever waits for it hears so at once. */
const stored = (files: FileStore, id: number): Promise<FileContent | undefined> =>
  files.get(id).catch((error: unknown) => {
    if (error instanceof DamagedFile) return undefined
    throw error
  })

const svgOf = (
  request: Exclude<FileRequest, { kind: 'stored' }>,
  all: AgencyAssessment[],
  first: AssessedAgency,
  texts: Tongues['id'],
  at: string,
): string => {
  switch (request.kind) {
    case 'agency-picture':
      return drawAgency(pictureOf(first, texts, at))
    case 'heat-map':
      return drawHeatMap(heatMapOf(first.assessment, request.quarter === 0 ? 4 : request.quarter, texts, at))
    case 'league-picture':
      return drawAgency(leagueOf(all, { year: request.year, quarter: quarterName(request.quarter), who: request.who }, texts, at))
  }
}
