import type { Formula } from './formula/formula.ts'
import { maximise } from './formula/maximise.ts'
import { minimiseBaseline } from './formula/minimise-baseline.ts'
import { minimiseInverse } from './formula/minimise-inverse.ts'
import { minimiseMirror } from './formula/minimise-mirror.ts'
import { range } from './formula/range.ts'
import { stabilise } from './formula/stabilise.ts'

/** The closed list of formulas of a capaian; each stands in a file of its own, with its source. */
export const formulas = {
  maximise,
  'minimise-mirror': minimiseMirror,
  'minimise-inverse': minimiseInverse,
  'minimise-baseline': minimiseBaseline,
  stabilise,
  range,
} as const satisfies Record<string, Formula>

export type FormulaId = keyof typeof formulas

/** The names of all formulas, in the order in which people are offered them. */
export const formulaIds = Object.keys(formulas) as [FormulaId, ...FormulaId[]]
