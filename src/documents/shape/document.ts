import { z } from 'zod'
import { AgencyPart, GovernmentPart, ObjectivePart, RevisionPart, RulesPart, ScalePart, UnitPart } from './agency-part.ts'
import { BudgetPart } from './budget-part.ts'
import { completeDocument } from './complete-document.ts'
import { IndicatorPart } from './indicator-part.ts'
import { PersonPart, RoomPart } from './people-part.ts'
import { ReportPart } from './report-part.ts'
import { AlertsPart, RemindersPart } from './watch-part.ts'

/** The shape of the document before what can be left out has been filled in. */
export const DocumentShape = z
  .strictObject({
    format: z.literal(1, { error: 'unknown-format' }).default(1).describe('Version of this format.'),
    government: GovernmentPart,
    agency: AgencyPart,
    year: z.number({ error: 'not-a-year' }).int('not-a-year').min(1990, 'not-a-year').max(2100, 'not-a-year'),
    revision: RevisionPart.prefault({}),
    rules: RulesPart,
    reminders: RemindersPart.optional(),
    alerts: AlertsPart.optional(),
    scales: z.array(ScalePart).default([]),
    units: z.array(UnitPart).default([]),
    objectives: z.array(ObjectivePart).default([]),
    indicators: z.array(IndicatorPart).default([]),
    budget: z.array(BudgetPart).default([]),
    people: z.array(PersonPart).default([]),
    rooms: z.array(RoomPart).default([]),
    reports: z.array(ReportPart).default([]).describe('Reported realisations; absent where the year is only planned.'),
  })
  .describe('Everything that one agency has for one year.')

/** The import document. What it gives is complete and in one form: equal documents are equal as JSON. */
export const ImportDocument = DocumentShape.transform(completeDocument)

/** What a person or a program may write. */
export type DocumentInput = z.input<typeof DocumentShape>
/** A document read and completed; decimals are text, figures are the JSON of the domain's Figure and Target. */
export type Document = z.output<typeof ImportDocument>

/** The JSON Schema of the import document, every field described. */
export const documentJsonSchema = (): object => z.toJSONSchema(DocumentShape, { io: 'input', target: 'draft-2020-12' })
