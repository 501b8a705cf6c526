import { Worker } from 'node:worker_threads'

/** Turns SVG into PNG. `png` rejects when the SVG can't be drawn, when the worker died over it, or after `close`. */
export type Painter = { png(svg: string): Promise<Uint8Array>; close(): Promise<void> }

/** DejaVu Sans comes with the project: what a machine has installed must not change a picture. */
const shippedFonts = ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf'].map((name) => new URL(`./fonts/${name}`, import.meta.url))

type Answer = { png: Uint8Array } | { refused: string }

/**
 * A painter with one worker thread, started at the first picture and again after it died; pictures are drawn one after
 * the other. The thread keeps the process alive only while it draws.
 * `patience` is the longest that one picture may take, in milliseconds; then its worker is ended.
 */
export const createPainter = ({ fonts = shippedFonts, patience = 20_000 }: { fonts?: readonly URL[]; patience?: number } = {}): Painter => {
  let worker: Worker | undefined
  let queue: Promise<unknown> = Promise.resolve()
  let closed = false

  const start = (): Worker => {
    // without the parent's loaders the thread is up in a tenth of the time
    const started = new Worker(new URL('./painter-worker.mjs', import.meta.url), {
      execArgv: [],
      workerData: { fonts: fonts.map((font) => font.href) },
    })
    // while no picture waits nobody else listens, and an unheard 'error' would end the process
    started.on('error', () => undefined)
    started.once('exit', () => {
      if (worker === started) worker = undefined
    })
    return started
  }

  const draw = (svg: string): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      if (closed) return reject(new Error('the painter is closed'))
      const running = (worker ??= start())
      running.ref()
      const settle = (finish: () => void) => {
        clearTimeout(alarm)
        running.off('message', answered).off('error', broke).off('exit', ended)
        running.unref()
        finish()
      }
      const giveUp = (message: string, cause?: unknown) => {
        if (worker === running) worker = undefined
        settle(() => reject(new Error(message, { cause })))
      }
      const answered = (answer: Answer) =>
        settle(() => ('png' in answer ? resolve(answer.png) : reject(new Error(`the picture can't be drawn: ${answer.refused}`))))
      const broke = (cause: unknown) => giveUp('the painter broke', cause)
      const ended = () => giveUp('the painter ended before the picture was drawn')
      const alarm = setTimeout(() => {
        giveUp(`the picture took more than ${patience} ms`)
        void running.terminate()
      }, patience)
      running.on('message', answered).on('error', broke).on('exit', ended)
      running.postMessage(svg)
    })

  return {
    png(svg) {
      const job = queue.then(() => draw(svg))
      queue = job.catch(() => undefined)
      return job
    },
    async close() {
      closed = true
      await worker?.terminate()
    },
  }
}
