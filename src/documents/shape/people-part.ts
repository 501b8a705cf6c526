import { z } from 'zod'
import { channelNames } from '../../message/references.ts'
import { DateText, Key, Name } from './values.ts'

export const roleNames = ['officer', 'verifier', 'head', 'leadership', 'evaluator', 'admin'] as const

const RolePart = z.strictObject({
  role: z.enum(roleNames),
  scope: z.enum(['unit', 'agency', 'government']).optional().describe('Absent: the unit where one is named, else the agency.'),
  unit: Key.optional().describe('Key of the unit, for the scope unit.'),
  from: DateText.optional().describe('First day; absent: 1 January of the year.'),
})

export const PersonPart = z
  .strictObject({
    key: Key.describe('Unique in the government; invitations and commands name it.'),
    name: Name.describe('The name that others see.'),
    locale: z.enum(['id', 'en']).default('id'),
    phone: z
      .string()
      .regex(/^\+?[\d\s-]{6,20}$/, 'not-a-phone')
      .optional(),
    roles: z.array(RolePart).default([]),
    responsible: z
      .array(z.union([Key, z.strictObject({ indicator: Key, from: DateText.optional() })], { error: 'not-a-key' }))
      .default([])
      .describe('Keys of the indicators that this person reports; one person at a time for each.'),
    identities: z
      .array(
        z.strictObject({
          channel: z.enum(channelNames),
          platformId: Name,
          chat: Name.optional().describe("The private chat's own id, where it differs."),
        }),
      )
      .default([])
      .describe('Accounts on channels; usually made by an invitation.'),
  })
  .describe('Pejabat.')

export const roomScopes = ['agency', 'agencies', 'government'] as const

export const RoomPart = z
  .strictObject({
    channel: z.enum(channelNames),
    platformId: Name,
    title: Name,
    locale: z.enum(['id', 'en']).default('id'),
    scope: z
      .enum(roomScopes)
      .default('agency')
      .describe('What it may learn of: this agency, the agencies that are named, or the whole government.'),
    agencies: z
      .array(Key)
      .min(1)
      .transform((keys) => [...new Set(keys)].sort())
      .optional()
      .describe('Keys of the agencies, for the scope agencies; they are agencies of the same government.'),
  })
  .describe('A group that digests and alerts go to.')
