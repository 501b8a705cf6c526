// The last line of .ci/run: sums up vitest's JSON reports NAME.json in a folder. usage: sum-results.mjs FOLDER NAME...
import { readFileSync } from 'node:fs'

const [folder, ...names] = process.argv.slice(2)
let passed = 0
let failed = 0
for (const name of names) {
  let report
  try {
    report = JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8'))
  } catch {
    // A run that leaves no report has not run.
    console.log(`${name}: no report`)
    failed += 1
    continue
  }
  // A file that could not even be loaded has no tests that could fail.
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  const left = report.numPendingTests + report.numTodoTests
  console.log(
    `${name}: ${report.numPassedTests} passed, ${report.numFailedTests + unloaded.length} failed${left > 0 ? `, ${left} not run` : ''}`,
  )
  passed += report.numPassedTests
  failed += report.numFailedTests + unloaded.length
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
