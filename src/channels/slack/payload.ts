import { z } from 'zod'

/** A timestamp, which is a message's name too. One that is no moment could never be stored, and would be brought again. */
const Ts = z.string().regex(/^\d{1,12}(?:\.\d{1,9})?$/)

/** A file of a message. Its address is not kept: it is asked for when the file is fetched. */
const SlackFile = z.object({
  id: z.string(),
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
  mode: z.string().nullish(),
  subtype: z.string().nullish(),
})
export type SlackFile = z.output<typeof SlackFile>

const MessageEvent = z.object({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().optional(),
  channel: z.string(),
  channel_type: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().default(''),
  ts: Ts,
  thread_ts: Ts.optional(),
  parent_user_id: z.string().optional(),
  files: z.array(SlackFile).optional(),
})
export type MessageEvent = z.output<typeof MessageEvent>

const MembershipEvent = z.object({
  type: z.enum([
    'member_joined_channel',
    'member_left_channel',
    'channel_left',
    'group_left',
    'channel_archive',
    'group_archive',
    'channel_unarchive',
    'group_unarchive',
  ]),
  user: z.string().optional(),
  actor_id: z.string().optional(),
  inviter: z.string().optional(),
  channel: z.string(),
})
export type MembershipEvent = z.output<typeof MembershipEvent>

const HomeEvent = z.object({ type: z.literal('app_home_opened'), user: z.string(), tab: z.string(), event_ts: Ts })
export type HomeEvent = z.output<typeof HomeEvent>

const EventCallback = z.object({
  type: z.literal('event_callback'),
  event_id: z.string(),
  event_time: z.number().optional(),
  authorizations: z.array(z.object({ user_id: z.string(), is_bot: z.boolean().optional() })).optional(),
  event: z.union([MessageEvent, MembershipEvent, HomeEvent]),
})

const SlashCommand = z.object({
  command: z.string().startsWith('/'),
  text: z.string().default(''),
  user_id: z.string(),
  channel_id: z.string(),
  channel_name: z.string().optional(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
})
export type SlashCommand = z.output<typeof SlashCommand>

const BlockActions = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  channel: z.object({ name: z.string().optional() }).nullish().catch(undefined),
  container: z.object({
    type: z.string(),
    channel_id: z.string().optional(),
    message_ts: z.string().optional(),
    thread_ts: z.string().optional(),
  }),
  actions: z.array(
    z.object({
      action_id: z.string(),
      value: z.string().optional(),
      action_ts: z.string(),
    }),
  ),
})
export type BlockActions = z.output<typeof BlockActions>

const ViewSubmission = z.object({
  type: z.literal('view_submission'),
  user: z.object({ id: z.string() }),
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))) }),
  }),
})
export type ViewSubmission = z.output<typeof ViewSubmission>

const Payload = z.union([EventCallback, BlockActions, ViewSubmission, SlashCommand])
export type Payload = z.output<typeof Payload>

/** What Slack sent, where it is something that the house hears; nothing for all else, which is acknowledged and forgotten. */
export function readPayload(body: unknown): Payload | undefined {
  const read = Payload.safeParse(body)
  return read.success ? read.data : undefined
}
