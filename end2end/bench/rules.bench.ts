import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from '../linli/test.ts'

const examples = fileURLToPath(new URL('../../target/release/examples/', import.meta.url))

/** What the rules may cost, in nanoseconds, by the beginning of what an example prints. */
const bounds: Record<string, [RegExp, number][]> = {
  grading_speed: [[/^grading/, 2_000]],
  hint_speed: [[/^(full|plain)/, 50_000]],
  likeness_speed: [[/^print/, 60_000], [/^likeness/, 5_000]],
  backtest_speed: [[/./, 20_000]],
}

for (const [example, rows] of Object.entries(bounds)) {
  test(`${example.replace('_', ' ')} keeps its bounds`, () => {
    const lines = execFileSync(examples + example, { encoding: 'utf8' }).trim().split('\n')
    for (const [name, most] of rows) {
      const measured = lines.filter((line) => name.test(line) && /\d+ ns/.test(line))
      expect(measured, `${example} measures ${name}`).not.toEqual([])
      for (const line of measured) {
        console.log(`rules: ${line}`)
        expect.soft(Number(/(\d+) ns/.exec(line)?.[1]), line).toBeLessThanOrEqual(most)
      }
    }
  })
}
