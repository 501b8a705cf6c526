import { d } from '../../domain/decimal.ts'
import type { Scale } from '../../domain/plan.ts'
import type { Document } from './document.ts'

/** A scale of the document as the domain computes with it. */
export const readScaleText = (scale: Document['scales'][number]): Scale => ({
  ...scale,
  bands: scale.bands.map(({ lower, upper, ...band }) => ({
    ...band,
    ...(lower !== undefined && { lower: d(lower) }),
    ...(upper !== undefined && { upper: d(upper) }),
  })),
})
