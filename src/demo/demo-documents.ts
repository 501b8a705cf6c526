import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { DocumentInput } from '../documents/shape/document.ts'
import { Choices } from './choices.ts'
import { convert } from './convert.ts'

/** One agency of the demo. Where officers are to report the year themselves, it is loaded up to a quarter only. */
const Entry = z.strictObject({ source: z.string(), choices: z.string(), loadUpTo: z.number().int().min(0).max(4).optional() })
export type DemoEntry = z.output<typeof Entry>

const readJson = async (name: string): Promise<unknown> => JSON.parse(await readFile(new URL(name, import.meta.url), 'utf8'))

/** The agencies of the demo, as listed in `demo.json`. */
export const demoEntries = async (): Promise<DemoEntry[]> => z.array(Entry).parse(await readJson('demo.json'))

/** The document of a demo agency with its whole year. */
export async function wholeYear(entry: DemoEntry): Promise<DocumentInput> {
  return convert(await readJson(`data/${entry.source}`), Choices.parse(await readJson(entry.choices))).document
}

/** The same document as it stands after a quarter: later reports and money, and what is known of the year only, are still to come. */
export function upToQuarter(document: DocumentInput, quarter: number): DocumentInput {
  return {
    ...document,
    reports: document.reports?.filter((report) => report.quarter !== 'year' && report.quarter <= quarter),
    budget: document.budget?.map((row) => ({
      ...row,
      realised: { quarters: (row.realised?.quarters ?? [null, null, null, null]).map((money, i) => (i < quarter ? money : null)) },
    })),
  }
}
