import { file, fillIn, told } from '../linli/people.ts'
import { picture } from '../linli/photo.ts'
import { desk, expect, phone, test } from '../linli/test.ts'
import type { Visitor } from '../linli/visitor.ts'
import { say } from '../linli/words.ts'

const form = '/complaints/new?community=wt'
const works = '[name="draft[kind]"][value="works"]'
const widths = [['on a phone', phone], ['at a desk', desk]] as const

/** Opens the form whose program is still on its way; the answer lets it arrive. */
async function openEarly(resident: Visitor): Promise<() => void> {
  const release = await resident.holdProgram()
  await resident.page.goto(form, { waitUntil: 'domcontentloaded' })
  return release
}

const caret = (resident: Visitor) =>
  resident.page.locator('#text').evaluate((area: HTMLTextAreaElement) => [area.selectionStart, area.selectionEnd])

for (const [where, width] of widths) {
  test(`typing goes on while the program arrives, ${where}`, async ({ another }) => {
    const resident = await another(width)
    const { page } = resident
    const release = await openEarly(resident)
    const [text, counter] = [page.locator('#text'), page.locator('.counter')]
    const max = Number(/\d+/.exec(await counter.innerText())?.[0])
    await expect(counter).toHaveText(say('complaint.chars_max', 'zh-Hans', { chars: max }))
    await page.locator(works).check()
    await page.locator('#households').fill('12')
    await text.focus()
    await page.keyboard.type('电梯停在楼')
    await page.keyboard.press('ArrowLeft')
    await expect(page.locator('html')).not.toHaveAttribute('data-ready')
    release()
    let later = ''
    await expect(async () => {
      later += 'a'
      await page.keyboard.type('a')
      expect(await page.locator('html[data-ready]').count()).toBe(1)
    }).toPass({ intervals: [20], timeout: 10_000 })
    const typed = `电梯停在${later}楼`
    await expect(text).toBeFocused()
    await expect(text).toHaveValue(typed)
    expect(await caret(resident)).toEqual([typed.length - 1, typed.length - 1])
    await expect(page.locator(works)).toBeChecked()
    await expect(page.locator('#households')).toHaveValue('12')
    await expect(counter).toHaveText(say('complaint.chars_left', 'zh-Hans', { chars: max - typed.length }))
    await expect(page.locator('#outlook .grade')).toHaveAttribute('data-grade', '1')
    await page.keyboard.type('九')
    await expect(text).toHaveValue(`电梯停在${later}九楼`)
    await expect(counter).toHaveText(say('complaint.chars_left', 'zh-Hans', { chars: max - typed.length - 1 }))
  })

  test(`nothing moves when the program arrives, ${where}`, async ({ another }) => {
    const resident = await another(width)
    const release = await openEarly(resident)
    await resident.page.waitForLoadState('load')
    release()
    await resident.isReady()
    await resident.expectStill()
  })

  test(`nothing moves when the program reads what was typed, ${where}`, async ({ another }) => {
    const resident = await another(width)
    const { page } = resident
    const release = await openEarly(resident)
    const text = page.locator('#text')
    await page.locator(works).check()
    await page.locator('#households').fill('12')
    await text.focus()
    await page.keyboard.type('电梯停在九楼')
    for (const key of ['ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft']) await page.keyboard.press(key)
    // A browser blames a person for whatever moves within half a second of a key.
    await page.waitForTimeout(600)
    release()
    await resident.isReady()
    await expect(text).toBeFocused()
    expect(await caret(resident)).toEqual([3, 5])
    await expect(page.locator('#outlook .grade')).toHaveAttribute('data-grade', '1')
    await resident.expectStill()
  })

  test(`a draft kept on the device comes back, and nothing moves, ${where}`, async ({ another }) => {
    const resident = await another(width)
    const { page } = resident
    await resident.open(form)
    await page.locator(works).check()
    await page.locator('#households').fill('12')
    await page.locator('#text').fill('电梯停在九楼')
    await page.locator('#notice').check()
    await page.reload()
    await resident.isReady()
    await expect(page.getByText(say('complaint.kept.restored'))).toBeVisible()
    await expect(page.locator('#text')).toHaveValue('电梯停在九楼')
    await expect(page.locator(works)).toBeChecked()
    await expect(page.locator('#outlook .grade')).toHaveAttribute('data-grade', '1')
    await expect(page.locator('#notice'), 'consent is given anew').not.toBeChecked()
    await resident.expectStill()
  })
}

