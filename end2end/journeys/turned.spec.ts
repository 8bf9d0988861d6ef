import { file, fillIn, told } from '../linli/people.ts'
import { expect, test } from '../linli/test.ts'
import { say } from '../linli/words.ts'

const form = '/complaints/new?community=wt'

test('the browser goes back from the receipt to the form, and forward again', async ({ resident }) => {
  const { page } = resident
  await resident.open(form)
  await fillIn(resident, told())
  const [heading, main] = [page.getByRole('heading', { level: 1 }), page.locator('main')]
  const isReceipt = async () => {
    await expect(page).toHaveURL(/\/c\/[\w-]+\/receipt$/)
    await expect(heading).toHaveText(say('receipt.title'))
    await expect(page).toHaveTitle(new RegExp(`^${say('receipt.heading', 'zh-Hans', { number })} · `))
    await expect(page.locator('.stamp b')).toHaveText(number)
  }
  let number = ''
  await resident.submits(async () => {
    await page.getByRole('button', { name: say('complaint.send') }).click()
    await expect(heading).toHaveText(say('receipt.title'))
    number = await page.locator('.stamp b').innerText()
    await isReceipt()
    await expect(main).toBeFocused()
  })
  // The form is a document of its own each time.
  await page.goBack()
  await resident.isReady()
  await expect(heading).toHaveText(say('complaint.title'))
  await expect(page).toHaveURL(/\/complaints\/new\?community=wt$/)
  await expect(page).toHaveTitle(new RegExp(`^${say('complaint.title')} · `))
  await expect(page.locator('#text')).toHaveValue('')
  await page.goForward()
  await resident.isReady()
  await isReceipt()
  await page.reload()
  await resident.isReady()
  await isReceipt()
  await page.goBack()
  await expect(heading).toHaveText(say('complaint.title'))
})

test('a receipt reached without loading stays: in another language, and as time goes on', async ({ resident }) => {
  const { page } = resident
  await page.clock.install()
  const { number } = await file(resident, told())
  await page.clock.runFor('02:00')
  await expect(page.locator('.stamp b')).toHaveText(number)
  await page.getByRole('link', { name: say('ui.en'), exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('receipt.title', 'en'))
  await expect(page.locator('.stamp b')).toHaveText(number)
})

test('a complaint changed without loading stays in another language', async ({ resident }) => {
  const { page } = resident
  const { link } = await file(resident, told())
  await resident.open(link)
  await page.locator('#text').fill('今天又漏了')
  await page.getByRole('button', { name: say('tracking.add.send') }).click()
  await expect(page.getByText(say('tracking.add.done'))).toBeVisible()
  await page.getByRole('link', { name: say('ui.en'), exact: true }).click()
  await expect(page.getByText(say('tracking.add.done', 'en'))).toBeVisible()
  await page.goBack()
  await expect(page.getByText('今天又漏了')).toBeVisible()
  await expect(page.getByText(say('tracking.add.done', 'en'))).toHaveCount(0)
})
