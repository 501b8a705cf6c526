/** A process that takes the folder of its first argument and keeps it until it is killed or told to end. */
import { takeFolder } from '../../../src/store/database/data-folder.ts'

const [folder, startAt] = process.argv.slice(2)
if (!folder) throw new Error('usage: folder-holder.ts FOLDER [MOMENT]')
// All contenders are loaded before the first of them begins.
while (startAt && Date.now() < Number(startAt));
const taken = await takeFolder(folder, new Date())
if (taken.kind === 'held') taken.announce({ url: `http://127.0.0.1:${process.pid}`, token: 'token' })
process.stdout.write(`${JSON.stringify({ kind: taken.kind, pid: taken.kind === 'running' ? taken.pid : process.pid })}\n`)
if (taken.kind === 'running') process.exit(0)
process.stdin.on('data', () => {
  taken.release()
  process.exit(0)
})