test('a form posted and refused before the program arrived is taken over as it came back', async ({ resident }) => {
  resident.expectStatus(422)
  const { page } = resident
  const said = told()
  await openEarly(resident)
  await fillIn({ ...resident, page, scripts: 'off' } as Visitor, { ...said, email: 'zhou@' })
  const release = await resident.holdProgram()
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().isNavigationRequest()),
    page.getByRole('button', { name: say('complaint.send') }).click(),
  ])
  expect(answer.status()).toBe(422)
  await page.waitForLoadState('domcontentloaded')
  await expect(page.locator('html')).not.toHaveAttribute('data-ready')
  const [text, email] = [page.locator('#text'), page.locator('#email')]
  const stands = async () => {
    await expect(page.locator('#problems li')).toHaveText([say('problem.email.incomplete')])
    await expect(text).toHaveValue(said.text)
    await expect(email).toHaveValue('zhou@')
    await expect(email).toHaveAttribute('aria-invalid', 'true')
    await expect(page.locator(works)).toBeChecked()
  }
  await stands()
  release()
  await resident.isReady()
  await stands()
  await expect(page.locator('.counter')).not.toHaveText(say('complaint.chars_max', 'zh-Hans', { chars: 2_000 }))
  await email.fill(said.email)
  await expect(email).not.toHaveAttribute('aria-invalid')
  await resident.submits(async () => {
    await page.getByRole('button', { name: say('complaint.send') }).click()
    await page.waitForURL(/\/receipt$/)
  })
})

test('another language loses nothing of what was typed', async ({ resident }) => {
  const { page } = resident
  const said = told({ photo: true, households: '12' })
  await resident.open(form)
  await fillIn(resident, said)
  await resident.submits(async () => {
    for (const [link, language] of [['en', 'en'], ['hant', 'zh-Hant']] as const) {
      await page.getByRole('link', { name: say(`ui.${link}`), exact: true }).click()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('complaint.title', language))
      await expect(page.locator('label[for="text"]')).toHaveText(say('complaint.text', language))
      await expect(page).toHaveTitle(new RegExp(`^${say('complaint.title', language)}`))
      await expect(page.locator('#text')).toHaveValue(said.text)
      await expect(page.locator('#place')).toHaveValue('3栋2单元')
      await expect(page.locator('#households')).toHaveValue('12')
      await expect(page.locator(works)).toBeChecked()
      await expect(page.locator('#notice')).toBeChecked()
      await expect(page.locator(`.photos img[alt="${picture().name}"]`)).toBeVisible()
      await expect(page.locator('input[type="hidden"][name="draft[photos][]"]')).toHaveCount(1)
    }
    await page.getByRole('button', { name: say('complaint.send', 'zh-Hant') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('receipt.title', 'zh-Hant'))
  })
})

test('without scripts nothing is promised that is not kept', async ({ another }) => {
  const resident = await another(phone, 'off')
  resident.expectStatus(422)
  const { page } = resident
  await resident.open(form)
  await expect(page.getByText(say('complaint.kept.saving'))).toBeHidden()
  await fillIn(resident, { ...told(), email: 'zhou@' })
  await page.getByRole('button', { name: say('complaint.send') }).click()
  await expect(page.locator('#problems')).toContainText(say('ui.problems.kept'))
  await expect(page.locator('#place')).toHaveValue('3栋2单元')
  await page.getByRole('link', { name: say('ui.en'), exact: true }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('complaint.title', 'en'))
  await expect(page.getByText(say('complaint.kept.saving', 'en'))).toBeHidden()
  await expect(page.getByText(say('ui.problems.kept', 'en'))).toHaveCount(0)
})

test('the receipt comes without loading, takes the focus, and is there after a reload', async ({ resident }) => {
  const { page } = resident
  const { number } = await file(resident, told())
  await expect(page.locator('main')).toBeFocused()
  await expect(page.getByRole('heading', { level: 1 })).toBeInViewport()
  const isReceipt = async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(say('receipt.title'))
    await expect(page).toHaveTitle(new RegExp(`^${say('receipt.heading', 'zh-Hans', { number })} · `))
    await expect(page.locator('.stamp b')).toHaveText(number)
  }
  await isReceipt()
  await page.reload()
  await resident.isReady()
  await isReceipt()
})
