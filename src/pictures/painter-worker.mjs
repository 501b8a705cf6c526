// Runs in a worker thread: drawing blocks for 40 to 80 ms, which nobody who waits for an answer should pay.
// Plain JavaScript, because a worker does not inherit the loader that reads TypeScript.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')

// Without a font every text vanishes and nothing complains: a font that can't be read must end the worker.
const [, ...fontBuffers] = await Promise.all([
  readFile(wasm).then((bytes) => initWasm(bytes)),
  ...workerData.fonts.map((font) => readFile(new URL(font)).then((bytes) => new Uint8Array(bytes))),
])

parentPort.on('message', (svg) => {
  try {
    const resvg = new Resvg(svg, { font: { fontBuffers, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' } })
    const image = resvg.render()
    const png = image.asPng()
    image.free()
    resvg.free()
    parentPort.postMessage({ png })
  } catch (trouble) {
    // a trap leaves the module's memory in an unknown state: end, and let the next job begin afresh
    if (trouble instanceof WebAssembly.RuntimeError) throw trouble
    parentPort.postMessage({ refused: trouble instanceof Error ? trouble.message : String(trouble) })
  }
})
