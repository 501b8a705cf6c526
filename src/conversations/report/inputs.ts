import { d } from '../../domain/decimal.ts'
import type { Indicator } from '../../domain/plan.ts'
import type { Texts } from '../../text/texts.ts'
import { writeNumber } from '../../text/write-number.ts'
import type { ReportDraft } from './draft.ts'

/** The working of a composite with its numbers in place of the names: `96,89 × 0,8 + (1 × 0,4 + 94,02 × 0,6) × 0,2`. */
export function inputWorking(indicator: Indicator, inputs: ReportDraft['inputs'], texts: Texts): string | undefined {
  const { composite } = indicator
  if (!composite || Object.keys(inputs).length < composite.inputs.length) return undefined
  const written = composite.inputs.map((input) => {
    const value = inputs[input.key]?.value
    return { input, text: value ? writeNumber(value, texts.locale, value.isInteger() ? 0 : { min: 2, max: 6 }) : '?' }
  })
  switch (composite.kind) {
    case 'sum':
      return written.map((w) => w.text).join(' + ')
    case 'mean':
      return `(${written.map((w) => w.text).join(' + ')}) / ${written.length}`
    case 'weighted':
      return written.map((w) => (w.input.weight ? `${w.text} × ${writeNumber(w.input.weight, texts.locale)}` : w.text)).join(' + ')
    case 'formula': {
      const names = new Map(written.map((w) => [w.input.key, w.text]))
      const percent = composite.expression.replace(/(\d+(?:\.\d+)?)%/g, (_, n: string) => writeNumber(d(n).div(100), texts.locale))
      return percent
        .replace(/[a-z_][a-z0-9_]*/gi, (name) => names.get(name) ?? name)
        .replace(/\s*\*\s*/g, ' × ')
        .replace(/\s*\+\s*/g, ' + ')
    }
  }
}
