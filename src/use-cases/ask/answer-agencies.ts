import type { Answers, Viewer } from '../../domain/requests/requests.ts'
import { agencyNames } from '../../store/plans/names.ts'
import type { NameScope } from '../../store/plans/names.ts'
import type { Reader } from '../../store/plans/plan-read.ts'
import { agenciesSeen } from '../rights.ts'

/** The scope in which a viewer may know names. */
export const scopeOf = (viewer: Viewer): NameScope => ({ governmentId: viewer.governmentId, agencies: agenciesSeen(viewer) })

/** The agencies that the viewer may see, by short name. */
export const answerAgencies = (reader: Reader, viewer: Viewer): Promise<Answers['agencies']> => agencyNames(reader, scopeOf(viewer))
