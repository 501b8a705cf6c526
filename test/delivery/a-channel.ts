import { noLimits } from '../../src/channels/channel.ts'
import type { Channel } from '../../src/channels/channel.ts'

/** A channel of which only what a test is about is given; it receives nothing by itself. */
export const aChannel = (own: Pick<Channel, 'send'> & Partial<Channel>): Channel => ({
  name: 'telegram',
  limits: noLimits,
  readsPerMinute: 60,
  forms: false,
  routes: () => undefined,
  start: async () => undefined,
  working: async () => undefined,
  fetch: async () => ({ refused: 'gone' }),
  stop: async () => undefined,
  ...own,
})
