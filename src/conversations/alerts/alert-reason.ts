import { lockedUnreported } from '../../domain/leadership/alerts.ts'
import type { AlertFacts, AlertSeen } from '../../domain/leadership/alerts.ts'
import type { Decimal } from '../../domain/decimal.ts'
import { grouped } from '../../domain/grouped.ts'
import { quarterName } from '../../domain/requests/requests.ts'
import type { Span } from '../../message/message.ts'
import { writeQuarter } from '../../text/write-date.ts'
import { writeFigure, writeTarget, writeValue } from '../../text/write-figure.ts'
import { writeNumber, writePercent } from '../../text/write-number.ts'
import type { Texts } from '../../text/texts.ts'

const formOf = ({ unit, unitDecimals }: AlertFacts) => ({ unit, decimals: unitDecimals })

/** What an alert is about, with the number that is looked for: an indicator's figure, missing reports, money. */
export const alertSubject = ({ rule, facts }: AlertSeen, texts: Texts): Span[] => {
  const { measured, name = '', decimals } = facts
  const percent = (value: Decimal | undefined) => (value ? writePercent(value, texts.locale) : '–')
  if (rule === 'not-reported') return missingWords(facts, texts)
  if (rule === 'money-off-plan')
    return texts.spans('alert.money', {
      spent: percent(measured.spent),
      planned: percent(measured.planned),
      points: measured.points ? writeNumber(measured.points.abs(), texts.locale, 2) : '',
      side: texts.plain(measured.points?.isNegative() ? 'alert.money-side.below' : 'alert.money-side.above'),
    })
  if (rule === 'physical-against-money')
    return texts.spans('alert.physical', {
      name,
      physical: percent(measured.physical),
      spent: percent(measured.spent),
      points: measured.points ? writeNumber(measured.points.abs(), texts.locale, 2) : '',
    })
  const { figure, target, shown, rating } = facts
  const value = figure ? writeFigure(figure, shown ? { ...formOf(facts), unit: '' } : formOf(facts), texts) : '–'
  const aim = target ? writeTarget(target, formOf(facts), texts) : '–'
  if (!shown) return texts.spans(target?.kind === 'grade' ? 'alert.indicator-grade' : 'alert.indicator-zero', { name, value, target: aim })
  const said = { name, value, target: aim, percent: writePercent(shown, texts.locale, decimals) }
  return rating ? texts.spans('alert.indicator-rated', { ...said, rating }) : texts.spans('alert.indicator', said)
}

function missingWords({ missing, measured, detail }: AlertFacts, texts: Texts): Span[] {
  const units = [...grouped(missing, ({ unitName, name }) => unitName ?? name)]
    .map(([unit, members]) => texts.plain('alert.missing-unit', { unit, number: members.length }))
    .join(', ')
  if (detail === lockedUnreported) return texts.spans('alert.missing-locked', { count: missing.length, units })
  return texts.spans('alert.missing', { count: missing.length, days: measured.days ? writeNumber(measured.days, texts.locale) : '', units })
}

/** Why it is told, in words; empty where the subject says it already. */
export const alertReason = ({ rule, facts }: AlertSeen, texts: Texts): string => {
  const { measured, before, decimals, rating } = facts
  const value = (of: Decimal | undefined) => (of ? writeValue(of, formOf(facts), texts) : '–')
  const percent = (of: Decimal | undefined, places = decimals) => (of ? writePercent(of, texts.locale, { min: 0, max: places }) : '–')
  switch (rule) {
    case 'capaian-low':
    case 'overshoot':
      return facts.shown ? texts.plain(`alert.why.${rule}`, { threshold: percent(measured.threshold) }) : ''
    case 'rating-worse':
      return texts.plain('alert.why.rating-worse', { before: before?.rating ?? '', now: rating ?? '' })
    case 'drop':
      return texts.plain('alert.why.drop', {
        points: measured.points ? writeNumber(measured.points, texts.locale, decimals) : '',
        quarter: before ? writeQuarter(quarterName(before.quarter), texts) : '',
        before: before ? writePercent(before.shown, texts.locale, decimals) : '',
      })
    case 'forecast':
      return texts.plain('alert.why.forecast', {
        expected: measured.expected ? writeValue(measured.expected.round(), { ...formOf(facts), unit: '' }, texts) : '',
        target: value(measured.year),
        percent: percent(measured.percent, 0),
      })
    case 'contradiction':
      return texts.plain(contradictions[facts.detail ?? ''] ?? 'alert.why.components', {
        found: value(measured.found),
        expected: value(measured.expected),
      })
    case 'not-reported':
    case 'money-off-plan':
    case 'physical-against-money':
      return ''
  }
}

const contradictions: Readonly<Record<string, 'alert.why.components' | 'alert.why.falls' | 'alert.why.year'>> = {
  components: 'alert.why.components',
  falls: 'alert.why.falls',
  year: 'alert.why.year',
}
