import type { AgencyName } from '../../../domain/requests/requests.ts'

/** What every government's name begins with and nobody says: `Pemerintah Provinsi DKI Jakarta` is `DKI Jakarta`, `Pemerintah Kota Bekasi` stays a Kota. */
const said = /^(pemerintah\s+)?(provinsi\s+)?/i

/** An agency as people tell it from its namesakes: `BKPSDM Kota Bekasi`. */
export const agencyTitle = ({ shortName, governmentName }: Pick<AgencyName, 'shortName' | 'governmentName'>): string =>
  `${shortName} ${governmentName.replace(said, '')}`.trim()
