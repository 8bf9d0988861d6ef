// The summary of a test run, computed from what the runners reported and from nothing else.
//   node summary.mjs REPORTS [--whole]
// With --whole it also fails for every test file that is in none of the reports.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { argv, exit } from 'node:process'

const [reports, whole] = [argv[2], argv.includes('--whole')]
const lines = []
const failures = []
let passed = 0

/** One line of the summary; each failure is a sentence about what failed. */
function tell(label, right, wrong, note = '') {
  passed += right
  failures.push(...wrong)
  const count = `${right} passed, ${wrong.length} failed`
  lines.push(`${label.padEnd(34)} ${count.padEnd(24)} ${note}`.trimEnd())
}

const read = (name) => {
  const path = join(reports, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** What one `cargo test` printed, as a list of test programs with the tests each ran. */
function cargoPrograms(log) {
  const programs = []
  for (const line of log.split('\n')) {
    const program = /^\s+Running (?:unittests )?(\S+) \((\S+)\)/.exec(line)
    const docs = /^\s+Doc-tests (\S+)/.exec(line)
    const test = /^test (.+?)(?: - should panic)? \.\.\. (ok|FAILED|ignored)/.exec(line)
    const result = /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored;.* (\d+) filtered out/.exec(line)
    if (program) programs.push({ source: program[1], name: crateOf(program[2]), tests: [] })
    else if (docs) programs.push({ source: 'examples', name: docs[1], tests: [] })
    else if (test) programs.at(-1)?.tests.push({ name: test[1], ok: test[2] === 'ok', how: test[2] })
    else if (result && programs.length) programs.at(-1).result = result.slice(1).map(Number)
  }
  return programs
}

/** `target/debug/deps/store-0123456789abcdef` is of `store`. */
const crateOf = (path) => basename(path, '.wasm').replace(/-[0-9a-f]{16}$/, '')

function tellCargo(part, engine) {
  const programs = cargoPrograms(read(`${part}.log`))
  for (const { source, name, tests, result } of programs) {
    const label = `${name} ${source}${engine}`
    if (!result) {
      tell(label, 0, [`${label}: stopped before it reported a result`])
      continue
    }
    const [right, wrong, ignored, filtered] = result
    const named = tests.filter(({ ok }) => !ok).map((test) => `${label}: ${test.name} (${test.how})`)
    while (named.length < wrong + ignored + filtered) named.push(`${label}: a test that was not named`)
    if (right + named.length > 0) tell(label, right, named)
  }
  return programs
}

function tellJourneys() {
  const text = read('journeys.json')
  if (!text) return []
  const report = JSON.parse(text)
  const specs = []
  const walk = (suite) => {
    for (const spec of suite.specs ?? []) specs.push(spec)
    for (const inner of suite.suites ?? []) walk(inner)
  }
  report.suites.forEach(walk)
  const tests = specs.flatMap((spec) => spec.tests.map((test) => ({ spec, test })))
  for (const project of [...new Set(tests.map(({ test }) => test.projectName))]) {
    const here = tests.filter(({ test }) => test.projectName === project)
    const wrong = here.filter(({ test }) => test.status !== 'expected')
    tell(`browser, ${project}`, here.length - wrong.length,
      wrong.map(({ spec, test }) => `browser, ${project}: ${spec.file}: ${spec.title} (${test.status})`))
  }
  failures.push(...report.errors.map(({ message }) => `browser: ${message.split('\n')[0]}`))
  return specs.filter((spec) => spec.tests.length > 0).map((spec) => spec.file)
}

/** Files below a folder with this ending, as paths. */
function filesBelow(folder, ending) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(path, ending)
    return entry.name.endsWith(ending) ? [path] : []
  })
}

/** Whether Rust text has tests of its own. What stands in the definition of a macro belongs to the files that
 *  call it; rustfmt closes a definition with a brace in the column it began in. */
function definesTests(text) {
  const called = text.replace(/^( *)macro_rules! \w+ \{\n[^]*?^\1\}/gm, '')
  return /^ *(#\[(tokio::)?test\b|#\[wasm_bindgen_test\b|on_both! \{)/m.test(called)
}

const hasTests = (path) => definesTests(readFileSync(path, 'utf8'))

/** A Rust file is reported when its program ran a test of a module of that name, or of its own. */
function isReported(path, programs) {
  const [, place, inside] = /\/(tests|src)\/(.*)\.rs$/.exec(path)
  const [first, ...rest] = inside.split('/')
  const step = basename(inside)
  return programs.some(({ source, tests }) => {
    const isRoot = source === `${place}/${inside}.rs`
    const isAbove = place === 'src' ? source.startsWith('src/') : rest.length > 0 && source.startsWith(`tests/${first}`)
    return tests.length > 0 && (isRoot || (isAbove && tests.some(({ name }) => name.split('::').includes(step))))
  })
}

function tellUnreported(native, wasm, specs) {
  const crates = ['app/rules', 'app', 'server/store', 'server']
  const tests = crates.flatMap((crate) =>
    [...filesBelow(`${crate}/tests`, '.rs'), ...filesBelow(`${crate}/src`, '.rs')]).filter(hasTests)
  const missing = tests.filter((path) => !isReported(path, native))
  const tables = filesBelow('app/rules/tests', '.rs').filter(hasTests)
    .filter((path) => !readFileSync(path, 'utf8').includes('#![cfg(not(target_arch = "wasm32"))]'))
  const missingInWasm = tables.filter((path) => !isReported(path, wasm))
  const journeys = filesBelow('end2end', '.spec.ts')
  const missingSpecs = journeys.filter((path) => !specs.some((spec) => path.endsWith(spec)))
  const reported = tests.length - missing.length + tables.length - missingInWasm.length + journeys.length - missingSpecs.length
  tell('test files in the reports', reported, [
    ...missing.map((path) => `${path}: no test of it is in the report`),
    ...missingInWasm.map((path) => `${path}: no test of it ran as wasm`),
    ...missingSpecs.map((path) => `${path}: no test of it is in the report`),
  ])
}

const parts = read('parts.tsv').trim().split('\n').map((line) => line.split('\t'))
/** Parts whose runner counts tests: how many programs or files it ran, and whether it named a failure. */
const counted = {}
function count(part, told) {
  const before = failures.length
  const ran = told()
  counted[part] = { ran: ran.length, named: failures.length > before }
  return ran
}
const native = count('native', () => tellCargo('native', ''))
count('docs', () => tellCargo('docs', ''))
const wasm = count('rules-wasm', () => tellCargo('rules-wasm', ', as wasm'))
const specs = count('journeys', tellJourneys)
if (whole) tellUnreported(native, wasm, specs)

// A part whose runner counts nothing counts itself; so does one that failed and named no failure.
for (const [name, code, seconds] of parts) {
  const minutes = `${(seconds / 60).toFixed(1)} min`
  const its = counted[name]
  if (code !== '0' && !its?.named) tell(name, 0, [`${name}: ended with exit code ${code}; see above`], minutes)
  else if (code === '0' && its?.ran === 0) tell(name, 0, [`${name}: ran no test`], minutes)
  else if (its) lines.push(`${name.padEnd(59)} ${minutes}`)
  else tell(name, 1, [], minutes)
}

console.log(lines.join('\n'))
for (const figures of [read('hints.txt'), read('size.txt'), read('tidy.txt')]) if (figures) console.log(`\n${figures.trim()}`)
if (failures.length) console.log(`\nFailed:\n${failures.map((failure) => `  ${failure}`).join('\n')}`)
console.log(`\n${passed} passed, ${failures.length} failed`)
exit(failures.length ? 1 : 0)
