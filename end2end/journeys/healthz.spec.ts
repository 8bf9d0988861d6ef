import { expect, test } from '../linli/test.ts'

test('/healthz answers while the database does', async ({ linli }) => {
  const answer = await fetch(`${linli.address}/healthz`)
  expect(answer.status).toBe(200)
})
