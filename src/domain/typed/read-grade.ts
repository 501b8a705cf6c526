import type { Grade } from '../figure.ts'
import { grades } from '../figure.ts'
import { gradeOf } from '../rating/grades.ts'
import type { FigureContext, FigureRead } from './parse-figure.ts'
import { markOf } from './decimal-mark.ts'
import { readNumber } from './read-number.ts'
import type { Decimal } from '../decimal.ts'
import { d } from '../decimal.ts'

type Refuse = (reason: 'grade-unknown' | 'wrong-unit', suggestion?: Extract<FigureRead, { kind: 'understood' }>['figure']) => FigureRead

const letterFirst = /^(?:predikat |grade )?([a-z]{1,2})(?:[ :,;=-]*\(? ?(\d[\d.,]*) ?\)?)?[.!]?$/
const scoreFirst = /^(\d[\d.,]*) ?[(/,;-]? ?([a-z]{1,2}) ?\)?[.!]?$/

/**
 * `A`, `A (82,04)`, `82,04 (A)`, and where a grade is expected also the score alone, which has the letter of its band. Undefined for a text
 * that is no grade. A letter that does not fit its score is refused, with the one that does.
 */
export const readGrade = (text: string, context: FigureContext, refuse: Refuse): FigureRead | undefined => {
  const [first, second] = [letterFirst.exec(text), scoreFirst.exec(text)]
  const letter = first?.[1] ?? second?.[2]
  const typedScore = first?.[2] ?? second?.[1]
  if (letter === undefined) return context.grade ? bareScore(text, context) : undefined
  const known = grades.find((grade) => grade.toLowerCase() === letter)
  if (!known) return context.grade ? refuse('grade-unknown') : undefined
  const score = typedScore === undefined ? undefined : scoreOf(typedScore, context)
  if (typedScore !== undefined && !score) return refuse('grade-unknown')
  if (!context.grade) {
    // Asked for a number: a letter beside it is welcome, a letter alone says too little. `5 d` and the like are no grades at all.
    if (!score) return refuse('wrong-unit')
    return first ? { kind: 'understood', figure: { kind: 'number', value: score } } : undefined
  }
  return judged(known, score, refuse)
}

const judged = (letter: Grade, score: Decimal | undefined, refuse: Refuse): FigureRead => {
  if (!score) return { kind: 'understood', figure: { kind: 'grade', letter } }
  const fitting = gradeOf(score)
  if (fitting !== letter) return refuse('grade-unknown', { kind: 'grade', letter: fitting, score })
  return { kind: 'understood', figure: { kind: 'grade', letter, score } }
}

const bareScore = (text: string, context: FigureContext): FigureRead | undefined => {
  const score = scoreOf(text, context)
  return score && { kind: 'understood', figure: { kind: 'grade', letter: gradeOf(score), score } }
}

/** Scores lie between 0 and 100; that also decides how a lone separator is read. */
const scoreOf = (text: string, context: FigureContext): Decimal | undefined => {
  const read = readNumber(text.replace(/[.,]$/, ''), markOf(context))
  return read.kind === 'readings' ? read.readings.map(({ value }) => value).find((value) => value.gte(0) && value.lte(d(100))) : undefined
}
