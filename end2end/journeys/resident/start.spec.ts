import { expect, test } from '../../linli/test.ts'
import { say } from '../../linli/words.ts'

test('danger comes first, and a thumb can call from any page', async ({ resident }) => {
  await resident.open('/')
  await expect(resident.page.getByRole('heading', { level: 1 })).toHaveText(say('start.title'))
  for (const number of ['119', '120', '110']) {
    await expect(resident.page.locator(`a[href="tel:${number}"]`)).toContainText(number)
  }
  for (const path of ['/', '/settings', '/no-such-page']) {
    if (path === '/no-such-page') resident.expectStatus(404)
    await resident.open(path)
    await expect(resident.page.locator('footer a[href^="tel:"]'), path).toBeVisible()
    await resident.expectNoOverflow()
  }
})

test('an unknown address says what to do, with status 404', async ({ resident }) => {
  resident.expectStatus(404)
  const answer = await resident.page.goto('/complaints/none-of-ours')
  expect(answer?.status()).toBe(404)
  await expect(resident.page.getByRole('heading', { level: 1 })).toHaveText(say('failure.not_found.title'))
})
