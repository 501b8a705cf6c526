import { z } from 'zod'
import { RulesChange } from '../domain/requests/rules-requests.ts'
import { IncomingFile } from './incoming.ts'

const Quarter = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)])

/** What a room covers: the whole government, or agencies of it. */
const RoomCovers = z.union([z.literal('all'), z.array(z.number().int()).min(1)])

/**
 * What a button does, as data kept with the message in the outbox; on the platform a button carries only a token.
 * `choice` belongs to a conversation at a step: elsewhere it is told what has become of it, and acts never twice.
 */
export const Action = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('choice'), conversation: z.number().int(), step: z.string(), id: z.string() }),
  /** Begin or go on with a report. `quarter` 0 is the year. */
  z.object({
    kind: z.literal('report'),
    indicatorId: z.number().int(),
    year: z.number().int(),
    quarter: Quarter,
    text: z.string().optional(),
    files: z.array(IncomingFile).optional(),
    /** The message that said this, where its author may edit it. */
    message: z.string().optional(),
  }),
  /** One after the other through all that is due. */
  z.object({
    kind: z.literal('walk'),
    from: z.object({ indicatorId: z.number().int(), year: z.number().int(), quarter: Quarter }).optional(),
  }),
  z.object({ kind: z.literal('tasks'), page: z.number().int().nonnegative().optional() }),
  /** Reminded again later: `until` is how it is said. */
  z.object({ kind: z.literal('snooze'), until: z.enum(['two-hours', 'tomorrow', 'monday']) }),
  /** “Bukan tugas saya”: of one indicator, of all that is open, or asked which. */
  z.object({ kind: z.literal('not-mine'), indicatorId: z.number().int().optional(), all: z.boolean().optional() }),
  /** Who has not reported, and reminding them all. */
  z.object({ kind: z.literal('who-is-late'), agencyId: z.number().int() }),
  z.object({ kind: z.literal('nudge'), agencyId: z.number().int() }),
  z.object({ kind: z.literal('absence'), what: z.enum(['new', 'end']) }),
  z.object({ kind: z.literal('resume'), conversation: z.number().int() }),
  z.object({ kind: z.literal('discard'), conversation: z.number().int() }),
  z.object({ kind: z.literal('ask-reopening'), versionId: z.number().int() }),
  z.object({ kind: z.literal('reopen'), versionId: z.number().int() }),
  z.object({ kind: z.literal('withdraw'), versionId: z.number().int() }),
  z.object({
    kind: z.literal('capaian'),
    agencyId: z.number().int(),
    year: z.number().int(),
    quarter: Quarter,
    view: z.enum(['summary', 'all', 'objectives', 'quarters', 'budget', 'targets']),
    page: z.number().int().nonnegative(),
  }),
  z.object({ kind: z.literal('detail'), indicatorId: z.number().int(), year: z.number().int(), quarter: Quarter }),
  z.object({ kind: z.literal('verify'), versionIds: z.array(z.number().int()).min(1) }),
  z.object({ kind: z.literal('return'), versionId: z.number().int() }),
  /** The files and links of a report's evidence, from one on. */
  z.object({ kind: z.literal('evidence'), versionId: z.number().int(), from: z.number().int().nonnegative().optional() }),
  z.object({
    kind: z.literal('review'),
    agencyId: z.number().int(),
    year: z.number().int(),
    quarter: Quarter,
    index: z.number().int().nonnegative(),
  }),
  z.object({ kind: z.literal('language'), locale: z.enum(['id', 'en']) }),
  /** What leadership does about alerts; `until` is an instant at which muting ends. */
  z.object({
    kind: z.literal('alert'),
    alertIds: z.array(z.number().int()).min(1),
    what: z.enum(['show', 'take', 'ask', 'mute', 'answer']),
    until: z.string().optional(),
  }),
  /** A room: asked for, approved, set. */
  z.object({ kind: z.literal('register-room') }),
  z.object({ kind: z.literal('ask-room'), covers: RoomCovers }),
  z.object({ kind: z.literal('cover-room'), covers: RoomCovers }),
  z.object({
    kind: z.literal('choose-scope'),
    chosen: z.array(z.number().int()),
    page: z.number().int().nonnegative(),
    change: z.boolean(),
  }),
  z.object({ kind: z.literal('decide-room'), roomId: z.number().int(), approve: z.boolean() }),
  z.object({ kind: z.literal('set-room'), set: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])), page: z.string() }),
  z.object({ kind: z.literal('close-room') }),
  /** A digest: the short one, or one of its views behind the fold. Without an agency the whole government. */
  z.object({
    kind: z.literal('digest'),
    agencyId: z.number().int().optional(),
    of: z.enum(['week', 'month', 'quarter']),
    view: z.enum(['short', 'full', 'missing']),
  }),
  /** An admin's choice of a person: to invite them, or to end their accounts and invite them anew. */
  z.object({ kind: z.literal('invite'), personId: z.number().int(), replace: z.boolean() }),
  /** A report that is gone through and not saved. */
  z.object({ kind: z.literal('practice'), indicatorId: z.number().int(), year: z.number().int(), quarter: Quarter }),
  /** An agency's rules: a page of them, or something set there. */
  z.object({ kind: z.literal('rules'), agencyId: z.number().int(), page: z.string(), change: RulesChange.optional() }),
  z.object({ kind: z.literal('dismiss') }),
])
export type Action = z.output<typeof Action>
