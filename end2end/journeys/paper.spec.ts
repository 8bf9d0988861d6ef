import type { Page } from '@playwright/test'
import { sheets } from '../linli/paper.ts'
import { file, told } from '../linli/people.ts'
import { desk, expect, phone, test } from '../linli/test.ts'
import { say } from '../linli/words.ts'

/** Half a sheet, and the whole of it, in CSS pixels. */
const [a5, a4] = [{ width: 559, height: 794 }, { width: 794, height: 1123 }]
/** Whatever is there to press or to fill in. */
const controls = 'button, .button, input:not([type="hidden"]), textarea, select, .settings a, nav a, .skip'

async function print(page: Page, sheet: typeof a5): Promise<void> {
  await page.setViewportSize(sheet)
  await page.emulateMedia({ media: 'print' })
}

async function expectNothingToPress(page: Page): Promise<void> {
  const shown = await page.locator(controls).evaluateAll((all) =>
    all.filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && one.getBoundingClientRect().width > 1)
      .map((one) => one.outerHTML.slice(0, 120)))
  expect(shown, 'controls on paper').toEqual([])
}

const top = async (page: Page, selector: string) => (await page.locator(selector).first().boundingBox())!.y

test('a phone cannot scan itself: the QR code is for wide screens and paper', async ({ resident, another }) => {
  const { link } = await file(resident, told())
  const code = resident.page.getByRole('img', { name: say('receipt.qr') })
  await expect(resident.page.locator('svg.qr')).toBeHidden()
  await print(resident.page, a5)
  await expect(code).toBeVisible()
  const wide = await another(desk)
  await wide.open(`${link}/receipt`)
  await expect(wide.page.getByRole('img', { name: say('receipt.qr') })).toBeVisible()
})

test('half a sheet has the receipt and nothing to press', async ({ resident }) => {
  const { page } = resident
  const { number, link } = await file(resident, told({ households: '12', photo: true }))
  const address = new URL(link, page.url()).href
  await print(page, a5)
  for (const words of [number, address, say('receipt.next')]) await expect(page.getByText(words).first()).toBeVisible()
  await expect(page.locator('main a[href^="tel:"]')).toBeVisible()
  await expectNothingToPress(page)
  await resident.expectNoOverflow()
  const pdf = await page.pdf({ format: 'A5', preferCSSPageSize: true })
  expect(sheets(pdf)).toEqual(['420x595'])
})

for (const stage of ['handling', 'awaiting_confirmation', 'closed']) {
  test(`a complaint that is ${stage} prints its facts first and nothing to press`, async ({ linli, another }) => {
    const visitor = await another(phone)
    const { page } = visitor
    await visitor.open(linli.link(stage))
    await print(page, a4)
    expect(await top(page, '.facts')).toBeLessThan(await top(page, '.stands'))
    expect(await top(page, '.stands')).toBeLessThan(await top(page, 'main ol.line'))
    await expect(page.locator('.print-only').first()).toBeVisible()
    // Folded on the screen, open on paper.
    await expect(page.locator('.line details blockquote').first()).toBeVisible()
    await expectNothingToPress(page)
    await visitor.expectNoOverflow()
  })
}
